"""The two systems that P1 is measured against, each given the data in the form it likes best."""

from __future__ import annotations

import functools
import operator
import time

import duckdb
import numpy as np
import polars as pl

from answers import Answers
from questionnaire import AGGREGATED

#: Organizations are of one of so many kinds, which is their number modulo this.
KINDS = 4
ITEMS = AGGREGATED.names()[-1]
NODES = AGGREGATED.nodes()

#: What a run gives: seconds, integer sums [organization][item][3], means [set][node] with the
#: group first and then the kinds, and the nodes level by level from the root.
Outcome = tuple[float, np.ndarray, np.ndarray]


def levels() -> list[list[tuple[str, list[str]]]]:
    """The nodes of each level, lowest first, with what each is the plain mean of."""
    names = AGGREGATED.names()
    # An item's score is named after its place.
    names[-1] = [f"m{item}" for item in range(len(ITEMS))]
    result = []
    for level in reversed(range(len(AGGREGATED.branches))):
        branch = AGGREGATED.branches[level]
        below = names[level + 1]
        result.append([
            (name, below[place * branch:(place + 1) * branch])
            for place, name in enumerate(names[level])
        ])
    return result


def sums_array(columns: dict[str, np.ndarray]) -> np.ndarray:
    """Columns named c0, s0, q0, c1 … as one array."""
    ordered = [
        np.asarray(columns[f"{letter}{item}"]).astype(np.int64)
        for item in range(len(ITEMS)) for letter in "csq"
    ]
    return np.stack(ordered, axis=1).reshape(-1, len(ITEMS), 3)


class DuckDB:
    """DuckDB in memory: one TINYINT column an item, NULL for no score, and the organization."""

    name = f"DuckDB {duckdb.__version__}"

    def __init__(self, answers: Answers, threads: int) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": threads})
        self._load(answers)
        self.sums_query = self._sums_query()
        self.means_query = self._means_query()

    def _load(self, answers: Answers) -> None:
        columns = ", ".join(f"{name} TINYINT" for name in ITEMS)
        self.connection.execute(f"CREATE TABLE response (organization SMALLINT, {columns})")
        organization = answers.organization_column()
        selection = ", ".join(f"nullif({name}, 0)" for name in ITEMS)
        step = 1_000_000
        for start in range(0, answers.responses, step):
            rows = slice(start, start + step)
            part = {name: answers.values(item, rows) for item, name in enumerate(ITEMS)}
            part["organization"] = organization[rows]
            self.connection.execute(
                f"INSERT INTO response SELECT organization, {selection} FROM part")

    @staticmethod
    def _sums_query() -> str:
        sums = ", ".join(
            f"count({name}) AS c{item}, sum({name}) AS s{item}, sum({name} * {name}) AS q{item}"
            for item, name in enumerate(ITEMS)
        )
        return (
            "CREATE OR REPLACE TEMP TABLE sums AS "
            f"SELECT organization, {sums} FROM response GROUP BY organization")

    @staticmethod
    def _means_query() -> str:
        scores = ", ".join(
            f"25 * (s{item}::DOUBLE / c{item} - 1) AS m{item}" for item in range(len(ITEMS)))
        query = f"SELECT organization, {scores} FROM sums"
        for level in levels():
            added = ", ".join(
                f"({' + '.join(below)}) / {len(below)} AS {name}" for name, below in level)
            query = f"SELECT *, {added} FROM ({query})"
        averages = ", ".join(f"avg({name})" for name in NODES)
        return (
            f"WITH node AS MATERIALIZED ({query}) "
            f"SELECT -1 AS kind, {averages} FROM node UNION ALL "
            f"SELECT organization % {KINDS} AS kind, {averages} FROM node "
            f"GROUP BY organization % {KINDS} ORDER BY kind")

    def run(self) -> Outcome:
        """Aggregates once; reading the sums back to compare them is not timed."""
        start = time.perf_counter()
        self.connection.execute(self.sums_query)
        rows = self.connection.execute(self.means_query).fetchall()
        seconds = time.perf_counter() - start
        found = self.connection.execute("SELECT * FROM sums ORDER BY organization").fetchnumpy()
        return seconds, sums_array(found), np.array([row[1:] for row in rows])

    def close(self) -> None:
        """Frees the memory."""
        self.connection.close()


class Polars:
    """Polars as it comes: a frame of Int8 columns, null for no score, and the organization."""

    name = f"Polars {pl.__version__}"
    engine = "in-memory"
    is_told_order = False

    def __init__(self, answers: Answers, threads: int) -> None:
        if pl.thread_pool_size() != threads:
            raise RuntimeError("POLARS_MAX_THREADS was not set before Polars was loaded")
        organization = pl.Series("organization", answers.organization_column())
        series = [organization.set_sorted() if self.is_told_order else organization]
        for item, name in enumerate(ITEMS):
            values = pl.Series(name, answers.values(item, slice(None)))
            series.append(values.set(values == 0, None))
        self.frame = pl.DataFrame(series)

    def run(self) -> Outcome:
        """Aggregates once."""
        start = time.perf_counter()
        sums = self._sums()
        nodes = self._nodes(sums)
        averages = [pl.col(name).mean() for name in NODES]
        group = nodes.select(averages)
        kind = (pl.col("organization") % KINDS).alias("kind")
        kinds = nodes.group_by(kind).agg(averages).sort("kind").drop("kind")
        rows = group.rows() + kinds.rows()
        seconds = time.perf_counter() - start
        ordered = sums.sort("organization")
        columns = {name: ordered[name].to_numpy() for name in ordered.columns}
        return seconds, sums_array(columns), np.array(rows)

    def _sums(self) -> pl.DataFrame:
        expressions = []
        for item, name in enumerate(ITEMS):
            column = pl.col(name)
            # The largest square is 25, so it fits; Polars takes sums of Int8 as Int64.
            expressions += [
                column.count().alias(f"c{item}"), column.sum().alias(f"s{item}"),
                (column * column).sum().alias(f"q{item}"),
            ]
        query = self.frame.lazy().group_by("organization").agg(expressions)
        return query.collect(engine=self.engine)

    @staticmethod
    def _nodes(sums: pl.DataFrame) -> pl.DataFrame:
        query = sums.lazy().select(
            "organization",
            *[(25 * (pl.col(f"s{i}") / pl.col(f"c{i}") - 1)).alias(f"m{i}")
              for i in range(len(ITEMS))],
        )
        for level in levels():
            query = query.with_columns([
                (functools.reduce(operator.add, map(pl.col, below)) / len(below)).alias(name)
                for name, below in level
            ])
        return query.collect()

    def close(self) -> None:
        """Frees the memory."""
        del self.frame


class PolarsTold(Polars):
    """Polars at its best: told that the organizations are in order, with its streaming engine."""

    name = f"Polars {pl.__version__}, streaming, told the order"
    engine = "streaming"
    is_told_order = True
