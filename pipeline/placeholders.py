"""Articles that are only named: "Deleted.", "Moved as article 48 (6).", "[Intentionally left blank]"."""

import regex

_LONGEST = 16
"""Words of what a secretariat says in the place of an article."""
_SAYS = regex.compile(
    r"[\[(\s*]*(?:(?:article|paragraph|this article)\s+)?(?:(?:has|have) been\s+|is\s+|was\s+)?"
    r"(?:deleted|moved|merged|relocated|transferred|omitted|withdrawn|reserved|vacant|not used|no text|placeholder|to be (?:determined|developed|completed)|"
    r"(?:this page |this article )?(?:is )?(?:intentionally |deliberately )?left blank|"
    r"supprimée?|déplacée?|fusionnée?|réservée?|sans objet|suprimid[oa]|trasladad[oa]|fusionad[oa]|reservad[oa]|en blanco)\b",
    regex.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether the whole text of an article only says where its words went, or that it has none."""
    return len(text.split()) <= _LONGEST and bool(_SAYS.match(text))
