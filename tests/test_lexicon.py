"""The language of wordings in safeguards.toml: what each row of parts finds in a clause, and which rows are mistakes."""

import pytest

from pipeline.assess.lexicon import Lexicon
from pipeline.assess.wording import joined, parse

GROUPS = {
    "court": (parse("court|judge"), parse("judicial authority")),
    "permission": (parse("@court .. approves"), parse("warrant")),
}


def found(wording, text):
    lexicon = Lexicon(GROUPS, {"bench": "court"})
    number = lexicon.add(parse(wording))
    return lexicon.search(tuple(text.split()))[0].get(number, [])


@pytest.mark.parametrize(
    ("wording", "text", "spans"),
    [
        ("prior approval", "after prior approval only", [(1, 3)]),
        ("prior approval", "approval that is prior", []),
        ("authori*", "an authorised authority asks", [(1, 2), (2, 3)]),
        ("author*|judge", "the judge reauthorises", [(1, 2)]),
        ("of the? court", "of the court and of court", [(0, 3), (4, 6)]),
        ("the? court", "the court", [(0, 2), (1, 2)]),
        ("only .. judge", "only if a learned judge", [(0, 5)]),
        ("only .. judge", "only if a very learned judge", []),
        ("only .. judge", "only judge before judge", [(0, 2)]),
        ("only ... judge", "only a b c d e f g h judge", [(0, 10)]),
        ("only .... judge", f"only {'x ' * 14}judge", [(0, 16)]),
        ("only .... judge", f"only {'x ' * 15}judge", []),
        ("by @court", "by judicial authority or by a judge", [(0, 3)]),
        ("@permission given", "the court always approves given", [(1, 5)]),
        ("no .. @permission", "no search without a warrant", [(0, 5)]),
        ("@court", "the bench", [(1, 2)]),
        ("judge", "the judge's order", [(1, 2)]),
        ("Court", "the court", [(1, 2)]),
    ],
)
def test_a_wording_finds(wording, text, spans):
    assert found(wording, text) == spans


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("", "begins and ends with"),
        (".. court", "begins and ends with"),
        ("court ...", "begins and ends with"),
        ("the? a?", "every word of it may be missing"),
        ("au*thor", "stands at the end of a word"),
        ("court||judge", "between words"),
        ("* court", "stands at the end of a word"),
    ],
)
def test_a_row_that_is_no_wording_is_told(line, mistake):
    with pytest.raises(ValueError, match=mistake):
        parse(line)


def test_wordings_of_one_word_are_tried_as_one():
    assert joined((parse("court"), parse("judicial authority"), parse("judge*"))) == (("court|judge*",), ("judicial", "authority"))
    assert joined((parse("court"), parse("@other"))) == (("court",), ("@other",))


def test_a_wording_written_twice_has_one_number_and_groups_are_told_by_name():
    lexicon = Lexicon(GROUPS)
    first, again, other = (lexicon.add(parse(each)) for each in ("by @permission", "by @permission", "by force"))
    assert first == again != other
    spans, groups = lexicon.search(("by", "a", "warrant", "of", "the", "judge"))
    assert dict(spans) == {}
    assert set(groups) == {"permission", "court"}
