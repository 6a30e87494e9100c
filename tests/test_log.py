"""The life of a provision: through renumbering, moves, splits and mergers, gone and back; by word; found by eId or citation."""

import re

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from repositories import draft

from pipeline import fates
from pipeline.cli import main
from pipeline.commands import log as command
from pipeline.drafts import load_treaty
from pipeline.errors import TravauxError
from pipeline.fates import steps as all_steps
from pipeline.life import FIELDS, life, word_origins
from pipeline.lookup import find
from pipeline.remembered import read_again

RIGHTS = "Each Party shall respect the human rights of every person in all that it does under this Convention."
SEARCH = "A search may be carried out only with the prior authorisation of a court or another independent body."
COSTS = "The costs of the Conference lie with the Party that hosts it, unless the Parties decide otherwise."
REPORT = "The Secretariat publishes a report on the use of the powers under this Convention every year."
NOTICE = "The person concerned is told of the measure as soon as this does not endanger the inquiry any more."


@pytest.fixture
def treaty(tmp_path, monkeypatch):
    monkeypatch.setenv("TRAVAUX_CACHE", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)

    def write(*drafts):
        folder = tmp_path / "drafts" / "t"
        folder.mkdir(parents=True, exist_ok=True)
        for at, text in enumerate(drafts, 1):
            (folder / f"d{at}_2023-01-{at:02}.md").write_text(text if text.startswith("#") else draft(text))
        return folder

    return write


def story(folder, place):
    """[(draft, what is left of the place's eIds, kinds of the provision itself)], and where it stood first."""
    loaded = load_treaty(folder)
    steps = all_steps(loaded, lambda _: None)
    at, eid = find(place, read_again(loaded.drafts[-1]), steps, "t")
    then, events = life(steps, at, eid)
    return then, [(event.at, event.old, event.new, event.since) for event in events]


def run(*arguments):
    return CliRunner().invoke(main, ["log", *arguments])


def test_a_provision_is_followed_under_its_numbers(treaty):
    folder = treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, COSTS, SEARCH), draft(RIGHTS, COSTS, SEARCH.replace("only ", "")))
    expected = ("art_2__para_1", [(1, "art_2__para_1", "art_3__para_1", None), (2, "art_3__para_1", "art_3__para_1", None)])
    for place in ("art_3__para_1", "art. 3(1)", "Article 3, paragraph 1", "3(1)", "ART 3 (1)"):
        assert story(folder, place) == expected, place


def test_what_moved_to_another_article_is_followed(treaty):
    many = "# A Convention\n\n## Article 1\n\n1. {}\n\n2. {}\n\n## Article 2\n\n1. {}\n"
    last = "# A Convention\n\n## Article 1\n\n1. {}\n\n## Article 2\n\n1. {}\n\n2. {}\n"
    folder = treaty(many.format(RIGHTS, NOTICE, SEARCH), last.format(RIGHTS, SEARCH, NOTICE))
    assert story(folder, "art. 2(2)") == ("art_1__para_2", [(1, "art_1__para_2", "art_2__para_2", None)])


def test_what_went_and_came_back_is_one_life_from_either_end(treaty):
    folder = treaty(draft(RIGHTS, SEARCH), draft(RIGHTS), draft(RIGHTS, COSTS), draft(RIGHTS, COSTS, SEARCH), draft(RIGHTS, COSTS))
    assert story(folder, "art_3__para_1") == (
        "art_2__para_1",
        [(1, "art_2__para_1", "", None), (3, "", "art_3__para_1", 1), (4, "art_3__para_1", "", None)],
    )
    said = run("t", "art. 3(1)").output
    assert "comes back; it had gone in draft 2" in said
    assert said.index("removed") < said.index("comes back") < said.rindex("removed")
    folder = treaty(draft(RIGHTS, SEARCH), draft(RIGHTS), draft(RIGHTS, COSTS), draft(RIGHTS, COSTS, SEARCH), draft(RIGHTS, COSTS, SEARCH))
    assert story(folder, "art_3__para_1")[1] == [(1, "art_2__para_1", "", None), (3, "", "art_3__para_1", 1)]


