"""P1: sums per organization and item, then means up to the group, against DuckDB and Polars."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import answers
import peers
from answers import Answers
from measure import Different, Pairs, Row, interleave, milliseconds, ratio_text, verdict_text
from questionnaire import AGGREGATED

ORGANIZATIONS = 5_000
LEAST = {"DuckDB": 50.0, "Polars": 20.0}
BANDWIDTH_LEAST = 40.0
#: Bytes of memory that the three systems need together for each answer, roughly.
BYTES_AN_ANSWER = 6


@dataclass
class Sizes:
    """How much is aggregated, and how often."""

    responses: int
    cycles: int


class Failure(Exception):
    """The program did not do what it was asked."""


class Ours:
    """`survey-bench` with the answers in its memory, doing what it is told over a pipe."""

    name = "MaturityModel"

    def __init__(self, program: Path, data: Answers, lanes: int) -> None:
        self.shape = (data.organizations, data.items, 3)
        self.sums_file = data.file.with_name("sums.bin")
        self.questionnaire = data.file.with_name("questionnaire.json")
        self.questionnaire.write_text(json.dumps(AGGREGATED.document()), encoding="utf-8")
        self.process = subprocess.Popen(
            [
                program, "aggregate", "--questionnaire", self.questionnaire,
                "--answers", data.file, "--offsets", data.offsets_file,
                "--kinds", str(peers.KINDS), "--lanes", str(lanes),
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._answer()

    def run(self) -> peers.Outcome:
        reply = self._ask(f"run {self.sums_file}")
        sums = np.fromfile(self.sums_file, dtype="<i8").reshape(self.shape)
        order = [reply["nodes"].index(name) for name in peers.NODES]
        means = np.array(reply["group"] + reply["kinds"], dtype=np.float64)
        return reply["seconds"], sums, means.reshape(-1, len(order))[:, order]

    def read_seconds(self) -> float:
        return self._ask("read")["seconds"]

    def _ask(self, command: str) -> dict:
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise Failure(f"survey-bench ended with code {self.process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)
        self.process.stdout.close()
        self.sums_file.unlink(missing_ok=True)
        self.questionnaire.unlink(missing_ok=True)


class Timed:
    """Runs a system and holds every result against the first one of all."""

    def __init__(self) -> None:
        self.sums: np.ndarray | None = None
        self.means: np.ndarray | None = None

    def seconds(self, system: Ours | peers.DuckDB | peers.Polars) -> Callable[[], float]:
        def once() -> float:
            seconds, sums, means = system.run()
            self._check(system.name, sums, means)
            return seconds

        return once

    def _check(self, name: str, sums: np.ndarray, means: np.ndarray) -> None:
        if self.sums is None or self.means is None:
            self.sums, self.means = sums, means
        if not np.array_equal(sums, self.sums):
            raise Different(f"{name} has other counts or sums")
        # Means are quotients of the same integers; only the order of additions differs.
        if means.shape != self.means.shape or not np.allclose(means, self.means, rtol=1e-12):
            raise Different(f"{name} has other means")


def rows(program: Path, folder: Path, sizes: Sizes) -> list[Row]:
    """Measures everything."""
    check_memory(sizes.responses * AGGREGATED.items * BYTES_AN_ANSWER)
    lanes = len(os.sched_getaffinity(0))
    data = answers.make(folder, sizes.responses, AGGREGATED.items, ORGANIZATIONS)
    ours = None
    try:
        ours = Ours(program, data, lanes)
        timed = Timed()
        result = []
        for kind in (peers.DuckDB, peers.Polars, peers.PolarsTold):
            peer = kind(data, lanes)
            try:
                timed.seconds(ours)()
                timed.seconds(peer)()
                pairs = interleave(timed.seconds(ours), timed.seconds(peer), sizes.cycles)
            finally:
                peer.close()
            result.append(_row(sizes, peer.name, pairs))
        result.append(_bandwidth_row(ours, timed, data, sizes.cycles))
        return result
    finally:
        if ours:
            ours.close()
        data.discard()


def _row(sizes: Sizes, peer: str, pairs: Pairs) -> Row:
    ratio = pairs.speedup()
    least = LEAST[peer.split()[0]]
    return Row(
        "P1",
        f"aggregate {sizes.responses:,} × {AGGREGATED.items}, "
        f"{ORGANIZATIONS:,} organizations",
        milliseconds(pairs.ours_median()), f"{peer} {milliseconds(pairs.peer_median())}",
        f"{ratio_text(ratio)}× ({pairs.spread()})",
        f"≥ {least:.0f}×: {verdict_text(ratio, least=least)}")


def _bandwidth_row(ours: Ours, timed: Timed, data: Answers, cycles: int) -> Row:
    size = data.columns.size
    pairs = interleave(timed.seconds(ours), ours.read_seconds, cycles * 2)
    share = 100 * pairs.speedup()
    return Row(
        "P1", "the same, against only reading the same memory",
        f"{size / pairs.ours_median() / 1e9:.1f} GB/s",
        f"read {size / pairs.peer_median() / 1e9:.1f} GB/s", f"{share:.0f} %",
        f"≥ {BANDWIDTH_LEAST:.0f} %: {verdict_text(share, least=BANDWIDTH_LEAST)}")


def check_memory(needed: int) -> None:
    """Refuses sizes for which there is no memory, before the system starts to swap."""
    with open("/proc/meminfo", encoding="ascii") as file:
        for line in file:
            if line.startswith("MemAvailable:"):
                available = int(line.split()[1]) * 1024
                if available < needed:
                    raise Failure(
                        f"about {needed / 1e9:.1f} GB of memory are needed and "
                        f"{available / 1e9:.1f} GB are free; set BENCH_RESPONSES to less")
