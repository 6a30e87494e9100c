"""The site without a browser: anchors, links, languages, origins of words, the server."""

import json
import urllib.error
import urllib.request
from datetime import date
from pathlib import Path

import pytest
from lxml import etree, html

from pipeline.build import build
from pipeline.changelog import compare
from pipeline.errors import TravauxError
from pipeline.model import Draft, Level, Provision
from pipeline.read import read_bytes
from pipeline.render.history_views import FIELDS, blame
from pipeline.render.links import PairLink, lone_link
from pipeline.render.markdown import changelog_markdown
from pipeline.render.method import CaseSet, Measured, Rate, parse_method
from pipeline.render.overview import Bar, tides
from pipeline.render.pages import compare_page
from pipeline.render.plain import changelog_text
from pipeline.render.reader_views import slices
from pipeline.render.site import Look, SiteDraft, SiteTreaty, render_site
from pipeline.render.templates import catalogue
from pipeline.render.threads import aliases, identities
from pipeline.render.words import excerpt, words_in
from pipeline.serve import RULES, State, rebuild, snapshot, start
from pipeline.stamp import code_version
from pipeline.structure import structure


def draft(name, *articles, language="en"):
    provisions = []
    for number, heading, text in articles:
        eid = f"art_{number}"
        provisions.append(Provision(eid, None, Level.ARTICLE, number, heading, citation=f"art. {number}"))
        provisions.append(Provision(f"{eid}__para_1", eid, Level.PARAGRAPH, "1.", text=text, citation=f"art. {number}(1)"))
    day = date(2023, 1, int(name[-1]))
    return Draft("A Convention", f"T/{name}", day, language, tuple(provisions), name=f"{name}.txt")


COSTS = "Costs of the Conference lie with the Party that hosts it, unless the Parties decide otherwise by consensus."
SEARCH = "A search shall be carried out only with the prior authorisation of a court and shall respect human rights."
SEARCH_LESS = "A search shall be carried out in accordance with domestic law and shall respect human rights."
NOTICE = "Each Party shall publish annual reports on the use of the powers under this Convention and their results."
DRAFTS = (
    draft("d1", ("1", "Search", SEARCH), ("2", "Costs", COSTS)),
    draft("d2", ("1", "Notice", NOTICE), ("2", "Search", SEARCH_LESS), ("3", "Costs", COSTS)),
    draft("d3", ("1", "Notice", NOTICE), ("2", "Search", SEARCH)),
)


def treaty(language="en", drafts=DRAFTS):
    entries = tuple(SiteDraft(each, each.name, "", "", "", "0" * 64) for each in drafts)
    logs = tuple(compare(a, b) for at, a in enumerate(drafts) for b in drafts[at + 1 :])
    return SiteTreaty("t", "A Convention", language, entries, logs)


@pytest.fixture(scope="module")
def site():
    return render_site((treaty(),))


def pages(site):
    return {path: html.fromstring(content) for path, content in site.items() if path.endswith(".html")}


def test_every_link_leads_to_a_page_and_an_anchor_of_the_site(site):
    trees = pages(site)
    anchors = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    count = 0
    for path, tree in trees.items():
        for link in tree.xpath("//a/@href"):
            target, _, anchor = link.partition("#")
            page = str(Path(path).parent / target).replace("t/../", "") if target else path
            assert page in site, (path, link)
            assert not anchor or anchor in anchors[page], (path, link)
            count += 1
    assert count > 100


def test_an_anchor_is_one_place(site):
    for path, tree in pages(site).items():
        found = tree.xpath("//@id")
        assert len(found) == len(set(found)), path


def test_the_matrix_is_found_by_every_number_an_article_had(site):
    tree = pages(site)["t/index.html"]
    assert [row.xpath(".//span[@class='at']/@id") for row in tree.xpath("//table[@class='grid matrix']/tbody/tr")] == [
        ["art_1"],
        ["art_2"],
        ["art_3"],
    ]


def test_every_page_has_title_description_policy_and_language(site):
    for path, tree in pages(site).items():
        assert tree.findtext(".//title").strip(), path
        assert tree.xpath("string(//meta[@name='description']/@content)").strip(), path
        assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)"), path
        assert tree.get("lang") == "en"
        assert not tree.xpath("//*[@style or starts-with(name(@*), 'on')]"), path


