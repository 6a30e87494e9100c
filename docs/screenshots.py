"""Pictures for the README: python docs/screenshots.py SITE FOLDER. Sixty-four colours keep them small.

Home, treaty, and of changelogs, briefs and safeguards the one with the most findings, at the width of a desk and of a phone.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]


def findings(path: Path) -> int:
    """How many a page shows."""
    return path.read_text(encoding="utf-8").count('class="finding ')


def main(site: Path, folder: Path) -> None:
    """Take each page at the width of a desk and of a phone."""
    treaty = next(path for path in sorted(site.iterdir()) if path.is_dir())
    changelogs = sorted(path for path in treaty.glob("*--*.html") if not path.stem.endswith("-brief"))
    changelog, safeguard = (max(paths, key=findings) for paths in (changelogs, sorted(treaty.glob("safeguard.*.html"))))
    pages = {
        "home": site / "index.html",
        "treaty": treaty / "index.html",
        "changelog": changelog,
        "safeguard": safeguard,
        "brief": changelog.with_name(f"{changelog.stem}-brief.html"),
    }
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        for width, height in ((1280, 900), (390, 844)):
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path in pages.items():
                page.goto(path.absolute().as_uri())
                if name == "treaty":  # its first screen is that of home
                    page.evaluate("document.querySelector('#ledger').scrollIntoView()")
                picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(64, kmeans=2)
                picture.save(folder / f"{name}-{width}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
