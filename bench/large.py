"""A store with a million responses: how it fills, starts and is exported. Started by `bench/run --large`.

Prints a table of its own; it compares with nothing, but looks at limits: start, memory, digests.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import os
import re
import shutil
import ssl
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import responses
from aggregator import ORGANIZATION, ROUND, Aggregator, Failure
from ingest import send
from measure import Different, Row, table, verdict_text

PART = 100_000
CONNECTIONS = 4
STARTS = 5
START_MOST = 2.0
MEMORY_MOST = 200
# How much more memory an export of everything may take than one of a tenth.
GROWTH_MOST = 1.2
PIECE = 1 << 20
MEBIBYTE = 1 << 20


def fill(service: Aggregator, first: int, parts: int) -> float:
    """Sends parts of the responses over HTTPS; the seconds that sending took."""
    seconds = 0.0
    for part in range(first, first + parts):
        stored = responses.make(PART, ORGANIZATION, ROUND, service.questionnaire, part)
        seconds += send(service, responses.batches(stored), CONNECTIONS, "accepted")
    return seconds


def export(service: Aggregator, form: str, wanted: int) -> tuple[float, int]:
    """Exports with the command into a file; the seconds and the most bytes of memory it took."""
    path = service.folder / f"export.{form}"
    command = [
        str(service.program), "export", ROUND, "--format", form, "--output", str(path),
        "--data", str(service.data)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failure(f"export ended with {process.returncode}")
    with open(path, "rb") as file:
        check(iter(lambda: file.read(PIECE), b""), wanted)
    path.unlink()
    return seconds, usage.ru_maxrss * 1024


def check(pieces: object, wanted: int) -> None:
    """The end of an export names its rows and the digest of everything before it."""
    digest = hashlib.sha256()
    tail = b""
    for piece in pieces:
        tail += piece
        whole, tail = tail[:-4096], tail[-4096:]
        digest.update(whole)
    end = tail.rstrip(b"\r\n").rfind(b"\n") + 1
    digest.update(tail[:end])
    trailer = tail[end:].decode()
    found = re.search(r'rows"?[:=](\d+)', trailer), re.search(r"[0-9a-f]{64}", trailer)
    if not all(found) or int(found[0][1]) != wanted or found[1][0] != digest.hexdigest():
        raise Different(f"the export ends with {trailer!r}, not {wanted} and {digest.hexdigest()}")


def download(service: Aggregator, form: str, wanted: int) -> tuple[float, int]:
    """Exports over HTTPS; the seconds, and by how much the service's peak memory rose."""
    token = service.command(
        "token", "make", "administrator", "--label", "benchmark", "--scope", "responses:read")
    context = ssl.create_default_context(cafile=str(service.data / "authority.pem"))
    connection = http.client.HTTPSConnection("localhost", service.port, context=context, timeout=60)
    before = service.peak_memory()
    start = time.perf_counter()
    connection.request(
        "GET", f"/v1/admin/rounds/{ROUND}/responses?format={form}",
        headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    if answer.status != 200:
        raise Failure(f"export over HTTPS: {answer.status} {answer.read()[:300]!r}")
    check(iter(lambda: answer.read(PIECE), b""), wanted)
    seconds = time.perf_counter() - start
    connection.close()
    return seconds, service.peak_memory() - before


def starts(service: Aggregator) -> list[float]:
    """The seconds from the start of the process to the first ready answer, several times."""
    context = ssl.create_default_context(cafile=str(service.data / "authority.pem"))
    times = []
    for _ in range(STARTS):
        service.stop()
        start = time.perf_counter()
        service.serve()
        connection = http.client.HTTPSConnection(
            "localhost", service.port, context=context, timeout=20)
        connection.request("GET", "/readyz")
        if connection.getresponse().status != 200:
            raise Failure("the service is not ready")
        times.append(time.perf_counter() - start)
        connection.close()
    return times


def exported(service: Aggregator, count: int, tenth: dict[str, tuple[float, int]]) -> list[Row]:
    """The rows about exports of everything, against those of a tenth."""
    rows = []
    for form in ("ndjson", "csv"):
        seconds, memory = export(service, form, count)
        growth = memory / tenth[form][1]
        rows.append(Row(
            "export", f"{count:,} responses as {form}, command", f"{seconds:.1f} s",
            f"{memory / MEBIBYTE:.0f} MiB", f"{growth:.2f}× that of {PART:,}",
            f"≤ {GROWTH_MOST}×: {verdict_text(growth, most=GROWTH_MOST)}"))
    return rows


def downloaded(service: Aggregator, count: int) -> list[Row]:
    """The rows about exports over HTTPS."""
    rows = []
    for form in ("ndjson", "csv"):
        seconds, more = download(service, form, count)
        rows.append(Row(
            "export", f"{count:,} responses as {form}, HTTPS", f"{seconds:.1f} s",
            f"the service's peak rises by {more / MEBIBYTE:.0f} MiB", "", ""))
    return rows


def measure(program: Path, parent: Path, parts: int, rows: list[Row]) -> None:
    """Everything, in one folder; what is measured is in the rows, also when something fails."""
    count = parts * PART
    with Aggregator(program, parent) as service:
        seconds = fill(service, 0, 1)
        tenth = {form: export(service, form, PART) for form in ("ndjson", "csv")}
        seconds += fill(service, 1, parts - 1)
        memory = service.peak_memory() / MEBIBYTE
        size = service.store.stat().st_size
        rows.append(Row(
            "P9", f"{count:,} responses sent, {CONNECTIONS} connections",
            f"{count / seconds / 1000:.1f} k/s", f"peak memory {memory:.0f} MiB",
            f"store {size / MEBIBYTE:.0f} MiB",
            f"≤ {MEMORY_MOST} MiB: {verdict_text(memory, most=MEMORY_MOST)}"))
        times = starts(service)
        rows.append(Row(
            "start", f"until ready, {count:,} responses stored",
            f"{statistics.median(times) * 1000:.0f} ms", f"longest {max(times) * 1000:.0f} ms",
            f"memory then {service.peak_memory() / MEBIBYTE:.0f} MiB",
            f"≤ {START_MOST:.0f} s: {verdict_text(max(times), most=START_MOST)}"))
        rows += exported(service, count, tenth)
        start = time.perf_counter()
        service.command("verify")
        rows.append(Row(
            "verify", f"every stored digest of {count:,} responses",
            f"{time.perf_counter() - start:.1f} s", "", "", ""))
        rows += downloaded(service, count)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench/run --large")
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--responses", type=int, default=1_000_000)
    parsed = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="large-", dir=parsed.work.resolve()))
    rows: list[Row] = []
    status = 0
    try:
        program = (parsed.build / "survey-aggregator").resolve()
        measure(program, folder, max(2, parsed.responses // PART), rows)
    except (
        Different, Failure, OSError, http.client.HTTPException, subprocess.TimeoutExpired
    ) as error:
        print(f"bench/run: error: {error}", file=sys.stderr)
        status = 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    text = table(rows, peer="and") + f"\n- load {os.getloadavg()[0]:.1f} at the end\n"
    (parsed.work / "large.md").write_text(text, encoding="utf-8")
    print(text, end="")
    return status


if __name__ == "__main__":
    sys.exit(main())
