"""Who is who, on small drafts: each a situation that a careful lawyer settles at a glance."""

from pipeline.changelog import compare
from pipeline.model import Kind
from pipeline.read import read_bytes
from pipeline.render.markdown import changelog_markdown
from pipeline.structure import structure

SEALS = "Each Party shall keep customs seals in safe custody and replace those that are broken."
TIDES = "The Secretariat shall publish tide tables for every harbour before the year begins."
TOLLS = "Bridge tolls shall be the same for the vessels of all Parties without distinction."
LAMPS = "Every lighthouse shall burn its lamps from dusk to dawn throughout the winter months."
FORMULA = "Nothing in this article shall affect the rights of third parties acting in good faith."
FILLER = "The committee shall meet once a year and report on its work to the Conference."


def draft(*articles):
    lines = []
    for number, (heading, *texts) in enumerate(articles, 1):
        lines += [f"Article {number}", heading]
        lines += [f"{at}. {text}" for at, text in enumerate(texts, 1)] if len(texts) > 1 else texts
    return structure(read_bytes("\n\n".join(lines).encode(), "a.txt"))


def links(before, after):
    """For the text of each provision the texts that it became; None for nothing."""
    old, new = ({p.eid: p.text or p.heading for p in side.provisions} for side in (before, after))
    changes = compare(before, after).changes
    return {old[eid]: [new[other] for other in change.after] for change in changes for eid in change.before}


def test_the_heading_of_an_article_of_one_text_is_not_amended_when_its_text_is():
    before, after = (
        draft(("Seals", SEALS), ("Tides", TIDES)),
        draft(("New", FILLER), ("Seals", SEALS.replace("safe", "secure")), ("Tides", TIDES)),
    )
    kinds = {change.before: change.kinds for change in compare(before, after).changes if change.before}
    assert kinds["art_1",] == (Kind.RENUMBERED,)
    assert kinds["art_1__para_nn1",] == (Kind.AMENDED,)


def test_an_article_merged_into_another_keeps_its_paragraphs():
    before = draft(("Seals", SEALS, FILLER), ("Tides", TIDES, TOLLS))
    after = draft(("Seals", SEALS, FILLER, TIDES.replace("every harbour", "all ports"), TOLLS))
    found = links(before, after)
    assert found[TIDES] == [TIDES.replace("every harbour", "all ports")]
    assert found["Tides"] == []
    assert [(row.before, row.after) for row in compare(before, after).concordance] == [("1", "1"), ("2", "1")]


def test_a_clause_rewritten_halfway_between_its_neighbours_is_the_same():
    changed = (
        "Every lighthouse shall burn its lamps whenever the harbour master, after hearing the pilots, finds that the weather asks for it."
    )
    assert links(draft(("Lights", SEALS, LAMPS, TOLLS)), draft(("Lights", SEALS, changed, TOLLS)))[LAMPS] == [changed]


def test_a_formula_that_many_articles_have_stays_in_its_article():
    before = draft(("Seals", SEALS, FORMULA), ("Tides", TIDES, FORMULA), ("Tolls", TOLLS, FORMULA))
    after = draft(("Tides", TIDES, FORMULA), ("Tolls", TOLLS, FORMULA), ("Lights", LAMPS, FILLER))
    places = {change.before: change.after for change in compare(before, after).changes if change.before}
    assert places["art_2__para_2",] == ("art_1__para_2",)
    assert places["art_3__para_2",] == ("art_2__para_2",)
    assert places["art_1__para_2",] == ()


def test_strangers_that_share_a_formula_are_no_pair():
    before = draft(("Seals", SEALS, "To register mine maps, on the basis of reciprocity."), ("Tides", TIDES, FILLER))
    after = draft(("Seals", SEALS), ("Tides", TIDES, FILLER, "To lend museum pieces, on the basis of reciprocity."))
    assert links(before, after)["To register mine maps, on the basis of reciprocity."] == []


def test_numbers_kept_for_deleted_articles_have_no_row_in_the_concordance():
    before, after = draft(("Seals", SEALS), ("Deleted.",), ("Tides", TIDES)), draft(("Seals", SEALS), ("Deleted.",), ("Tides", TIDES))
    assert [(row.before, row.after) for row in compare(before, after).concordance] == [("1", "1"), ("3", "3")]


def test_a_choice_between_options_is_told_as_one():
    log = compare(
        draft(("Seals", "Each Party [shall][should] keep its customs seals.")),
        draft(("Seals", "Each Party should keep its customs seals.")),
    )
    (told,) = [each for change in log.changes for each in change.brackets]
    assert (told.event, told.won, told.lost) == ("closed", ("should",), ("shall",))
    assert "Brackets closed: “should” stands, “shall” is gone" in changelog_markdown(log)
