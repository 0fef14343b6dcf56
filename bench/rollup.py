"""From sums per organization and item to the group: the same tree for every system.

Items form capabilities, these categories, these dimensions, and these maturity. A node's mean is
the plain mean of its children; a kind's mean is that of its organizations, and so is the group's.
"""

from __future__ import annotations

#: How many children the nodes of each level have, from the capabilities up.
BRANCHES = (2, 5, 3, 2)
KINDS = 4


def item_count() -> int:
    """How many items a complete tree has."""
    count = 1
    for branch in BRANCHES:
        count *= branch
    return count


def levels() -> list[int]:
    """How many nodes each level has, from the capabilities up to the root."""
    counts = []
    count = item_count()
    for branch in BRANCHES:
        count //= branch
        counts.append(count)
    return counts


def node_count() -> int:
    return sum(levels())
