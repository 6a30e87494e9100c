"""Plain sentences of treaties, each changed in one place: what that does is told, and the opposite where it is undone.

plain_changes.txt has one a line: the sentence, the words that are replaced, those put in their place, and the safeguard with its effect ("none" for none);
plain_restatements.txt one sentence a line, and what says the same.
"""

from pathlib import Path

import pytest

from pipeline.assess.judge import judge
from pipeline.assess.rules_load import rules_for_drafts


def rows(name):
    return [tuple(line.split("|")) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()]


OPPOSITE = {"added": "removed", "removed": "added", "weakened": "strengthened", "strengthened": "weakened"}


def told(before, after):
    return {f"{each.safeguard.id} {each.effect}" for each in judge(before, after, rules_for_drafts("en", "", "crime"))}


@pytest.mark.parametrize(("sentence", "old", "new", "expected"), rows("plain_changes.txt"))
def test_a_plain_change(sentence, old, new, expected):
    changed = sentence.replace(old, new, 1)
    assert changed != sentence
    if expected == "none":
        assert told(sentence, changed) == told(changed, sentence) == set()
        return
    key, effect = expected.split()
    assert told(sentence, changed) == {expected}
    assert told(changed, sentence) == {f"{key} {OPPOSITE[effect]}"}


@pytest.mark.parametrize(("before", "after"), rows("plain_restatements.txt"))
def test_a_plain_restatement(before, after):
    assert told(before, after) == told(after, before) == set()
