"""The site in headless Chromium, opened from a folder: every page kind, every control, with the keyboard and without script."""

import os
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from test_site import treaty

from pipeline.render.site import render_site

ARGUMENTS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run".split()
KINDS = {
    "home": "index.html",
    "method": "method.html",
    "missing": "404.html",
    "treaty": "t/index.html",
    "changelog": "t/t-d1--t-d2.html",
    "brief": "t/t-d1--t-d2-brief.html",
    "reader": "t/t-d2.html",
    "history": "t/t-d1.art_1.html",
    "safeguard": "t/safeguard.judicial-authorisation.html",
}
RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    for path, content in render_site((treaty(),)).items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, folder):
    contexts, troubles = [], []

    def page(path, width=1280, **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: troubles.append(message.text))
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("request", lambda request: request.url.startswith(f"file://{folder}/") or troubles.append(request.url))
        tab.goto(f"file://{folder}/{path}")
        return tab

    yield page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.mark.parametrize(("kind", "width", "scheme"), list(product(KINDS, (320, 768, 1440), ("light", "dark"))))
def test_axe_finds_nothing_and_nothing_is_cut_off(opened, kind, width, scheme):
    page = opened(KINDS[kind], width, color_scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_without_script_all_is_there(opened, kind):
    page = opened(KINDS[kind], java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert not page.locator("button:visible").count()


def test_findings_only_and_filters(opened):
    page = opened(KINDS["changelog"])
    groups = page.locator(".group:visible")
    everything = groups.count()
    page.click("#only")
    assert 0 < groups.count() < everything
    assert page.locator(".group:visible .finding").count()
    page.click("#only")
    assert groups.count() == everything
    page.click("#filters summary")
    page.select_option("[data-filter=kind]", "added")
    assert page.locator(".group:visible h2").all_inner_texts() == ["Article 1. inserted: Notice end."] or groups.count() == 1
    page.select_option("[data-filter=effect]", "strengthened")
    assert page.locator("#none").is_visible()
    page.click("#clear")
    assert groups.count() == everything


def test_search_opens_folded_text(opened):
    page = opened(KINDS["changelog"])
    assert not page.get_by_text("unless the Parties decide").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("HOSTS it")
    page.get_by_text("unless the Parties decide").wait_for()
    assert page.locator(".group:visible").count() == 1


def test_stepping_by_keys_and_counter(opened):
    page = opened(KINDS["changelog"])
    page.keyboard.press("n")
    first, total = page.inner_text("#position").split(" / ")
    assert first == "1"
    page.keyboard.press("p")
    assert page.inner_text("#position") == f"{total} / {total}"
    assert page.evaluate("document.activeElement.classList.contains('here')")
    page.click("#filters summary")
    page.uncheck("#keys")
    page.locator("h1").click()
    page.keyboard.press("n")
    assert page.inner_text("#position") == f"{total} / {total}"


def test_side_by_side_is_remembered_and_gives_both_texts(opened):
    page = opened(KINDS["changelog"])
    page.click("#side")
    page.reload()
    sides = page.locator("#art_2__para_1 .sides > div")
    assert "prior authorisation of a court" in sides.nth(0).inner_text()
    assert "domestic law" not in sides.nth(0).inner_text()
    assert "in accordance with domestic law" in sides.nth(1).inner_text()
    page.click("#side")
    assert not page.locator(".sides").count()


@pytest.mark.parametrize("anchor", ["art_3__para_1", "was-art_1"])
def test_deep_links_open_folded_parts(opened, anchor):
    page = opened(f"{KINDS['changelog']}#{anchor}") if anchor == "art_3__para_1" else opened(f"t/t-d2--t-d3.html#{'was-art_3'}")
    assert page.locator(".here").is_visible()


def test_a_link_to_a_former_number_finds_the_provision(opened):
    page = opened("t/t-d1.html#art_3__para_1")
    assert page.locator(".here").get_attribute("id") == "art_2__para_1"


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.mark.parametrize(
    "clicks",
    [
        ("text=What changed", ".tile.removed li a", ".finding.here .copy"),
        (".treaty-card h2 a", "text=Judicial authorisation", "#step-2 .copy"),
    ],
    ids=["by the step", "by the safeguard"],
)
def test_three_clicks_to_a_citation(opened, clicks):
    page = opened("index.html", **CLIPBOARD)
    for click in clicks:
        page.locator(click).first.click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "T/d1, art. 1(1) (1 January 2023)" in copied
    assert "removed" in copied


def test_the_keyboard_reaches_everything_in_order(opened):
    page = opened(KINDS["changelog"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id"))
    assert {"only", "side", "previous", "next"} <= seen
