"""Runs the benchmarks and prints one table. Started by `bench/run`, which prepares the peers."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import aggregate
import aggregator
import drain
import ingest
import postgres
import singles
import snapshot
from measure import Different, Row, table

GROUPS = ("P1", "P2", "P3", "P4", "P6")
FULL = {
    "BENCH_RESPONSES": 10_000_000, "BENCH_STORED": 1_000_000, "BENCH_INGEST": 100_000,
    "BENCH_SINGLES": 16_000, "BENCH_DRAIN": 10_000, "BENCH_CYCLES": 2,
}
QUICK = {
    "BENCH_RESPONSES": 1_000_000, "BENCH_STORED": 200_000, "BENCH_INGEST": 10_000,
    "BENCH_SINGLES": 3_200, "BENCH_DRAIN": 1_000, "BENCH_CYCLES": 1,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/run")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default=",".join(GROUPS))
    parsed = parser.parse_args()
    parsed.only = parsed.only.upper().split(",")
    unknown = [group for group in parsed.only if group not in GROUPS]
    if unknown:
        parser.error(f"--only knows {', '.join(GROUPS)}, not {', '.join(unknown)}")
    return parsed


def sizes(quick: bool) -> dict[str, int]:
    """The sizes, from the environment where it says something."""
    result = {}
    for name, standard in (QUICK if quick else FULL).items():
        text = os.environ.get(name) or str(standard)
        if not text.isdigit() or int(text) < 1:
            sys.exit(f"bench/run: error: {name} is a number greater than 0")
        result[name] = int(text)
    return result


def machine() -> str:
    """What the figures were measured on."""
    model = platform.processor() or platform.machine()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    return f"{len(os.sched_getaffinity(0))} cores ({model})"


def measure(parsed: argparse.Namespace, folder: Path) -> tuple[list[Row], list[str]]:
    """All rows and notes."""
    size = sizes(parsed.quick)
    cycles = size["BENCH_CYCLES"]
    rows: list[Row] = []
    notes = [
        f"{machine()}; load {os.getloadavg()[0]:.1f} at the start",
        f"medians over at least {2 * cycles} pairs, run as A B B A; their range in brackets",
    ]
    if "P1" in parsed.only:
        progress("P1: aggregation")
        rows += aggregate.rows(
            program(parsed.build, "survey-bench"), folder,
            aggregate.Sizes(size["BENCH_RESPONSES"], cycles))
    if "P2" in parsed.only:
        progress("P2: from the store to a snapshot")
        rows += snapshot.rows(
            program(parsed.build, "survey-aggregator"), folder,
            snapshot.Sizes(size["BENCH_STORED"], cycles))
    if "P3" in parsed.only:
        progress("P3, P5, P8, P9: ingest")
        measurement = ingest.Ingest(
            program(parsed.build, "survey-aggregator"), folder,
            ingest.Sizes(size["BENCH_INGEST"], cycles))
        rows += measurement.rows()
        notes.append(measurement.note())
    if "P4" in parsed.only:
        progress("P4: one response a request")
        rows += singles.rows(
            program(parsed.build, "survey-aggregator"), folder, size["BENCH_SINGLES"], cycles)
    if "P6" in parsed.only:
        progress("P6: an agent drains its spool")
        programs = tuple(
            program(parsed.build, name) for name in ("survey-agent", "survey-aggregator"))
        rows += drain.rows(programs, folder, size["BENCH_DRAIN"], cycles)
    return rows, notes


def program(folder: Path, name: str) -> Path:
    path = folder.resolve() / name
    if not os.access(path, os.X_OK):
        sys.exit(f"bench/run: error: there is no program {path}")
    return path


def progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"measuring {text} …", file=sys.stderr)


def main() -> int:
    parsed = arguments()
    # An end from outside must also end the service and remove the folder.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    start = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=parsed.work.resolve()))
    try:
        rows, notes = measure(parsed, folder)
    except Different as error:
        print(f"bench/run: error: results differ, so there is no table: {error}", file=sys.stderr)
        return 1
    except (aggregate.Failure, aggregator.Failure, snapshot.Failure, postgres.Missing, OSError) as error:
        print(f"bench/run: error: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    notes.append(f"measured in {time.monotonic() - start:.0f} s")
    text = table(rows) + "\n" + "".join(f"- {note}\n" for note in notes)
    (parsed.work / "table.md").write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