def test_what_never_came_back_ends(treaty):
    folder = treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, SEARCH), draft(RIGHTS), draft(RIGHTS, COSTS))
    assert story(folder, "art. 2(1)") == ("", [(3, "", "art_2__para_1", None)])
    assert story(treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, SEARCH), draft(RIGHTS), draft(RIGHTS)), "art. 2(1)") == (
        "art_2__para_1",
        [(2, "art_2__para_1", "", None)],
    )


APART = f"# T\n\n## Article 1\n\n1. {RIGHTS}\n\n2. {SEARCH}\n\n## Article 2\n\n1. {NOTICE}\n\n2. {REPORT}\n\n## Article 3\n\n1. {COSTS}\n"
TOGETHER = f"# T\n\n## Article 1\n\n1. {RIGHTS}\n\n2. {SEARCH}\n\n3. {NOTICE}\n\n4. {REPORT}\n\n## Article 2\n\n1. {COSTS}\n"


def test_an_article_that_was_taken_in_by_another_is_not_said_to_be_removed(treaty):
    changed = TOGETHER.replace("every year", "each year")
    folder = treaty(APART, TOGETHER, changed)
    steps = all_steps(load_treaty(folder), lambda _: None)
    then, events = life(steps, 0, "art_2")
    assert then == "art_2"
    assert [(event.at, event.old, event.new) for event in events] == [(1, "art_2", "art_1"), (2, "art_1", "art_1")]
    treaty(TOGETHER, APART, APART)
    said = run("t", "art. 2").output
    assert "art. 1 -> art. 2: split" in said
    assert "comes in" not in said
    treaty(APART, APART, TOGETHER)
    assert story(folder, "art. 1(3)")[1] == [(2, "art_2__para_1", "art_1__para_3", None)]


def test_a_paragraph_that_was_split_leads_back_to_the_whole(treaty):
    whole = f"# T\n\n## Article 1\n\n1. {RIGHTS} {NOTICE}\n\n2. {COSTS}\n"
    parts = f"# T\n\n## Article 1\n\n1. {RIGHTS}\n\n2. {NOTICE}\n\n3. {COSTS}\n"
    folder = treaty(whole, parts)
    assert story(folder, "art. 1(2)") == ("art_1__para_1", [(1, "art_1__para_1", "art_1__para_2", None)])
    assert "[1]" in run("t", "art. 1(2)", "--blame").output
    assert "[2]" not in run("t", "art. 1(2)", "--blame").output
    folder = treaty(parts, whole)
    assert story(folder, "art. 1(1)")[0] == "art_1__para_1"
    assert "[2]" not in run("t", "art. 1(1)", "--blame").output


def test_a_whole_article_tells_what_happened_in_it(treaty):
    folder = treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, SEARCH.replace("only ", "")), draft(COSTS, RIGHTS, SEARCH.replace("only ", "")))
    assert story(folder, "art_3") == ("art_2", [(1, "art_2", "art_2", None), (2, "art_2", "art_3", None)])
    said = run("t", "art. 3").output
    assert "[-only -]" in said
    assert "art. 2 -> art. 3: renumbered" in said
    assert "amended" in said


def test_drafts_in_which_nothing_happened_are_told_in_one_line(treaty):
    treaty(
        *[draft(RIGHTS, COSTS)] * 4, draft(RIGHTS.replace("shall", "should"), COSTS), *[draft(RIGHTS.replace("shall", "should"), COSTS)] * 2
    )
    said = run("t", "art. 1(1)").output
    assert "  2 to 4  unchanged" in said
    assert "[-shall-]{+should+}" in said
    assert "  6 to 7  unchanged" in said


@pytest.mark.parametrize(("place", "near"), [("art. 33(1)", "art. 3(1)"), ("art_3__para_9", "art_3__para_1"), ("nonsense", "art")])
def test_a_place_no_draft_has_is_told_with_those_near_it(treaty, place, near):
    treaty(draft(RIGHTS, COSTS, SEARCH), draft(RIGHTS, COSTS, SEARCH))
    done = run("t", place)
    assert done.exit_code == 1
    assert (
        done.stderr.startswith(f"travaux: t: no draft has {place}; near it are ") or f"t: no draft has {place}; near it are" in done.output
    )
    assert near in done.output


