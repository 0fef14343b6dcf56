"""P2: `aggregate` from the store to a written snapshot, against DuckDB on a file of its own."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import answers
from answers import Answers
from measure import Different, Row, interleave, milliseconds, ratio_text, verdict_text
from questionnaire import AGGREGATED, OPTIONS

ROUND = "bench"
ORGANIZATIONS = 5_000
KINDS = 4
LEAST = 2.0
SECONDS_MAXIMUM = 600


@dataclass
class Sizes:
    """How much is aggregated, and how often."""

    responses: int
    cycles: int


class Failure(Exception):
    """A program did not do what it was asked."""


class Ours:
    """A data folder whose store holds the answers, and the command that aggregates it."""

    name = "survey-aggregator"

    def __init__(self, program: Path, folder: Path, data: Answers) -> None:
        self.program = program
        self.data = folder / "data"
        questionnaire = folder / "questionnaire.json"
        questionnaire.write_text(json.dumps(AGGREGATED.document()), encoding="utf-8")
        roster = folder / "roster.csv"
        rows = [
            f"o{number:05},Organization {number},kind{number % KINDS},,,,\n"
            for number in range(data.organizations)
        ]
        roster.write_text(
            "id,name,kind,sector,parent,invited,employees\n" + "".join(rows), encoding="utf-8")
        self._command("init", "--group", "Benchmark", "--address", "localhost:1")
        self._command(
            "round", "create", ROUND, "--questionnaire", str(questionnaire),
            "--roster", str(roster))
        self.store = next(self.data.glob("*.sqlite"))
        self._fill(data)

    def _command(self, *arguments: str) -> None:
        done = subprocess.run(
            [self.program, *arguments, "--data", str(self.data)], capture_output=True, text=True,
            timeout=SECONDS_MAXIMUM, check=False)
        if done.returncode != 0:
            raise Failure(f"survey-aggregator {arguments[0]}: {done.stderr.strip()}")

    def _fill(self, data: Answers) -> None:
        """Puts the answers where ingest puts them; the sealed bytes are not read by `aggregate`."""
        connection = sqlite3.connect(self.store, isolation_level=None)
        keys = [row[0] for row in connection.execute("SELECT key FROM organization ORDER BY id")]
        draws = np.random.Generator(np.random.PCG64(answers.SEED))
        connection.execute("BEGIN")
        for number, key in enumerate(keys):
            first, end = int(data.offsets[number]), int(data.offsets[number + 1])
            block = data.columns[:, first:end].T
            digests = draws.bytes(32 * (end - first))
            connection.executemany(
                "INSERT INTO answer (organization, id, revision, sequence, digest, respondent, unit, codes)"
                " VALUES (?, ?, 1, ?, ?, NULL, NULL, ?)",
                [
                    (key, (first + row).to_bytes(16, "big"), first + row + 1,
                     digests[32 * row:32 * row + 32], block[row].tobytes())
                    for row in range(end - first)
                ])
        connection.execute(
            "INSERT INTO response (sequence, id, revision, digest, organization, agent, received, bytes)"
            " VALUES (?, ?, 1, ?, ?, 1, 0, x'')",
            (data.responses, bytes(16), bytes(32), keys[-1]))
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def seconds(self) -> float:
        """Aggregates in a new process; no snapshot is there before."""
        connection = sqlite3.connect(self.store)
        with connection:
            connection.execute("DELETE FROM snapshot")
        connection.close()
        start = time.perf_counter()
        self._command("aggregate", ROUND)
        return time.perf_counter() - start

    def sums(self) -> np.ndarray:
        """Count, sum and sum of squares by organization and item, from the kept snapshot."""
        connection = sqlite3.connect(self.store)
        figures = connection.execute("SELECT figures FROM snapshot").fetchone()[0]
        connection.close()
        counts = np.array([
            organization["counts"]
            for organization in json.loads(gzip.decompress(figures))["organizations"]
        ]).reshape(ORGANIZATIONS, AGGREGATED.items, OPTIONS + 1)[:, :, :OPTIONS]
        values = np.arange(1, OPTIONS + 1)
        return np.stack(
            [counts.sum(2), (counts * values).sum(2), (counts * values**2).sum(2)], axis=2)


class DuckDB:
    """DuckDB's own file, opened by a new process that times itself once it has started."""

    def __init__(self, folder: Path, data: Answers) -> None:
        import duckdb  # only here, so that the child alone pays for it elsewhere

        self.name = f"DuckDB {duckdb.__version__}"
        self.file = folder / "peer.duckdb"
        self.output = folder / "peer.parquet"
        names = AGGREGATED.names()[-1]
        connection = duckdb.connect(str(self.file))
        connection.execute(
            "CREATE TABLE response (organization SMALLINT, "
            + ", ".join(f"{name} TINYINT" for name in names) + ")")
        selection = ", ".join(f"nullif({name}, 0)" for name in names)
        organization = data.organization_column()
        for start in range(0, data.responses, 1_000_000):
            rows = slice(start, start + 1_000_000)
            part = {name: data.values(item, rows) for item, name in enumerate(names)}
            part["organization"] = organization[rows]
            connection.execute(
                f"INSERT INTO response SELECT organization, {selection} FROM part")
        connection.execute("CHECKPOINT")
        connection.close()

    def seconds(self) -> float:
        done = subprocess.run(
            [sys.executable, __file__, str(self.file), str(self.output)], capture_output=True,
            text=True, timeout=SECONDS_MAXIMUM, check=False)
        if done.returncode != 0:
            raise Failure(f"DuckDB: {done.stderr.strip()}")
        return float(done.stdout)

    def sums(self) -> np.ndarray:
        import duckdb

        found = duckdb.sql(
            f"SELECT * FROM '{self.output}' ORDER BY organization").fetchnumpy()
        columns = [
            np.asarray(found[f"{letter}{item}"]).astype(np.int64)
            for item in range(AGGREGATED.items) for letter in "csq"
        ]
        return np.stack(columns, axis=1).reshape(-1, AGGREGATED.items, 3)


