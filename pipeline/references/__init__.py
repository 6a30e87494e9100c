"""Cross-references: found in a text, resolved to the provision they point to, and told apart by that target, not by their digits.

`find(text)` gives what is printed; `Targets(draft).resolve(reference, from_eid)` gives where it points; `masked(text)` hides the numbers.
"""

from pipeline.references.grammar import Reference, find, masked
from pipeline.references.targets import Targets

__all__ = ["Reference", "Targets", "find", "masked"]
