"""Side-by-side measurement: A B B A, medians of paired ratios, and the table of results."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class Different(Exception):
    """Two systems did not come to the same result, so no ratio means anything."""


@dataclass
class Row:
    """One line of the table, already in words."""

    id: str
    work: str
    ours: str
    peer: str
    ratio: str = ""
    target: str = ""


@dataclass
class Pairs:
    """Seconds of both systems, in pairs that ran right after each other."""

    ours: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)

    def speedup(self) -> float:
        """How many times faster ours is: the median of the pairs' ratios."""
        return statistics.median(p / o for o, p in zip(self.ours, self.peer, strict=True))

    def ours_median(self) -> float:
        return statistics.median(self.ours)

    def peer_median(self) -> float:
        return statistics.median(self.peer)

    def spread(self) -> str:
        """The smallest and the largest of the pairs' ratios."""
        ratios = [p / o for o, p in zip(self.ours, self.peer, strict=True)]
        return f"{ratio_text(min(ratios))} to {ratio_text(max(ratios))}"


def interleave(
    ours: Callable[[], float], peer: Callable[[], float], cycles: int
) -> Pairs:
    """Runs A B B A as many times as asked; each function returns the seconds it took."""
    pairs = Pairs()
    for _ in range(cycles):
        pairs.ours.append(ours())
        pairs.peer.append(peer())
        pairs.peer.append(peer())
        pairs.ours.append(ours())
    return pairs


def ratio_text(ratio: float) -> str:
    """A ratio with three figures at most."""
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.1f}" if ratio < 100 else f"{ratio:.0f}"


def verdict_text(value: float, least: float | None = None, most: float | None = None) -> str:
    """Whether a value reaches its target."""
    reached = (least is None or value >= least) and (most is None or value <= most)
    return "reached" if reached else "MISSED"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms" if seconds < 0.1 else f"{seconds * 1000:,.0f} ms"


def rate(count: int, seconds: float) -> str:
    return f"{count / seconds / 1000:,.1f} k/s"


def table(rows: Sequence[Row], peer: str = "peer") -> str:
    """The rows as a table in Markdown, lined up so that it also reads well as plain text."""
    heading = Row("id", "work", "ours", peer, "ratio", "target")
    cells = [
        [row.id, row.work, row.ours, row.peer, row.ratio, row.target]
        for row in [heading, *rows]
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
        for line in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"
