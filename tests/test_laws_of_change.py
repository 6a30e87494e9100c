"""Laws 4 to 6 on generated pairs of drafts, and that neither hash seed nor order of drafts matters."""

import os
import subprocess
import sys

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from negotiated import NEW_VERBS, printed, sentences, treaties

from pipeline.align import align
from pipeline.changelog import compare
from pipeline.model import Kind

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
TURNED = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED, Kind.SPLIT: Kind.MERGED, Kind.MERGED: Kind.SPLIT}


@st.composite
def two_drafts(draw):
    """A treaty, and what a session made of it: paragraphs and articles gone, come, moved, and words changed."""
    before = draw(treaties())
    after = [(identity, heading, list(body)) for identity, heading, body in before]
    spare = iter(draw(sentences(4, NEW_VERBS)))
    for _ in range(draw(st.integers(0, 4))):
        _, _, body = draw(st.sampled_from(after))
        deed = draw(st.sampled_from(("cut", "add", "turn", "word")))
        place = draw(st.integers(0, len(body) - 1))
        if deed == "cut" and len(body) > 1 and "{" not in body[place]:
            del body[place]
        elif deed == "add":
            body.insert(place, next(spare))
        elif deed == "turn":
            body.append(body.pop(place))
        else:
            body[place] = body[place].replace(" shall ", " may ")
    after = draw(st.permutations(after)) if draw(st.booleans()) else after
    return printed(before), printed(after)


def shape(changes, turned=False):
    """Kinds and places of all changes, as seen from the other draft if turned."""
    rows = []
    for change in changes:
        kinds = {TURNED.get(kind, kind) for kind in change.kinds} if turned else set(change.kinds)
        sides = (change.after, change.before) if turned else (change.before, change.after)
        rows.append((*sides, tuple(sorted(kinds))))
    return sorted(rows)


@QUIET
@given(two_drafts())
def test_turned_round_added_and_removed_swap_and_moves_stay(drafts):
    before, after = drafts
    assert shape(compare(before, after).changes) == shape(compare(after, before).changes, turned=True)


@QUIET
@given(treaties(), sentences(2, NEW_VERBS), st.data())
def test_renumbering_everything_changes_nothing_else(articles, fresh, data):
    inserted = ("new", "On customs of the sea", fresh)
    at = data.draw(st.integers(0, len(articles)))
    log = compare(printed(articles), printed([*articles[:at], inserted, *articles[at:]]))
    old = {kind for change in log.changes if change.before for kind in change.kinds}
    assert old <= {Kind.UNCHANGED, Kind.RENUMBERED}
    assert {kind for change in log.changes if not change.before for kind in change.kinds} == {Kind.ADDED}


@QUIET
@given(treaties(), st.data())
def test_what_stands_elsewhere_is_never_called_removed(articles, data):
    moved = [(identity, heading, data.draw(st.permutations(body))) for identity, heading, body in data.draw(st.permutations(articles))]
    log = compare(printed(articles), printed(moved))
    assert not {Kind.ADDED, Kind.REMOVED, Kind.AMENDED} & {kind for change in log.changes for kind in change.kinds}
    assert log.findings == ()


@QUIET
@given(treaties(least=3), st.data())
def test_a_paragraph_moved_into_another_article_is_found_there(articles, data):
    after = [(identity, heading, list(body)) for identity, heading, body in articles]
    giver = data.draw(st.sampled_from([article for article in after if len(article[2]) > 1] or after[:1]))
    taker = data.draw(st.sampled_from([article for article in after if article is not giver]))
    if len(giver[2]) == 1:
        return
    taker[2].append(giver[2].pop())
    before, later = printed(articles), printed(after)
    texts = {p.eid: p.text for p in before.provisions}, {p.eid: p.text for p in later.provisions}
    moved = next(pair for pair in align(before, later).pairs if any(texts[1][eid] == taker[2][-1] for eid in pair.after))
    assert [texts[0][eid] for eid in moved.before] == [taker[2][-1]] or "{" in taker[2][-1]


def test_the_hash_seed_does_not_matter():
    script = (
        "from negotiated import VERBS, THINGS, printed\nfrom pipeline.changelog import compare\nfrom pipeline.render.export import changelog_json\n"
        "import sys\n"
        "same = 'Nothing in this article shall affect the rights of third parties.'\n"
        "def body(verb, shift): return [f'Each Party shall {verb} its {THINGS[(n + shift) % 20]} with care.' for n in range(4)] + [same]\n"
        "old = [(v, f'On {v}', body(v, 0)) for v in VERBS]\n"
        "new = [(v, f'On {v}', body(v, n % 3)) for n, v in enumerate(reversed(VERBS))]\n"
        "sys.stdout.buffer.write(changelog_json(compare(printed(old), printed(new))))\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(["tests", "."])},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "99")
    ]
    assert outputs[0]
    assert outputs[0] == outputs[1] == outputs[2]
