"""P2: `aggregate` from the store to a written snapshot, against DuckDB on a file of its own."""

from __future__ import annotations

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
import figures
import kept
from answers import NOT_ANSWERED, SPECIAL, Answers
from measure import Different, Row, interleave, milliseconds, ratio_text, verdict_text
from questionnaire import AGGREGATED, OPTIONS

ROUND = "bench"
ORGANIZATIONS = 5_000
#: Responses in the first batch of an agent that has many; every next one has twice as many.
FIRST_BATCH = 100
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
            size = FIRST_BATCH
            while first < end:
                last = min(first + size, end)
                connection.execute(
                    "INSERT INTO answerBlock (organization, sequence, identities, codes)"
                    " VALUES (?, ?, ?, ?)",
                    (key, last, _identities(first, last, draws),
                     data.columns[:, first:last].T.tobytes()))
                first, size = last, size * 2
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

    def figures(self) -> kept.Figures:
        """What the kept snapshot holds."""
        return kept.of_snapshot(self.store)


def _identities(first: int, last: int, draws: np.random.Generator) -> bytes:
    """Ids that grow, the first revision, and digests that are drawn."""
    return b"".join(
        row.to_bytes(16, "big") + (1).to_bytes(8, "big") + draws.bytes(32)
        for row in range(first, last))


class DuckDB:
    """DuckDB's own file, opened by a new process that times itself once it has started."""

    #: What the child is asked for.
    form = ""
    #: The type of an item's column.
    column = "TINYINT"

    def __init__(self, folder: Path, data: Answers) -> None:
        import duckdb  # only here, so that the child alone pays for it elsewhere

        self.name = f"DuckDB {duckdb.__version__}"
        self.file = folder / f"{self.form}.duckdb"
        self.output = folder / f"{self.form}.parquet"
        self.largest = int(np.diff(data.offsets).max())
        names = AGGREGATED.names()[-1]
        connection = duckdb.connect(str(self.file))
        connection.execute(
            "CREATE TABLE response (organization SMALLINT, "
            + ", ".join(f"{name} {self.column}" for name in names) + ")")
        selection = ", ".join(self.stored(name) for name in names)
        organization = data.organization_column()
        for start in range(0, data.responses, 1_000_000):
            rows = slice(start, start + 1_000_000)
            part = {name: data.columns[item, rows] for item, name in enumerate(names)}
            part["organization"] = organization[rows]
            connection.execute(
                f"INSERT INTO response SELECT organization, {selection} FROM part")
        connection.execute("CHECKPOINT")
        connection.close()

    @staticmethod
    def stored(name: str) -> str:
        """How an answer's byte is stored."""
        raise NotImplementedError

    def seconds(self) -> float:
        """Computes in a new process, and writes."""
        done = subprocess.run(
            [sys.executable, __file__, self.form, str(self.file), str(self.output),
             str(self.largest)], capture_output=True, text=True, timeout=SECONDS_MAXIMUM,
            check=False)
        if done.returncode != 0:
            raise Failure(f"DuckDB: {done.stderr.strip()}")
        return float(done.stdout)


class BareSums(DuckDB):
    """Asked for sums alone, of steps 1 to 5 and of nothing where there is no score."""

    form = "sums"

    @staticmethod
    def stored(name: str) -> str:
        return f"CASE WHEN {name} < {SPECIAL} THEN {name} + 1 END"

    def sums(self) -> np.ndarray:
        """Count, sum and sum of squares by organization and item."""
        import duckdb

        found = duckdb.sql(
            f"SELECT * FROM '{self.output}' ORDER BY organization").fetchnumpy()
        columns = [
            np.asarray(found[f"{letter}{item}"]).astype(np.int64)
            for item in range(AGGREGATED.items) for letter in "csq"
        ]
        return np.stack(columns, axis=1).reshape(-1, AGGREGATED.items, 3)


