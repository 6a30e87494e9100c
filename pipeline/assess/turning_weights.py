"""What was learned of amendments: how each feature speaks for up or down, and by which features one sees that anything happened at all."""

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

Node = tuple[str, float, int, int]
"""A question of a tree: the feature, the bound, and the nodes to go to where it is at most that, or more; a leaf has no feature and gives its value."""


class Turning(msgspec.Struct, frozen=True):
    """What turning.json holds."""

    learned_from: str
    """A mark of the amendments as they were."""
    way: dict[str, float]
    """By feature how it speaks for up (above 0) or down."""
    start: float
    """The log odds that anything happened before any tree is asked."""
    trees: list[list[Node]]
    """Each adds the value of the leaf to which its questions lead (boosted decision trees)."""

    def way_of(self, measured: dict[str, float]) -> float:
        """Up (above 0) or down, and how firmly."""
        return sum(value * self.way.get(name, 0.0) for name, value in measured.items())

    def whether_of(self, measured: dict[str, float]) -> float:
        """How likely anything happened to the safeguard, from 0 to 1."""
        return 1 / (1 + math.exp(-self.start - sum(_leaves(self.trees, measured))))


def _leaves(trees: list[list[Node]], measured: dict[str, float]) -> Iterator[float]:
    """The value of the leaf of each tree."""
    get = measured.get
    for tree in trees:
        name, value, low, high = tree[0]
        while name:
            name, value, low, high = tree[low if get(name, 0.0) <= value else high]
        yield value


@cache
def learned_turning() -> Turning:
    """What turning.json says."""
    return msgspec.json.decode(files("pipeline.assess").joinpath("turning.json").read_bytes(), type=Turning)