def test_no_template_text_is_missing(site):
    keys = {key for key in catalogue()["en"] if "_" in key}
    for path, tree in pages(site).items():
        words = set(tree.text_content().split())
        assert not words & keys, (path, words & keys)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_catalogue_is_whole_and_fills_alike(language):
    texts = catalogue()
    assert set(texts[language]) == set(texts["en"])
    for key, text in texts["en"].items():
        assert {part.split("}")[0] for part in text.split("{")[1:]} == {p.split("}")[0] for p in texts[language][key].split("{")[1:]}, key


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Ce qui a changé"), ("es", "Qué cambió"), ("de", "What changed"), ("fr-CA", "Ce qui a changé")]
)
def test_pages_follow_the_treatys_language(language, said):
    assert said in render_site((treaty(language),))["t/index.html"].decode()


@pytest.mark.parametrize(("language", "written"), [("en", "12,345"), ("fr", "12\u00a0345")])
def test_numbers_are_written_as_the_language_does(language, written):
    assert words_in(language, catalogue()).number(12345) == written


def test_a_provision_keeps_its_identity_over_renumbering():
    steps = {2: compare(DRAFTS[1], DRAFTS[2]), 1: compare(DRAFTS[0], DRAFTS[1])}
    known = identities(DRAFTS, steps)
    assert known[0]["art_1"] == known[1]["art_2"] == known[2]["art_2"]
    assert known[1]["art_1"] not in known[0].values()
    assert aliases(known, 0)["art_2"] == ("art_3",)


def test_the_origin_of_every_word_is_the_draft_that_brought_it():
    steps = {1: compare(DRAFTS[0], DRAFTS[1]), 2: compare(DRAFTS[1], DRAFTS[2])}
    found = blame(DRAFTS, steps)
    for at, each in enumerate(DRAFTS):
        for provision in each.provisions:
            for field in FIELDS:
                assert len(found[at][provision.eid, field]) == len(getattr(provision, field))
                assert all(0 <= origin <= at for origin in found[at][provision.eid, field])
    text, whose = SEARCH, found[2]["art_2__para_1", "text"]
    assert whose[text.index("human rights")] == 0
    assert whose[text.index("prior")] == 2


def test_what_was_lost_and_came_back_is_said(site):
    page = site["t/t-d1.art_1.html"].decode()
    assert "gone in T/d2" in page
    assert "back in T/d3" in page


def test_a_dropped_article_keeps_its_history(site):
    assert "dropped" in site["t/index.html"].decode()
    assert "t/t-d1.art_2.html" in site


def test_a_finding_has_a_citation_to_copy_and_a_permanent_link(site):
    tree = pages(site)["t/t-d1--t-d2.html"]
    [finding] = tree.xpath("//section[@data-effect='removed']")
    assert finding.get("id") in finding.xpath(".//p[@class='citation']")[0].text_content()
    assert "T/d1, art. 1(1) (1 January 2023)" in finding.text_content()


def test_same_input_same_bytes(site):
    assert render_site((treaty(),)) == site


def test_style_and_script_are_small(site):
    assert len(site["style.css"]) + len(site["script.js"]) < 60_000


def test_links_stay_valid_when_a_later_draft_comes_in(site):
    before = pages(render_site((treaty(drafts=DRAFTS[:2]),)))
    after = pages(site)
    assert set(before) <= set(after)
    for path in ("t/t-d1--t-d2.html", "t/t-d1.html", "t/t-d2.html", "t/index.html"):
        assert set(before[path].xpath("//@id")) <= set(after[path].xpath("//@id")), path


def test_the_feed_has_an_entry_for_each_draft_with_its_findings():
    feed = etree.fromstring(render_site((treaty(),), Look(base_url="https://example.org"))["t/feed.xml"])
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("a:entry/a:title/text()", namespaces=names) == ["T/d3", "T/d2", "T/d1"]
    links = feed.xpath("a:entry/a:link/@href", namespaces=names)
    assert links == [f"https://example.org/t/{page}" for page in ("t-d2--t-d3.html", "t-d1--t-d2.html", "t-d1.html")]
    contents = feed.xpath("a:entry/a:content/text()", namespaces=names)
    assert "Judicial authorisation added" in contents[0]
    assert "Judicial authorisation removed" in contents[1]
    assert len(set(feed.xpath("//a:id/text()", namespaces=names))) == 4


def test_with_an_address_there_is_a_sitemap():
    files = render_site((treaty(),), Look(base_url="https://example.org/d"))
    assert b"<loc>https://example.org/d/t/index.html</loc>" in files["sitemap.xml"]
    assert b'<link rel="canonical" href="https://example.org/d/t/index.html">' in files["t/index.html"]
    with pytest.raises(TravauxError, match="no address"):
        render_site((treaty(),), Look(base_url="example"))


