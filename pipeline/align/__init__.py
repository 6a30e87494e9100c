"""Two drafts -> who is who: `align(before, after)` pairs every provision with its counterpart, or with none where none is honest."""

from pipeline.align.pairing import Pairing
from pipeline.model import Alignment, Draft

__all__ = ["align"]


def align(before: Draft, after: Draft) -> Alignment:
    """Every provision of both drafts in exactly one pair, in the order of `after`, what was removed where it stood.

    Articles first (same words below them, headings, likeness), then what stands in paired articles, then what moved between them.
    """
    return Alignment(before, after, Pairing(before, after).pairs())
