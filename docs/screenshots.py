"""Pictures of home, treaty, changelog and brief for the README: python docs/screenshots.py SITE FOLDER. Sixteen colours keep them small."""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


def main(site: Path, folder: Path) -> None:
    """Take each page at the width of a desk and of a phone."""
    treaty = next(path for path in sorted(site.iterdir()) if path.is_dir())
    changelogs = sorted(path for path in treaty.glob("*--*.html") if not path.stem.endswith("-brief"))
    changelog = max(changelogs, key=lambda path: path.read_text(encoding="utf-8").count('class="finding '))
    pages = {
        "home": site / "index.html",
        "treaty": treaty / "index.html",
        "changelog": changelog,
        "brief": changelog.with_name(f"{changelog.stem}-brief.html"),
    }
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        for width, height in ((1280, 900), (390, 844)):
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in pages.items():
                page.goto(path.absolute().as_uri())
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(32)
                picture.save(folder / f"{name}-{width}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