def drafts_folder(root, **addresses):
    for slug, address in addresses.items():
        (root / slug).mkdir(parents=True)
        (root / slug / "treaty.toml").write_text(f'title = "A Treaty"\nbase_url = "{address}"\n')
        (root / slug / "draft_2020-01-01.txt").write_text("Article 1\nScope\nThis Convention applies to costs.\n")
    return root


def test_the_address_may_stand_in_treaty_toml(tmp_path):
    drafts = drafts_folder(tmp_path / "drafts", one="https://example.org/d/", two="https://example.org/d")
    build(drafts, tmp_path / "site", (), report=lambda _: None)
    assert "<loc>https://example.org/d/one/index.html</loc>" in (tmp_path / "site" / "sitemap.xml").read_text()
    build(drafts, tmp_path / "site", (), report=lambda _: None, look=Look(base_url="https://example.net"))
    assert "<loc>https://example.net/two/index.html</loc>" in (tmp_path / "site" / "sitemap.xml").read_text()


def test_two_addresses_are_a_mistake(tmp_path):
    drafts = drafts_folder(tmp_path / "drafts", one="https://example.org", two="https://example.net")
    with pytest.raises(TravauxError, match=r"one/treaty.toml says https://example.org, two/treaty.toml says https://example.net"):
        build(drafts, tmp_path / "site", (), report=lambda _: None)


def test_a_users_template_and_text_come_before_ours(tmp_path):
    (tmp_path / "404.html").write_text("mine: {{ t('method') }}")
    (tmp_path / "interface.toml").write_text('[en]\nmethod = "How"\n')
    assert render_site((treaty(),), Look(tmp_path))["404.html"] == b"mine: How\n"


@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing_such }}"])
def test_a_broken_template_is_one_clear_error(tmp_path, template):
    (tmp_path / "404.html").write_text(template)
    with pytest.raises(TravauxError, match=r"404\.html"):
        render_site((treaty(),), Look(tmp_path))


def test_in_another_language_what_is_english_says_so():
    tree = pages(render_site((treaty("fr"),)))["t/t-d1--t-d2.html"]
    assert tree.get("lang") == "fr"
    assert tree.xpath("//section[@data-effect='removed']/h3/a/span/@lang") == ["en"]
    assert tree.xpath("//section[@data-effect='removed']/p[1]/span/@lang") == ["en"]


def test_where_the_rules_do_not_know_the_language_no_page_counts_safeguards():
    german = tuple(
        draft(f"d{at}", ("1", "Kosten", text), language="de") for at, text in ((1, "Die Kosten trägt der Gastgeber."), (2, "Keine."))
    )
    files = render_site((treaty("de", german),))
    for path in ("index.html", "t/index.html", "t/t-d1--t-d2.html", "t/t-d1--t-d2-brief.html"):
        text = html.fromstring(files[path]).text_content()
        assert "Safeguards are not assessed here." in text, path
        assert "no finding" not in text.lower(), path
        assert not html.fromstring(files[path]).xpath("//*[contains(@class, 'sg ') or contains(@class, 'tile ')]"), path
    assert "not assessed" in compare_page(compare(*german))
    assert "Findings" not in changelog_text(compare(*german), colour=False)
    assert "not assessed" in changelog_markdown(compare(*german))


def test_hostile_text_is_escaped():
    evil = draft("d1", ("1", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'))
    files = render_site((treaty(drafts=(evil, DRAFTS[1])),))
    assert not any(b"<script>alert" in content or b"<img" in content for content in files.values())


def test_one_page_stands_alone():
    page = compare_page(compare(DRAFTS[0], DRAFTS[1]))
    tree = html.fromstring(page)
    assert not tree.xpath("//a[not(starts-with(@href, '#'))] | //link | //script[@src]")
    assert "sha256-" in page


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ((("short", False),), "short"),
        ((("a " * 30, False), ("court", True), (" b" * 30, False)), "… a a a court b b b b b b b b b …"),
        ((("Those measures shall include: review by a court of law", False),), "… review by a court of law"),
        ((("条" * 40, False), ("法院", True)), "… " + "条" * 28 + "法院"),
        ((("court", True), (" order and then much more of the same", False)), "court order and then much …"),
    ],
)
def test_an_excerpt_shows_what_a_finding_turns_on(pieces, shown):
    assert "".join(text for text, _ in excerpt(pieces, 30)) == shown