def test_an_unknown_treaty_is_told_with_those_there_are(treaty):
    treaty(draft(RIGHTS))
    done = run("u", "art. 1")
    assert done.exit_code == 1
    assert "there is no treaty u; there are t" in done.output


def test_one_draft_alone_has_its_text_to_tell(treaty):
    treaty(draft(RIGHTS))
    assert RIGHTS in run("t", "art. 1(1)").output


def test_every_word_is_told_with_the_draft_that_brought_it(treaty):
    second = SEARCH.replace("a court or another independent body", "a judge")
    third = second.replace("may be", "shall be")
    treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, second), draft(COSTS, RIGHTS, third))
    said = run("t", "art. 3(1)", "--blame").output
    assert "A search[1] shall[3] be carried out only with the prior authorisation of a[1] judge.[2]" in re.sub(r"\s+", " ", said)
    assert "[3] 2023-01-03 d3 2023-01-03" in said
    assert "\x1b" not in said


def test_colours_only_for_a_terminal_that_wants_them(treaty, monkeypatch):
    treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, SEARCH.replace("only ", "")))
    assert "\x1b" not in run("t", "art. 2(1)").output
    monkeypatch.setattr(command, "_is_terminal", lambda: True)
    assert "\x1b[31;9m[-only -]\x1b[0m" in run("t", "art. 2(1)").output
    assert "\x1b[3" in run("t", "art. 2(1)", "--blame").output
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("t", "art. 2(1)").output


def test_a_draft_cannot_steer_the_terminal(treaty):
    treaty(draft("Each Party shall\x9b31m respect \u202ehuman rights."), draft("Each Party should\x9b31m respect \u202ehuman rights."))
    for flags in ([], ["--blame"]):
        assert "\x9b" not in run("t", "art. 1(1)", *flags).output


def test_kept_steps_are_not_made_again(treaty, monkeypatch):
    treaty(draft(RIGHTS, SEARCH), draft(RIGHTS, COSTS))
    first = run("t", "art. 1").output
    monkeypatch.setattr(fates, "align", None)
    assert run("t", "art. 1").output == first


WORDS = st.lists(
    st.sampled_from("each party court judge search data right shall may not and report person notice cost".split()), min_size=6, max_size=14
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=4), min_size=2, max_size=4))
def test_what_a_draft_did_not_bring_stood_before_and_what_it_brought_did_not(tmp_path_factory, drafts):
    folder = tmp_path_factory.mktemp("t")
    for at, paragraphs in enumerate(drafts, 1):
        (folder / f"d_2023-01-{at:02}.md").write_text(draft(*(" ".join(words) + "." for words in paragraphs)))
    with pytest.MonkeyPatch.context() as own:
        own.setenv("TRAVAUX_CACHE", str(folder / ".cache"))
        loaded = load_treaty(folder)
        steps = all_steps(loaded, lambda _: None)
        read = [read_again(entry) for entry in loaded.drafts]
    last = read[-1]
    for provision in last.provisions:
        for name in FIELDS:
            text = getattr(provision, name)
            origins = word_origins(steps, len(steps) - 1, provision.eid, name, len(text))
            assert len(origins) == len(text)
            for at in set(origins):
                earlier = " ".join(f"{p.heading} {p.text} {p.closing}" for p in read[at].provisions)
                words = {word for word, whose in zip(re.findall(r"\w+", text), starts(text, origins), strict=True) if whose == at}
                assert words <= set(re.findall(r"\w+", earlier))


def starts(text, origins):
    return [origins[match.start()] for match in re.finditer(r"\w+", text)]


def test_a_place_in_an_empty_treaty_is_an_error(treaty):
    folder = treaty(draft(RIGHTS))
    steps = all_steps(load_treaty(folder), lambda _: None)
    with pytest.raises(TravauxError, match="no draft has"):
        find("", read_again(load_treaty(folder).drafts[0]), steps, "t")
