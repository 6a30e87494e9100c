"""The site in headless Chromium, from a folder and from a server: every page kind, every control, with the keyboard and without script."""

import os
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from rich_treaty import write_drafts, write_reviews
from test_site import draft, treaty

from pipeline.build import build
from pipeline.render.site import render_site
from pipeline.render.words import SIGNS

ARGUMENTS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run".split()
CHANGELOG = "t/t-d1--t-d2.html"
RICH = "devices/dev-1--dev-1-rev-1.html"
KINDS = {
    "home": "index.html",
    "method": "method.html",
    "missing": "404.html",
    "treaty": "devices/index.html",
    "changelog": RICH,
    "brief": "devices/dev-1--dev-1-rev-1-brief.html",
    "reader": "devices/dev-1-rev-1.html",
    "history": "devices/dev-1.art_3.html",
    "safeguard": "devices/safeguard.judicial-authorisation.html",
}
RULES = {"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two treaties: a very small one, and one in which everything happens."""
    root = tmp_path_factory.mktemp("drafts")
    write_drafts(root)
    write_reviews(root)
    site = tmp_path_factory.mktemp("site") / "changelogs"
    build(root, site, (), report=lambda _: None)
    for path, content in render_site((treaty(),)).items():
        if path.startswith("t/"):
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_bytes(content)
    return site


class Silent(SimpleHTTPRequestHandler):
    """Files, without a word."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server(folder):
    """The same folder on a web host."""
    host = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder)))
    Thread(target=host.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{host.server_address[1]}"
    host.shutdown()
    host.server_close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser, folder):
    """A function (path, width) -> the page, which may say nothing on the console and ask for nothing outside its site."""
    contexts, troubles = [], []

    def page(path, width=1280, root=f"file://{folder}", **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: troubles.append(message.text))
        tab.on("pageerror", lambda error: troubles.append(str(error)))
        tab.on("request", lambda request: request.url.startswith(f"{root}/") or troubles.append(request.url))
        tab.goto(f"{root}/{path}")
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
    findings = page.locator(".finding")
    assert findings.count() == page.locator(".finding:visible").count()


@pytest.mark.parametrize("kind", KINDS)
def test_on_a_web_host_it_is_the_same(opened, server, kind):
    texts = [opened(KINDS[kind], **place).inner_text("main") for place in ({}, {"root": server})]
    assert texts[0] == texts[1]


def test_what_happens_in_a_step_is_told_at_the_top(opened):
    page = opened(RICH)
    for effect in ("removed", "weakened", "strengthened", "added"):
        standing = page.locator(f".finding.{effect}:not(.dismissed)").count()
        assert page.inner_text(f".tile.{effect} .big").split() == [str(standing), SIGNS[effect], effect]
    assert "prior authorisation of a court" in page.inner_text(".tile.removed q")
    assert "1 new or broader with no safeguard in reach" in page.inner_text(".head")
    assert "1 substitution made throughout" in page.inner_text(".sweeps summary")
    assert page.evaluate("document.querySelector('.sweeps').getBoundingClientRect().bottom") <= 900


def test_reviews_are_told_and_filtered(opened):
    page = opened(RICH)
    assert "Confirmed by A. Reviewer, 1 July 2023: Read by two lawyers." in page.inner_text(".finding.removed")
    page.click("#filters summary")
    page.select_option("[data-filter=reviewed]", "yes")
    assert page.locator(".finding:visible").count() == 2
    assert page.inner_text("#shown").startswith("1 of ")
    page.select_option("[data-filter=effect]", "removed")
    assert page.locator(".finding:visible").count() == 1


@pytest.mark.parametrize(("key", "value"), [("basis", "status"), ("certainty", "certain"), ("weight", "A"), ("safeguard", "necessity")])
def test_findings_are_filtered_by_what_they_rest_on(opened, key, value):
    page = opened(RICH)
    wanted = page.locator(f".finding[data-{key}='{value}']").count()
    page.click("#filters summary")
    page.select_option(f"[data-filter={key}]", value)
    assert page.locator(".finding:visible").count() == wanted > 0


def test_printed_it_is_black_on_white_and_without_controls(opened):
    page = opened(RICH)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator("#tools, .contents, .copy, .bar").locator("visible=true").count()
    style = "element => [getComputedStyle(element).color, getComputedStyle(element).textDecorationLine]"
    assert page.locator("del:visible").first.evaluate(style) == ["rgb(0, 0, 0)", "line-through"]
    assert page.locator("ins:visible").first.evaluate(style) == ["rgb(0, 0, 0)", "underline"]


def test_a_text_from_right_to_left(browser, tmp_path):
    text = "لا يجوز التفتيش إلا بإذن مسبق من محكمة"
    drafts = (draft("d1", ("1", "التفتيش", text), language="ar"), draft("d2", ("1", "التفتيش", f"{text} مختصة"), language="ar"))
    for path, content in render_site((treaty("ar", drafts),)).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"file://{tmp_path}/{CHANGELOG}")
    clause = page.locator("#art_1__para_1 .rl")
    assert clause.evaluate("element => [getComputedStyle(element).direction, element.lang]") == ["rtl", "ar"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_findings_only_and_filters(opened):
    page = opened(CHANGELOG)
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
    page = opened(CHANGELOG)
    assert not page.get_by_text("unless the Parties decide").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("HOSTS it")
    page.get_by_text("unless the Parties decide").wait_for()
    assert page.locator(".group:visible").count() == 1


def test_stepping_by_keys_and_counter(opened):
    page = opened(CHANGELOG)
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
    page = opened(CHANGELOG)
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
    page = opened(f"{CHANGELOG}#{anchor}") if anchor == "art_3__para_1" else opened(f"t/t-d2--t-d3.html#{'was-art_3'}")
    assert page.locator(".here").is_visible()


def test_the_contents_list_shows_where_the_reader_is(opened):
    page = opened(f"{RICH}#art_4")
    page.locator("[aria-current=location]").wait_for()
    assert page.get_attribute("[aria-current=location]", "href") == "#art_4"


def test_a_link_to_a_former_number_finds_the_provision(opened):
    page = opened("t/t-d1.html#art_3__para_1")
    assert page.locator(".here").get_attribute("id") == "art_2__para_1"


@pytest.mark.parametrize(
    "clicks",
    [
        ("text=What changed", ".tile.removed li a", ".finding.here .copy"),
        (".treaty-card h2 a", ".ledger >> text=Judicial authorisation", "#step-2 .copy"),
    ],
    ids=["by the step", "by the safeguard"],
)
def test_three_clicks_to_a_citation(opened, clicks):
    page = opened("index.html", **CLIPBOARD)
    for click in clicks:
        page.locator(click).first.click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "DEV/1, art. 3(2) (10 January 2023): “A search shall be carried out only with the prior authorisation of a court" in copied
    assert "Judicial authorisation removed" in copied


def test_on_a_web_host_the_citation_has_its_address(opened, server):
    page = opened(RICH, root=server, **CLIPBOARD)
    card = page.locator(".finding.removed")
    card.locator(".copy").click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f" {server}/{RICH}#{card.get_attribute('id')}")


def tab_to(page, name):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").startswith(name):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_citation_by_the_keyboard_alone(opened):
    page = opened("index.html", **CLIPBOARD)
    for name in ("Convention on the Search of Devices", "Judicial authorisation"):
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    tab_to(page, "Copy citation")
    page.keyboard.press("Enter")
    page.get_by_text("Copied").wait_for()


def test_the_keyboard_reaches_everything_in_order(opened):
    page = opened(CHANGELOG)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id"))
    assert {"only", "side", "previous", "next"} <= seen