class SameFigures(DuckDB):
    """Asked for every figure of a snapshot."""

    form = "figures"
    column = "UTINYINT NOT NULL"

    @staticmethod
    def stored(name: str) -> str:
        return f"least({name}, {figures.NOT_ANSWERED})"

    def figures(self) -> kept.Figures:
        """What was written last."""
        return kept.of_files(self.output, reliability_file(self.output))


def reliability_file(output: Path) -> Path:
    """Where the figures over everybody are written, beside those of organizations."""
    return output.with_suffix(".everybody.parquet")


def child(form: str, file: str, output: str, largest: str) -> None:
    """Opens the file, computes and writes; prints the seconds without the interpreter's start."""
    import duckdb

    import peers

    start = time.perf_counter()
    connection = duckdb.connect(
        file, read_only=True, config={"threads": len(os.sched_getaffinity(0))})
    if form == SameFigures.form:
        connection.execute(figures.SETTING)
        organizations, everybody = figures.queries(int(largest))
        connection.execute(f"COPY ({organizations}) TO '{output}' (FORMAT parquet)")
        connection.execute(
            f"COPY ({everybody}) TO '{reliability_file(Path(output))}' (FORMAT parquet)")
    else:
        connection.execute(peers.DuckDB._sums_query())
        means = connection.execute(peers.DuckDB._means_query()).fetchall()
        connection.execute(f"COPY sums TO '{output}' (FORMAT parquet)")
        Path(output).with_suffix(".json").write_text(json.dumps(means), encoding="utf-8")
    print(time.perf_counter() - start)


def answer_like_people(data: Answers) -> None:
    """Makes some rows straight lines and ends others early; draws alone make neither."""
    straight = data.columns[:, 5::32]
    step = np.arange(straight.shape[1], dtype=np.uint8) % OPTIONS
    straight[:] = np.where(straight < SPECIAL, step, straight)
    ended = data.columns[:, 5::16]
    last = 7 * np.arange(ended.shape[1]) % data.items
    ended[np.arange(data.items)[:, None] > last] = NOT_ANSWERED


def rows(program: Path, parent: Path, sizes: Sizes) -> list[Row]:
    """Measures everything."""
    folder = Path(tempfile.mkdtemp(prefix="snapshot-", dir=parent))
    try:
        data = answers.make(folder, sizes.responses, AGGREGATED.items, ORGANIZATIONS)
        answer_like_people(data)
        ours = Ours(program, folder, data)
        same = SameFigures(folder, data)
        bare = BareSums(folder, data)
        for system in (ours, same, bare):
            system.seconds()
        compare(ours, same, bare)
        pairs = interleave(ours.seconds, same.seconds, sizes.cycles)
        compare(ours, same, bare)
        bound = interleave(ours.seconds, bare.seconds, sizes.cycles)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    work = f"aggregate {sizes.responses:,} × {AGGREGATED.items} from the store, cold process"
    ratio = pairs.speedup()
    return [
        Row("P2", work, milliseconds(pairs.ours_median()),
            f"{same.name}, own file, the same figures {milliseconds(pairs.peer_median())}",
            f"{ratio_text(ratio)}× ({pairs.spread()})",
            f"≥ {LEAST:.0f}×: {verdict_text(ratio, least=LEAST)}"),
        Row("P2", work, milliseconds(bound.ours_median()),
            f"{bare.name}, own file, bare sums {milliseconds(bound.peer_median())}",
            f"{ratio_text(bound.speedup())}× ({bound.spread()})", "a bound"),
    ]


def compare(ours: Ours, same: SameFigures, bare: BareSums) -> None:
    """Ends the benchmark when a peer has come to something else than the snapshot."""
    snapshot = ours.figures()
    difference = snapshot.difference(same.figures())
    if difference:
        raise Different(f"{same.name} has other {difference} than the snapshot")
    if not np.array_equal(snapshot.sums(), bare.sums()):
        raise Different(f"{bare.name} has other counts or sums than the snapshot")


if __name__ == "__main__":
    child(*sys.argv[1:])
