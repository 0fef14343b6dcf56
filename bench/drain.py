"""P6: an agent that drains its spool, against curl posting the same bytes."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from aggregator import ORGANIZATION, ROUND, Aggregator, Failure
from measure import Pairs, Row, milliseconds, ratio_text, verdict_text
from responses import ITEMS, OPTIONS, SEED, SHARES, compressed

MOST = 1.5
FIRST_BATCH = 100
LAST_BATCH = 1_000
SECONDS_MAXIMUM = 600
CODING = "zstd"
MEDIA_TYPE = "application/vnd.maturity.responses+ndjson"


def rows(programs: tuple[Path, Path], folder: Path, count: int, cycles: int) -> list[Row]:
    """The row of P6; `programs` are the agent and the aggregator."""
    drain = Drain(programs, folder, count)
    pairs = Pairs()
    try:
        for _ in range(cycles):
            pairs.ours.append(drain.agent())
            pairs.peer.append(drain.curl())
            pairs.peer.append(drain.curl())
            pairs.ours.append(drain.agent())
    finally:
        drain.remove()
    longer = 1 / pairs.speedup()
    return [Row(
        "P6", f"an agent drains {count:,} waiting responses",
        milliseconds(pairs.ours_median()),
        f"curl posting the same bytes {milliseconds(pairs.peer_median())}",
        f"{ratio_text(longer)}× the time", f"≤ {MOST}×: {verdict_text(longer, most=MOST)}")]


class Drain:
    """Both ways of bringing the same number of responses to an empty service."""

    def __init__(self, programs: tuple[Path, Path], folder: Path, count: int) -> None:
        self.agent_program, self.aggregator_program = programs
        self.folder = Path(tempfile.mkdtemp(prefix="drain-", dir=folder))
        self.count = count
        self.answers = self.folder / "answers.csv"
        self._write_answers()
        self.bodies: list[Path] = []

    def remove(self) -> None:
        """Removes everything that was written."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_answers(self) -> None:
        draws = np.random.Generator(np.random.PCG64(SEED))
        options = draws.choice(OPTIONS, (self.count, len(ITEMS)), p=SHARES) + 1
        with open(self.answers, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["respondent", "unit", *ITEMS])
            for number, row in enumerate(options.tolist()):
                writer.writerow([f"r{number}", "", *row])

    def agent(self) -> float:
        """The seconds of `survey-agent sync` as a whole process."""
        with Aggregator(self.aggregator_program, self.folder) as service:
            home = service.folder / "home"
            self._run_agent(home, "enroll", "-", text=service.command("enroll", ORGANIZATION))
            self._run_agent(home, "import", ROUND, str(self.answers))
            if not self.bodies:
                self._write_bodies(home)
            start = time.perf_counter()
            summary = json.loads(self._run_agent(home, "sync", "--json"))
            seconds = time.perf_counter() - start
            if summary["accepted"] != self.count:
                raise Failure(f"the agent brought {summary['accepted']} of {self.count}")
            return seconds

    def _run_agent(self, home: Path, *arguments: str, text: str = "") -> str:
        done = subprocess.run(
            [self.agent_program, *arguments, "--home", str(home)], input=text, text=True,
            capture_output=True, timeout=SECONDS_MAXIMUM, check=False)
        if done.returncode != 0:
            raise Failure(f"survey-agent {arguments[0]}: {done.stderr.strip()}")
        return done.stdout

    def _write_bodies(self, home: Path) -> None:
        """The requests that the agent is going to make: batches that double, then halve what is left."""
        files = sorted((home / "spool" / ROUND / "waiting").rglob("*.json"), key=lambda file: file.name)
        size, first = FIRST_BATCH, 0
        while first < len(files):
            count = min(size, max(LAST_BATCH, (len(files) - first + 1) // 2))
            lines = [file.read_bytes() + b"\n" for file in files[first:first + count]]
            body = self.folder / f"body-{len(self.bodies)}"
            body.write_bytes(compressed(b"".join(lines), CODING))
            self.bodies.append(body)
            # A request that is not full says nothing about larger ones.
            size = size * 2 if count == size else size
            first += count

    def curl(self) -> float:
        """The seconds of `curl` as a whole process, one connection for all bodies."""
        with Aggregator(self.aggregator_program, self.folder) as service:
            command = ["curl"]
            for number, body in enumerate(self.bodies):
                if number:
                    command.append("--next")
                command += [
                    "--silent", "--fail", "--cacert", str(service.data / "authority.pem"),
                    "--cert", str(service.folder / "agent.pem"),
                    "--key", str(service.folder / "agent.key"),
                    "-H", f"Content-Type: {MEDIA_TYPE}", "-H", f"Content-Encoding: {CODING}",
                    "-H", "Expect:", "--data-binary", f"@{body}",
                    f"https://localhost:{service.port}/v1/rounds/{ROUND}/responses",
                ]
            start = time.perf_counter()
            done = subprocess.run(
                command, capture_output=True, timeout=SECONDS_MAXIMUM, check=False)
            seconds = time.perf_counter() - start
            accepted = done.stdout.count(b'"verdict":"accepted"')
            if done.returncode != 0 or accepted != self.count:
                raise Failure(f"curl ended with {done.returncode}, {accepted} were accepted")
            return seconds
