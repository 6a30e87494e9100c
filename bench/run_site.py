"""Weight and speed of the pages: `python bench/run_site.py DRAFTS`; builds the treaties below DRAFTS aside and prints one Markdown table.

Of each treaty the heaviest changelog is opened from its file in headless Chromium, 1280 x 900, nothing cached, no throttling. Paint is the
median of five loads; a filter is timed until layout is done, the slowest of all filters and a search counts; scrolling goes through the whole
page in 200 steps, one a frame, and the frames slower than 50 ms are counted.
"""

import os
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline.build import build

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FILTERS = """async () => {
  const times = [], settled = () => document.body.offsetHeight;
  const time = (name, act) => { const start = performance.now(); act(); settled(); times.push([performance.now() - start, name]); };
  const only = document.querySelector("#only"), clear = document.querySelector("#clear");
  time("findings only", () => only.click()); time("all again", () => only.click());
  for (const select of document.querySelectorAll("[data-filter]")) {
    const option = [...select.options].at(-1);
    time(select.dataset.filter, () => { select.value = option.value; select.dispatchEvent(new Event("change")); });
    time("clear", () => clear.click());
  }
  const search = document.querySelector("#search"); search.value = "court";
  time("search", () => search.dispatchEvent(new Event("change")));
  time("clear", () => clear.click());
  const side = document.querySelector("#side");
  const start = performance.now(); side.click(); settled(); const both = performance.now() - start; side.click();
  return [times.sort((a, b) => b[0] - a[0])[0], both];
}"""
SCROLL = """async () => {
  const frame = () => new Promise(requestAnimationFrame), times = [], high = document.documentElement.scrollHeight;
  let last = await frame();
  for (let step = 0; step < 200; step++) { scrollTo(0, step * high / 200); const now = await frame(); times.push(now - last); last = now; }
  return [times.filter((each) => each > 50).length, Math.max(...times)];
}"""


def measure(browser, path):
    paints = []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        page.wait_for_function(PAINT)
        paints.append(page.evaluate(PAINT))
        if len(paints) < 5:
            page.close()
    slow, worst = page.evaluate(SCROLL)
    (filtering, which), side = page.evaluate(FILTERS)
    articles = page.locator(".group.l-article").count()
    page.close()
    return articles, path.stat().st_size / 1e6, statistics.median(paints), filtering, which, side, slow, worst


def main():
    print("| treaty | articles | MB of HTML | first paint, ms | slowest filter, ms | side by side, ms | frames over 50 ms of 200 (worst) |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        site = Path(folder) / "site"
        build(Path(sys.argv[1]), site, (), report=lambda _: None)
        browser = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        for treaty in sorted(path for path in site.iterdir() if path.is_dir()):
            pages = [path for path in treaty.glob("*--*.html") if not path.stem.endswith("-brief")]
            heaviest = max(pages, key=lambda path: path.stat().st_size)
            articles, size, paint, filtering, which, side, slow, worst = measure(browser, heaviest)
            print(
                f"| {treaty.name} | {articles} | {size:.2f} | {paint:.0f} | {filtering:.0f} ({which}) | {side:.0f} | {slow} ({worst:.0f} ms) |"
            )
        print(f"\nStyle and script: {sum((site / name).stat().st_size for name in ('style.css', 'script.js')) / 1e3:.1f} kB")
        browser.close()


if __name__ == "__main__":
    main()
