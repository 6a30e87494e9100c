from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline import compare
from pipeline.errors import DraftsError
from pipeline.ledger import State, ledger
from pipeline.model import Decision, Draft, Effect, Level, Provision
from pipeline.reviews import load_reviews

REMEDY = "Each Party shall ensure that every person affected by a measure has access to an effective remedy."
WEAK = "Each Party may ensure that every person affected by a measure has access to an effective remedy."
OTHER = "Each Party shall make computer fraud a criminal offence."


def draft(symbol, *texts, first=1):
    provisions = (
        Provision(f"art_{n}", None, Level.ARTICLE, str(n), text=text, citation=f"art. {n}") for n, text in enumerate(texts, first)
    )
    return Draft("T", symbol=symbol, provisions=tuple(provisions))


def reviews(folder, text):
    (folder / "reviews.toml").write_text(text, encoding="utf-8")
    return load_reviews(folder)


ROW = 'by = "N"\ndate = 2024-06-01\nreason = "because"\n'


def test_a_decision_follows_its_clause_when_it_is_renumbered(tmp_path):
    (finding,) = compare(draft("1", REMEDY, OTHER), draft("2", WEAK, OTHER)).findings
    kept = reviews(tmp_path, f'[[review]]\nfinding = "{finding.fingerprint}"\ndecision = "dismissed"\n{ROW}')
    (again,) = compare(draft("1", REMEDY, OTHER, first=7), draft("2", WEAK, OTHER, first=9), reviews=kept).findings
    assert again.review.decision is Decision.DISMISSED
    assert not again.review.stale


def test_a_decision_on_words_that_changed_is_stale(tmp_path):
    row = f'[[review]]\nfinding = "0"\ndecision = "confirmed"\nsafeguard = "effective-remedy"\nquote = "{REMEDY}"\n{ROW}'
    (finding,) = compare(draft("1", REMEDY, OTHER), draft("2", WEAK, OTHER), reviews=reviews(tmp_path, row)).findings
    assert finding.review.stale


def test_a_finding_is_corrected(tmp_path):
    (finding,) = compare(draft("1", REMEDY, OTHER), draft("2", WEAK, OTHER)).findings
    row = f'[[review]]\nfinding = "{finding.fingerprint}"\ndecision = "corrected"\neffect = "removed"\n{ROW}'
    (again,) = compare(draft("1", REMEDY, OTHER), draft("2", WEAK, OTHER), reviews=reviews(tmp_path, row)).findings
    assert (again.effect, again.review.reason) == (Effect.REMOVED, "because")


def test_a_finding_made_by_hand_stands_at_its_place(tmp_path):
    row = f'[[finding]]\nid = "h1"\ndrafts = ["1", "2"]\nsafeguard = "gender"\neffect = "weakened"\nafter = {{ at = "art. 2", quote = "q" }}\n{ROW}'
    kept = reviews(tmp_path, row)
    (finding,) = compare(draft("1", OTHER, OTHER), draft("2", OTHER, OTHER), reviews=kept).findings
    assert (finding.safeguard, finding.after.eid, finding.review.decision) == ("gender", "art_2", Decision.ADDED)
    assert compare(draft("2", OTHER), draft("3", OTHER), reviews=kept).findings == ()


def test_mistakes_in_reviews_are_told_all_at_once(tmp_path):
    with pytest.raises(DraftsError) as caught:
        reviews(tmp_path, '[[review]]\ndecision = "maybe"\n[[finding]]\neffect = "lost"\n[other]\n')
    said = str(caught.value)
    for part in (
        "review 1: `decision`",
        "review 1: has no `finding`",
        "review 1: has no `date`",
        "finding 1: `drafts`",
        "finding 1: `effect`",
        "unknown table `other`",
    ):
        assert part in said


def test_the_ledger_tells_gone_and_back():
    drafts = [
        draft("1", REMEDY, OTHER),
        draft("2", WEAK, OTHER),
        draft("3", OTHER),
        draft("4", f"[{REMEDY}]", OTHER),
        draft("5", REMEDY, OTHER),
    ]
    steps = [compare(before, after) for before, after in pairwise(drafts)]
    row = next(row for row in ledger(steps) if row.safeguard == "effective-remedy")
    assert [cell.state for cell in row.cells] == [State.PRESENT, State.WEAKENED, State.GONE, State.BRACKETED, State.PRESENT]
    assert row.cells[0].places == (("art_1", "art. 1"),)
    back = ledger([steps[0], steps[1], compare(drafts[2], drafts[4])])
    assert next(each for each in back if each.safeguard == "effective-remedy").cells[-1].state is State.BACK


def test_a_new_power_without_a_safeguard_in_reach_says_so():
    power = "Each Party shall enable its authorities to intercept the content of communications."
    bare = compare(draft("1", OTHER), draft("2", OTHER, power)).powers
    assert [(note.power, note.effect, note.safeguards) for note in bare] == [("power-interception", "added", ())]
    tied = compare(draft("1", OTHER), draft("2", OTHER, f"{power} The measure shall be authorised by a judge.")).powers
    assert tied[0].safeguards == ("judicial-authorisation",)
    assert replace(bare[0], safeguards=tied[0].safeguards).name == tied[0].name
