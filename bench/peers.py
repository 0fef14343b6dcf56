"""The two systems that P1 is measured against, each given the data in the form it likes best."""

from __future__ import annotations

import time

import duckdb
import numpy as np
import polars as pl

import rollup
from answers import Answers

#: What a run gives: seconds, integer sums [organization][item][3], means [set][node].
Outcome = tuple[float, np.ndarray, np.ndarray]


def item_names(items: int) -> list[str]:
    return [f"i{item}" for item in range(items)]


def node_names() -> list[list[str]]:
    """Names of the nodes, level by level from the capabilities up."""
    return [
        [f"n{level}_{place}" for place in range(count)]
        for level, count in enumerate(rollup.levels())
    ]


def children(items: int) -> list[list[list[str]]]:
    """For every level and node, the names of what it is the mean of."""
    below = [f"m{item}" for item in range(items)]
    result = []
    for names, branch in zip(node_names(), rollup.BRANCHES, strict=True):
        result.append([below[place * branch:(place + 1) * branch] for place in range(len(names))])
        below = names
    return result


class DuckDB:
    """DuckDB in memory: one TINYINT column an item, NULL for no score, and the organization."""

    name = f"DuckDB {duckdb.__version__}"

    def __init__(self, answers: Answers, threads: int) -> None:
        self.items = answers.items
        self.connection = duckdb.connect(":memory:", config={"threads": threads})
        names = item_names(answers.items)
        self._load(answers, names)
        self.sums_query = self._sums_query(names)
        self.means_query = self._means_query()

    def _load(self, answers: Answers, names: list[str]) -> None:
        columns = ", ".join(f"{name} TINYINT" for name in names)
        self.connection.execute(f"CREATE TABLE response (organization SMALLINT, {columns})")
        organization = answers.organization_column()
        step = 1_000_000
        selection = ", ".join(f"nullif({name}, 0)" for name in names)
        for start in range(0, answers.responses, step):
            rows = slice(start, start + step)
            part = {"organization": organization[rows]}
            codes = answers.columns[:, rows]
            values = np.where(codes < 5, codes + np.uint8(1), np.uint8(0)).astype(np.int8)
            part.update({name: values[item] for item, name in enumerate(names)})
            self.connection.execute(
                f"INSERT INTO response SELECT organization, {selection} FROM part"
            )

    @staticmethod
    def _sums_query(names: list[str]) -> str:
        sums = ", ".join(
            f"count({name}) AS c{item}, sum({name}) AS s{item}, sum({name} * {name}) AS q{item}"
            for item, name in enumerate(names)
        )
        return (
            "CREATE OR REPLACE TEMP TABLE sums AS "
            f"SELECT organization, {sums} FROM response GROUP BY organization"
        )

    def _means_query(self) -> str:
        means = ", ".join(f"s{item}::DOUBLE / c{item} AS m{item}" for item in range(self.items))
        query = f"SELECT organization, {means} FROM sums"
        nodes: list[str] = []
        for names, below in zip(node_names(), children(self.items), strict=True):
            added = ", ".join(
                f"({' + '.join(parts)}) / {len(parts)} AS {name}"
                for name, parts in zip(names, below, strict=True)
            )
            query = f"SELECT *, {added} FROM ({query})"
            nodes += names
        averages = ", ".join(f"avg({name})" for name in nodes)
        return (
            f"WITH node AS MATERIALIZED ({query}) "
            f"SELECT -1 AS kind, {averages} FROM node UNION ALL "
            f"SELECT organization % {rollup.KINDS} AS kind, {averages} FROM node "
            f"GROUP BY organization % {rollup.KINDS} ORDER BY kind"
        )

    def run(self) -> Outcome:
        start = time.perf_counter()
        self.connection.execute(self.sums_query)
        rows = self.connection.execute(self.means_query).fetchall()
        seconds = time.perf_counter() - start
        means = np.array([row[1:] for row in rows], dtype=np.float64)
        found = self.connection.execute("SELECT * FROM sums ORDER BY organization").fetchnumpy()
        columns = [
            np.asarray(found[f"{letter}{item}"]).astype(np.int64)
            for item in range(self.items) for letter in "csq"
        ]
        return seconds, np.stack(columns, axis=1).reshape(-1, self.items, 3), means

    def close(self) -> None:
        self.connection.close()


class Polars:
    """Polars: a data frame of Int8 columns, null for no score, and the organization.

    It is told that the organizations are in order and uses its streaming engine: of the
    combinations of engine and hint this was the fastest.
    """

    name = f"Polars {pl.__version__}"

    def __init__(self, answers: Answers, _threads: int) -> None:
        self.items = answers.items
        series = [pl.Series("organization", answers.organization_column()).set_sorted()]
        for item, name in enumerate(item_names(answers.items)):
            values = pl.Series(name, answers.values(item))
            series.append(values.set(values == 0, None))
        self.frame = pl.DataFrame(series)

    def run(self) -> Outcome:
        start = time.perf_counter()
        sums = self._sums()
        nodes = self._nodes(sums)
        names = [name for level in node_names() for name in level]
        averages = [pl.col(name).mean() for name in names]
        group = nodes.select(averages)
        kinds = (
            nodes.group_by((pl.col("organization") % rollup.KINDS).alias("kind"))
            .agg(averages).sort("kind").drop("kind")
        )
        rows = group.rows() + kinds.rows()
        seconds = time.perf_counter() - start
        ordered = sums.sort("organization")
        columns = [
            ordered[f"{letter}{item}"].to_numpy().astype(np.int64)
            for item in range(self.items) for letter in "csq"
        ]
        table = np.stack(columns, axis=1).reshape(-1, self.items, 3)
        return seconds, table, np.array(rows, dtype=np.float64)

    def _sums(self) -> pl.DataFrame:
        expressions = []
        for item, name in enumerate(item_names(self.items)):
            column = pl.col(name)
            # The largest square is 25, so it fits; sums of Int8 are taken as Int64 by Polars.
            expressions += [
                column.count().alias(f"c{item}"), column.sum().alias(f"s{item}"),
                (column * column).sum().alias(f"q{item}"),
            ]
        query = self.frame.lazy().group_by("organization").agg(expressions)
        return query.collect(engine="streaming")

    def _nodes(self, sums: pl.DataFrame) -> pl.DataFrame:
        query = sums.lazy().select(
            "organization",
            *[(pl.col(f"s{i}") / pl.col(f"c{i}")).alias(f"m{i}") for i in range(self.items)],
        )
        for names, below in zip(node_names(), children(self.items), strict=True):
            query = query.with_columns([
                (sum((pl.col(part) for part in parts[1:]), pl.col(parts[0])) / len(parts))
                .alias(name)
                for name, parts in zip(names, below, strict=True)
            ])
        return query.collect()

    def close(self) -> None:
        del self.frame
