"""Changes -> Findings: what the changed words do to the safeguards, by the numbered rules of safeguards.toml.

clauses (text -> clauses) -> reading (what stands in a clause) -> judge (two texts -> judgements, with strength and fallback)
-> treaty (what stands elsewhere in the other draft, references, notes) -> findings (with their evidence and reasons).
"""

from functools import lru_cache

from pipeline.assess.findings import finding
from pipeline.assess.judge import judge, read
from pipeline.assess.places import Places
from pipeline.assess.powers import power_notes
from pipeline.assess.rules_load import LANGUAGES, load_rules, rules_for_drafts
from pipeline.assess.standing import held
from pipeline.assess.treaty import judged_changes
from pipeline.model import Change, Draft, Finding, Held, PowerNote

__all__ = ["assess", "assess_change", "is_assessed", "safeguards_held", "what_powers_do"]


def is_assessed(draft: Draft) -> bool:
    """Whether there are rules for the draft's language; others are compared, not assessed."""
    return draft.language.split("-")[0] in LANGUAGES


def assess_change(before: str, after: str, language: str = "en") -> tuple[Finding, ...]:
    """The findings on one provision's text, before and after ("" for none), without the rest of the drafts."""
    rules = load_rules(language)
    return tuple(finding(judged, rules, texts=(before, after)) for judged in judge(before, after, rules))


def assess(before: Draft, after: Draft, changes: tuple[Change, ...], extra: str = "") -> tuple[Finding, ...]:
    """The findings on every change, in their order; `extra` is the text of a treaty's own safeguards.toml.

    Drafts in two languages, or in one that the rules do not know, give none. Raises RulesError for mistakes in `extra`.
    """
    language = before.language.split("-")[0]
    if not is_assessed(before) or language != after.language.split("-")[0]:
        return ()
    rules = rules_for_drafts(language, extra, _context(before, after))
    places = Places(before, after)
    return tuple(finding(each.judgement, rules, each) for each in judged_changes(places, changes, rules))


def safeguards_held(draft: Draft, other: Draft, extra: str = "") -> tuple[Held, ...]:
    """The safeguards that stand in `draft`, in document order, as it is compared with `other`; none in a language that the rules do not know."""
    if not is_assessed(draft):
        return ()
    return tuple(held(draft, rules_for_drafts(draft.language.split("-")[0], extra, _context(draft, other))))


def what_powers_do(before: Draft, after: Draft, changes: tuple[Change, ...], extra: str = "") -> tuple[PowerNote, ...]:
    """The powers that came, went or changed their reach, with the safeguards in reach of each; the rules know English powers only."""
    if not before.language.startswith("en") or not after.language.startswith("en"):
        return ()
    rules = rules_for_drafts("en", extra, _context(before, after))
    return tuple(power_notes(Places(before, after), changes, safeguards_held(after, before, extra), rules))


_SHARE = 0.02


@lru_cache(maxsize=64)
def _context(before: Draft, after: Draft) -> str:
    """Whether the drafts speak of crime or surveillance: one provision in fifty is enough."""
    rules = load_rules()
    texts = [each.text for draft in (before, after) for each in draft.provisions if each.text]
    speak = sum(any(reading.grammar("crime") for reading in read(text, "", rules)) for text in texts)
    return "crime" if speak >= max(_SHARE * len(texts), 1) else "beyond"
