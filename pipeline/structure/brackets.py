"""Square brackets in a provision's text: which are options, which are status marks, and whether they balance."""

import regex

from pipeline.model import Line
from pipeline.structure.passage import cut

# CONVENTIONS 20: what a secretariat notes about a text, in the brackets that otherwise mean "not agreed"
_STATUS = regex.compile(
    r"\s*[\[(]\s*((?:provisionally |tentatively )?agreed(?: ad ref(?:erendum|\.)?| in principle| in informals| text)?|"
    r"ad referendum|under negotiation|pending|convenu ad referendum|acordado ad referendum)\s*[\])]\s*$",
    regex.IGNORECASE,
)


def without_status(line: Line) -> tuple[Line, tuple[str, ...]]:
    """The line without the status marks at its end, and these in the order printed, without brackets."""
    found: list[str] = []
    if not line.text.rstrip().endswith(("]", ")")):
        return line, ()
    match = _STATUS.search(line.text)
    while match is not None:
        found.insert(0, match[1])
        line = cut(line, 0, match.start())
        match = _STATUS.search(line.text)
    return line, tuple(found)
