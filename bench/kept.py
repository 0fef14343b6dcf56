"""The figures of a snapshot as arrays: from the store or a peer's files, and whether they agree."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from figures import CATEGORIES, ITEMS, LEVELS, NODES, SPECIAL, items_of
from questionnaire import AGGREGATED

#: Means, standard deviations and reliabilities differ by no more than this part of themselves.
TOLERANCE = 1e-9


@dataclass
class Figures:
    """Everything that a snapshot holds of answers."""

    #: Responses and straight-lined ones, by organization.
    responses: np.ndarray
    straight_lined: np.ndarray
    #: By organization, item and option.
    counts: np.ndarray
    #: Count, sum and squared deviations of scores, by organization and node.
    moments: np.ndarray
    #: The same by category: of each item, then of their sum, over complete responses.
    reliability: np.ndarray

    def sums(self) -> np.ndarray:
        """Count, sum and sum of squares of steps 1 to 5, by organization and item."""
        counts = self.counts[:, :, :SPECIAL]
        values = np.arange(1, SPECIAL + 1)
        return np.stack(
            [counts.sum(2), (counts * values).sum(2), (counts * values**2).sum(2)], axis=2)

    def alpha(self) -> np.ndarray:
        """Cronbach's α of each category; the number of responses cancels."""
        parts = self.reliability[:, :-1, 2].sum(1)
        items = self.reliability.shape[1] - 1
        return items / (items - 1) * (1 - parts / self.reliability[:, -1, 2])

    def difference(self, other: Figures) -> str | None:
        """The first kind of figures that is not the same, if there is one."""
        whole = [
            ("responses", self.responses, other.responses),
            ("straight-lined responses", self.straight_lined, other.straight_lined),
            ("counts of options", self.counts, other.counts),
            ("numbers of scores", self.moments[:, :, 0], other.moments[:, :, 0]),
            ("complete responses", self.reliability[:, :, 0], other.reliability[:, :, 0]),
        ]
        for name, ours, theirs in whole:
            if not np.array_equal(ours, theirs):
                return name
        broken = [
            ("means", mean(self.moments), mean(other.moments)),
            ("standard deviations", deviation(self.moments), deviation(other.moments)),
            ("means of complete responses", mean(self.reliability), mean(other.reliability)),
            ("deviations of complete responses", deviation(self.reliability),
             deviation(other.reliability)),
            ("reliabilities", self.alpha(), other.alpha()),
        ]
        for name, ours, theirs in broken:
            if not np.allclose(ours, theirs, rtol=TOLERANCE, atol=TOLERANCE):
                return name
        return None


def mean(moments: np.ndarray) -> np.ndarray:
    """Means, and 0 of nothing."""
    return moments[..., 1] / np.maximum(moments[..., 0], 1)


def deviation(moments: np.ndarray) -> np.ndarray:
    """Sample standard deviations, and 0 of fewer than two."""
    return np.sqrt(moments[..., 2] / np.maximum(moments[..., 0] - 1, 1))


def of_snapshot(store: Path) -> Figures:
    """The only snapshot in a store; its nodes are told parents first."""
    connection = sqlite3.connect(store)
    (figures,), = connection.execute("SELECT figures FROM snapshot")
    connection.close()
    snapshot = json.loads(gzip.decompress(figures))
    organizations = snapshot["organizations"]
    if any(one["droppedAnswers"] for one in organizations):
        raise ValueError("a snapshot says that answers were dropped, and none could be")
    # After the nodes there are two rows for tags, which no item has.
    moments = np.array([one["moments"] for one in organizations]).reshape(
        len(organizations), -1, 3)[:, :len(NODES)]
    order = [list(tree_order()).index(node.name) for node in NODES]
    return Figures(
        np.array([one["responses"] for one in organizations]),
        np.array([one["straightLined"] for one in organizations]),
        np.array([one["counts"] for one in organizations]).reshape(
            len(organizations), len(ITEMS), SPECIAL + 1),
        moments[:, order],
        np.array([one["items"] + one["total"] for one in snapshot["reliability"]]).reshape(
            len(LEVELS[CATEGORIES]), -1, 3))


def tree_order(level: int = 0, place: int = 0) -> Iterator[str]:
    """The names of a node and of all below it, each before its children."""
    yield LEVELS[level][place].name
    branch = AGGREGATED.branches[level]
    if level + 1 < len(LEVELS):
        for child in range(branch):
            yield from tree_order(level + 1, place * branch + child)


def of_files(organizations: Path, reliability: Path) -> Figures:
    """What a peer wrote."""
    import duckdb  # only here: who reads snapshots alone does not pay for it

    found = duckdb.sql(f"SELECT * FROM '{organizations}' ORDER BY organization").fetchnumpy()
    table = duckdb.sql(f"SELECT * FROM '{reliability}' ORDER BY category").fetchnumpy()
    counts = [
        [found[f"c_{item}_{code}"] for code in range(SPECIAL + 1)] for item in ITEMS]
    moments = [[found[f"{letter}_{node.name}"] for letter in "nsq"] for node in NODES]
    parts = range(len(items_of(0)) + 1)
    return Figures(
        np.asarray(found["responses"]), np.asarray(found["straight_lined"]),
        np.array(counts).transpose(2, 0, 1), np.array(moments).transpose(2, 0, 1),
        np.array([
            [table["n"], table[f"s_{part}"], table[f"q_{part}"]] for part in parts
        ]).transpose(2, 0, 1))
