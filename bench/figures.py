"""Every figure of a snapshot, in SQL: what DuckDB is asked for when its result is to be equal.

Scores are whole numbers here, small enough to be exact as floating-point numbers, which DuckDB
adds and multiplies without looking for overflow: a step of the scale counts 0 to 4, and what a
node has is a multiple of that by which every mean of its children is whole. No column is ever
null, because operations on columns with nulls look at each value: a score that is missing is 0,
beside a flag that is 0 as well. These choices, and the others that have a sentence below, are the
fastest of those that were tried; README.md names the others.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from questionnaire import AGGREGATED, OPTIONS, Tree

#: Option codes below this have a score; this one is *don't know*, and the next not answered.
SPECIAL = OPTIONS
NOT_ANSWERED = OPTIONS + 1
#: One step of the scale in percent.
STEP = 100 / (OPTIONS - 1)
#: Answers with a score that a response needs before it can be called straight-lined.
STRAIGHT_LINE_ANSWERS = 10
#: The level of the nodes that reliability is given for.
CATEGORIES = 2
#: Bits of a whole number in DuckDB that can be counted in.
WORD_BITS = 63
#: Organizations' numbers have more bits than DuckDB would take as places of a table by itself.
SETTING = "SET perfect_ht_threshold = 16"


@dataclass(frozen=True)
class Node:
    """A node with what it is the mean of."""

    name: str
    below: list[str]
    #: Children that need a score, by the least valid share: all at the root, half elsewhere.
    needed: int
    #: How many units of the node's number are one step of the scale.
    units: int

    @property
    def scale(self) -> int:
        """What makes every mean of enough children a whole number."""
        return math.lcm(*range(self.needed, len(self.below) + 1))


def levels(tree: Tree = AGGREGATED) -> list[list[Node]]:
    """The nodes of each level, from the root down."""
    names = tree.names()
    result: list[list[Node]] = []
    units = 1
    for level in reversed(range(len(tree.branches))):
        branch = tree.branches[level]
        needed = branch if level == 0 else -(-branch // 2)
        units *= math.lcm(*range(needed, branch + 1))
        result.insert(0, [
            Node(name, names[level + 1][place * branch:(place + 1) * branch], needed, units)
            for place, name in enumerate(names[level])
        ])
    return result


ITEMS = AGGREGATED.names()[-1]
LEVELS = levels()
NODES = [node for level in LEVELS for node in level]


def items_of(category: int) -> list[str]:
    """The items below a category."""
    each = len(ITEMS) // len(LEVELS[CATEGORIES])
    return ITEMS[category * each:(category + 1) * each]


def queries(largest: int) -> tuple[str, str]:
    """What gives a row for each organization, and a row for each category over everybody.

    `largest` is the most responses that an organization has.
    """
    width = largest.bit_length()
    is_packed = NOT_ANSWERED * width <= WORD_BITS
    sums = ["count(*) AS responses", f"sum({straight_line()}) AS straight_lined"]
    sums += [packed(item, width) if is_packed else counted(item) for item in ITEMS]
    sums += [moments(node.name) for node in NODES]
    found = ["organization", "responses", "straight_lined::INTEGER AS straight_lined"]
    found += [unpacked(item, width) if is_packed else listed(item) for item in ITEMS]
    found += [percent(node.name, node.units) for node in NODES]
    organizations = (
        f"SELECT {', '.join(found)} FROM (SELECT organization, {', '.join(sums)} "
        f"FROM ({scores()}) GROUP BY organization)")
    categories = range(len(LEVELS[CATEGORIES]))
    return organizations, " UNION ALL ".join(complete(category) for category in categories)


def scores() -> str:
    """Every respondent's scores: per item and node a number `v_` and a flag `f_`."""
    flags = ", ".join(f"({item} < {SPECIAL})::FLOAT AS f_{item}" for item in ITEMS)
    query = f"SELECT organization, {', '.join(ITEMS)}, {flags} FROM response"
    values = ", ".join(f"{item} * f_{item} AS v_{item}" for item in ITEMS)
    query = f"SELECT *, {values} FROM ({query})"
    for level in reversed(LEVELS):
        added = ", ".join(
            f"{plus('v_', node.below)} AS s_{node.name}, {plus('f_', node.below)} AS n_{node.name}"
            for node in level)
        query = f"SELECT *, {added} FROM ({query})"
        enough = ", ".join(
            f"(n_{node.name} >= {node.needed})::FLOAT AS f_{node.name}" for node in level)
        query = f"SELECT *, {enough} FROM ({query})"
        means = ", ".join(
            f"f_{n.name} * s_{n.name} * {n.scale}::FLOAT / (n_{n.name} + (1::FLOAT - f_{n.name}))"
            f" AS v_{n.name}" for n in level)
        query = f"SELECT *, {means} FROM ({query})"
    return query