def child(file: str, output: str) -> None:
    """Opens the file, computes and writes; prints the seconds without the interpreter's start."""
    import duckdb

    import peers

    start = time.perf_counter()
    connection = duckdb.connect(
        file, read_only=True, config={"threads": len(os.sched_getaffinity(0))})
    connection.execute(peers.DuckDB._sums_query())
    means = connection.execute(peers.DuckDB._means_query()).fetchall()
    connection.execute(f"COPY sums TO '{output}' (FORMAT parquet)")
    Path(output).with_suffix(".json").write_text(json.dumps(means), encoding="utf-8")
    print(time.perf_counter() - start)


def rows(program: Path, parent: Path, sizes: Sizes) -> list[Row]:
    """Measures everything."""
    folder = Path(tempfile.mkdtemp(prefix="snapshot-", dir=parent))
    try:
        data = answers.make(folder, sizes.responses, AGGREGATED.items, ORGANIZATIONS)
        ours = Ours(program, folder, data)
        peer = DuckDB(folder, data)
        ours.seconds()
        peer.seconds()
        if not np.array_equal(ours.sums(), peer.sums()):
            raise Different(f"{peer.name} has other counts or sums than the snapshot")
        pairs = interleave(ours.seconds, peer.seconds, sizes.cycles)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    ratio = pairs.speedup()
    return [
        Row(
            "P2", f"aggregate {sizes.responses:,} × {AGGREGATED.items} from the store, cold process",
            milliseconds(pairs.ours_median()),
            f"{peer.name}, own file {milliseconds(pairs.peer_median())}",
            f"{ratio_text(ratio)}× ({pairs.spread()})",
            f"≥ {LEAST:.0f}×: {verdict_text(ratio, least=LEAST)}")
    ]


if __name__ == "__main__":
    child(sys.argv[1], sys.argv[2])