def test_a_steps_bar_goes_left_for_losses_and_right_for_gains():
    link = lone_link(1, DRAFTS[1])
    pair = PairLink("", "", lone_link(0, DRAFTS[0]), link, (("removed", "−", 2), ("weakened", "↓", 2), ("added", "+", 1)), consecutive=True)
    assert tides([pair]) == {1: (Bar("weakened", 50, 50), Bar("removed", 0, 50), Bar("added", 100, 25))}


def test_the_page_of_a_safeguard_tells_every_step(site):
    tree = pages(site)["t/safeguard.judicial-authorisation.html"]
    assert [step.get("id") for step in tree.xpath("//section[@class='step']")] == ["step-2", "step-3"]
    effects = [step.xpath(".//section/@data-effect") for step in tree.xpath("//section[@class='step']")]
    assert effects == [["removed"], ["added"]]
    rows = [[cell.get("class") for cell in row.xpath("td")] for row in tree.xpath("//table/tbody/tr")]
    assert rows == [["st-present", "st-gone", "st-back"], ["pl-held", "pl-without", "pl-held"]]
    assert tree.xpath("//table/tbody/tr[2]/td/a[@class='stand']/text()[last()]") == ["art. 1(1)", "art. 2(1)", "art. 2(1)"]


def test_brackets_and_triggers_are_cut_out():
    assert [(s.text, s.kind) for s in slices("a [court] b", {"court"})] == [
        ("a ", ""),
        ("[", "bracket"),
        ("court", "trigger"),
        ("]", "bracket"),
        (" b", ""),
    ]


def test_the_method_takes_the_figures_there_are():
    rules = '[safeguards.x]\nname = "X"\n[rules.S1]\neffect = "added"\n'
    assert parse_method(rules, "").measured is None
    figures = {
        "cases": 10,
        "by_effect": {"added": {"precision": 0.5, "recall": 1}},
        "by_safeguard": {"x": {"precision": "none"}},
        "sets": {"own": {"cases": 10, "pair_f1": 0.5, "false_alarms": 0.02}},
        "other": 1,
    }
    measured = parse_method(rules, json.dumps(figures)).measured
    assert measured == Measured(10, (CaseSet("own", 10, 0.5, 0.02),), (Rate("added", 0.5, 1.0), Rate("x", None, None)))


def get(server, path, host="localhost"):
    port = server.server_address[1]
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_the_server_reloads_shows_errors_and_keeps_strangers_out(tmp_path, site):
    for path, content in site.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    state = State()
    server = start(tmp_path, state, 0)
    try:
        rebuild(state, lambda: "")
        status, page = get(server, "/t/")
        assert (status, "reload.js" in page, "connect-src 'self'" in page) == (200, True, True)
        assert get(server, "/_travaux/version") == (200, "1")
        assert get(server, "/none.html")[0] == 404
        assert get(server, "/index.html", host="evil.example")[0] == 403
        rebuild(state, lambda: "t: <draft> is damaged")
        assert "&lt;draft&gt; is damaged" in get(server, "/index.html")[1]
        with pytest.raises(TravauxError, match="--port"):
            start(tmp_path, state, server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def test_a_build_under_serve_judges_by_the_rules_as_they_are(tmp_path):
    code_version()
    rebuild(State(), lambda: "")
    assert code_version.cache_info().currsize == 0
    assert RULES / "safeguards.toml" in snapshot((tmp_path, RULES))


def test_a_changed_file_is_noticed(tmp_path):
    before = snapshot((tmp_path,))
    (tmp_path / "a.txt").write_text("x")
    assert snapshot((tmp_path,)) != before


def test_a_choice_between_options_is_told_as_a_choice():
    texts = [
        f"Article 1\n\nDuties\n\n1. Each Party {word} act.\n\n2. Each Party shall report.\n" for word in ("[shall] [should]", "should")
    ]
    before, after = (structure(read_bytes(text.encode(), "a.txt")) for text in texts)
    assert "Square brackets closed: “should” stands; “shall” is gone." in compare_page(compare(before, after))


def test_brackets_that_go_are_no_editorial_change():
    texts = ["Article 1\n\nDuties\n\n1. [Each Party shall act.]\n\n2. Each Party shall report.\n"]
    before, after = (structure(read_bytes(text.encode(), "a.txt")) for text in (texts[0], texts[0].replace("[", "").replace("]", "")))
    page = html.fromstring(compare_page(compare(before, after)))
    row = page.get_element_by_id("art_1__para_1")
    assert "editorial only" not in row.text_content()
    assert not [each for each in row.iterancestors("details") if each.get("open") is None]