def plus(prefix: str, names: list[str]) -> str:
    return "(" + " + ".join(prefix + name for name in names) + ")"


def straight_line() -> str:
    """1 for the same step throughout: then, and only then, n · Σ x² is (Σ x)²."""
    lowest = [node.name for node in LEVELS[-1]]
    n, total = plus("n_", lowest), plus("s_", lowest)
    squares = " + ".join(f"v_{item} * v_{item}" for item in ITEMS)
    return (
        f"({n} >= {STRAIGHT_LINE_ANSWERS} AND {n} * ({squares}) = {total} * {total})::UTINYINT")


def packed(item: str, width: int) -> str:
    """The counts of all options in one sum, so many bits for each; the last option is lowest.

    The shift is to the right because that is four times as fast as one to the left.
    """
    return f"sum({1 << SPECIAL * width}::BIGINT >> ({width}::UTINYINT * {item})) AS p_{item}"


def unpacked(item: str, width: int) -> str:
    mask = (1 << width) - 1
    return ", ".join(
        f"((p_{item}::BIGINT >> {width * (SPECIAL - code)}) & {mask})::INTEGER AS c_{item}_{code}"
        for code in range(SPECIAL + 1))


def counted(item: str) -> str:
    """The same where an organization has too many responses for that."""
    return ", ".join(
        f"sum(({item} = {code})::UTINYINT) AS c_{item}_{code}" for code in range(SPECIAL + 1))


def listed(item: str) -> str:
    return ", ".join(
        f"c_{item}_{code}::INTEGER AS c_{item}_{code}" for code in range(SPECIAL + 1))


def moments(name: str) -> str:
    """Count, sum and sum of squares of a node's numbers."""
    value = f"v_{name}::DOUBLE"
    return (
        f"sum(f_{name}) AS n_{name}, sum({value}) AS s_{name}, "
        f"sum({value} * {value}) AS q_{name}")


def percent(name: str, units: int) -> str:
    """Count, sum and squared deviations of a node in percent."""
    n, total, squares = f"n_{name}", f"s_{name}", f"q_{name}"
    unit = STEP / units
    return (
        f"{n}::INTEGER AS n_{name}, {total} * {unit!r} AS s_{name}, "
        f"{deviations(n, total, squares, unit)} AS q_{name}")


def complete(category: int) -> str:
    """For reliability: the moments of each item, then of their sum, over complete responses."""
    items = items_of(category)
    total = "(" + " + ".join(items) + ")"
    sums = ["count(*) AS n"]
    found = [f"{category} AS category", "n::INTEGER AS n"]
    for place, value in enumerate([*items, total]):
        sums.append(f"sum({value}) AS s_{place}, sum({value}::SMALLINT * {value}) AS q_{place}")
        found.append(
            f"{STEP!r} * s_{place} AS s_{place}, "
            f"{deviations('n', f's_{place}', f'q_{place}', STEP)} AS q_{place}")
    every = " AND ".join(f"{item} < {SPECIAL}" for item in items)
    return (
        f"SELECT {', '.join(found)} FROM "
        f"(SELECT {', '.join(sums)} FROM response WHERE {every})")


def deviations(n: str, total: str, squares: str, unit: float) -> str:
    """Squared deviations in percent; up to the last steps all numbers are whole."""
    return (
        f"CASE WHEN {n} > 0 THEN ({n}::DOUBLE * {squares} - {total}::DOUBLE * {total}) "
        f"/ {n} * {unit**2!r} ELSE 0 END")
