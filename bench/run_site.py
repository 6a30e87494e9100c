"""Weight and speed of the pages: `python bench/run_site.py DRAFTS`; builds the treaties below DRAFTS aside and prints one Markdown table.

Of each treaty the heaviest changelog is opened from its file in headless Chromium, 1280 x 900, nothing cached, no throttling. Each figure is the
best of three runs, so that other work on the machine counts less. A filter is timed until layout is done, and the slowest of all filters and a
search counts; scrolling goes through the whole page in 200 steps, one a frame, and the frames slower than 50 ms are counted.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from pipeline.build import build

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run"]
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
FILTERS = """async () => {
  const best = {}, settled = () => document.body.offsetHeight;
  const time = (name, act) => {
    const start = performance.now();
    act();
    settled();
    best[name] = Math.min(best[name] ?? Infinity, performance.now() - start);
  };
  const only = document.querySelector("#only"), clear = document.querySelector("#clear");
  const search = document.querySelector("#search"), side = document.querySelector("#side");
  for (const word of ["court", "person", "request"]) {
    time("findings only", () => only.click());
    time("all again", () => only.click());
    for (const select of document.querySelectorAll("[data-filter]")) {
      time(select.dataset.filter, () => { select.value = [...select.options].at(-1).value; select.dispatchEvent(new Event("change")); });
      time(`no ${select.dataset.filter}`, () => clear.click());
    }
    search.value = word;
    time(`search for "${word}"`, () => search.dispatchEvent(new Event("change")));
    time("no search", () => clear.click());
    time("side by side", () => side.click());
    side.click();
  }
  const both = best["side by side"];
  delete best["side by side"];
  const slowest = Object.entries(best).sort((a, b) => b[1] - a[1])[0];
  return [slowest[1], slowest[0], both];
}"""
SCROLL = """async () => {
  const frame = () => new Promise(requestAnimationFrame), times = [], high = document.documentElement.scrollHeight;
  let last = await frame();
  for (let step = 0; step < 200; step++) { scrollTo(0, step * high / 200); const now = await frame(); times.push(now - last); last = now; }
  return [times.filter((each) => each > 50).length, Math.max(...times)];
}"""


def measure(browser, path):
    paints = []
    for run in range(3):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        page.wait_for_function(PAINT)
        paints.append(page.evaluate(PAINT))
        if run < 2:
            page.close()
    slow, worst = min(page.evaluate(SCROLL) for _ in range(3))
    filtering, which, side = page.evaluate(FILTERS)
    articles = page.locator(".group.l-article").count()
    page.close()
    return articles, path.stat().st_size / 1e6, min(paints), filtering, which, side, slow, worst


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
