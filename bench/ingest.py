"""P3, P5, P8 and P9: durable ingest over HTTPS against SQLite in process and PostgreSQL."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import responses
import stores
from aggregator import ORGANIZATION, ROUND, Aggregator, Failure
from measure import Different, Pairs, Row, rate, ratio_text, verdict_text
from postgres import Postgres
from responses import Batch

CONNECTIONS = (1, 4)
P3_LEAST = 0.6
P3_POSTGRES_LEAST = 1.0
P5_LEAST = 1.0
P8_MOST = 70
P9_MOST = 200 * 1_048_576
BUSY_PAUSE = 0.05


@dataclass
class Sizes:
    """How much is sent, and how often."""

    responses: int
    cycles: int


@dataclass
class Measured:
    """What the passes of one number of connections gave."""

    stored: Pairs = field(default_factory=Pairs)
    #: By whether PostgreSQL was reached over TLS.
    copied: dict[bool, list[float]] = field(default_factory=lambda: {True: [], False: []})
    repeated: list[float] = field(default_factory=list)
    memory: int = 0


class Sender(threading.Thread):
    """One connection that sends its batches one after the other."""

    def __init__(self, service: Aggregator, batches: list[Batch]) -> None:
        super().__init__(daemon=True)
        self.batches = batches
        self.connection = service.connection()
        self.connection.connect()
        self.answers: list[bytes] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            for batch in self.batches:
                self.answers.append(self._send(batch))
        except (OSError, http.client.HTTPException, Failure) as error:
            self.error = error
        finally:
            self.connection.close()

    def _send(self, batch: Batch) -> bytes:
        headers = {
            "Content-Type": "application/vnd.maturity.responses+ndjson",
            "Content-Digest": batch.digest,
        }
        if batch.coding:
            headers["Content-Encoding"] = batch.coding
        while True:
            self.connection.request("POST", f"/v1/rounds/{ROUND}/responses", batch.body, headers)
            response = self.connection.getresponse()
            content = response.read()
            if response.status == 200:
                return content
            if response.status not in (429, 503):
                raise Failure(f"a batch was refused: {response.status} {content.decode()}")
            time.sleep(BUSY_PAUSE)


def send(
    service: Aggregator, batches: list[Batch], connections: int, verdict: str
) -> float:
    """Sends everything; the seconds from the first byte to the last verdict.

    Connections are made before the clock starts. Every line's verdict is checked afterwards.
    """
    senders = [Sender(service, batches[first::connections]) for first in range(connections)]
    start = time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    seconds = time.perf_counter() - start
    for sender in senders:
        if sender.error:
            raise sender.error
        for batch, answer in zip(sender.batches, sender.answers, strict=True):
            found = answer.count(b'"verdict":"%s"' % verdict.encode())
            if found != batch.count or answer.count(b"\n") != batch.count:
                raise Different(f"{batch.count - found} of a batch are not `{verdict}`")
    return seconds


class Ingest:
    """The rows about ingest, from one set of responses."""

    def __init__(self, program: Path, folder: Path, sizes: Sizes) -> None:
        self.program = program
        self.folder = folder
        self.sizes = sizes
        with Aggregator(program, folder) as service:
            self.stored = responses.make(
                sizes.responses, ORGANIZATION, ROUND, service.questionnaire)
        self.plain = responses.batches(self.stored)
        self.checksums: set[str] = set()

    def rows(self) -> list[Row]:
        """Measures everything."""
        with Postgres(self.folder) as self.postgres:
            measured = {connections: self._measure(connections) for connections in CONNECTIONS}
        if len(self.checksums) != 1:
            raise Different("the service, SQLite and PostgreSQL do not hold the same responses")
        return [
            *(self._stored_row(connections, measured[connections]) for connections in CONNECTIONS),
            *(self._copied_row(connections, measured[connections], over_tls)
              for over_tls in (True, False) for connections in CONNECTIONS),
            *(self._repeated_row(connections, measured[connections])
              for connections in CONNECTIONS),
            self._wire_row(),
            self._memory_row(max(one.memory for one in measured.values())),
        ]

    def note(self) -> str:
        """What the disk does, without which a rate of durable writes cannot be read."""
        milliseconds = stores.commit_seconds(self.folder) * 1000
        return f"this disk makes 700 KB durable in {milliseconds:.2f} ms (median)"

    def _measure(self, connections: int) -> Measured:
        measured = Measured()
        for _ in range(self.sizes.cycles):
            self._service_pass(connections, measured)
            self._peer_pass(measured)
            self._peer_pass(measured)
            self._service_pass(connections, measured)
        return measured

    def _service_pass(self, connections: int, measured: Measured) -> None:
        with Aggregator(self.program, self.folder) as service:
            measured.stored.ours.append(send(service, self.plain, connections, "accepted"))
            measured.repeated.append(send(service, self.plain, connections, "duplicate"))
            measured.memory = max(measured.memory, service.peak_memory())
            service.stop()
            self.checksums.add(stores.received(service.store))

    def _peer_pass(self, measured: Measured) -> None:
        seconds, checksum = stores.insert(self.stored, self.folder)
        measured.stored.peer.append(seconds)
        self.checksums.add(checksum)
        for over_tls, copied in measured.copied.items():
            seconds, checksum = self.postgres.copy(self.stored, over_tls)
            copied.append(seconds)
            self.checksums.add(checksum)

    def _stored_row(self, connections: int, measured: Measured) -> Row:
        count = self.sizes.responses
        pairs = measured.stored
        ratio = pairs.speedup()
        size = sum(len(row[3]) for row in self.stored) / count
        return Row(
            "P3",
            f"durable HTTPS ingest, {count:,} × {size:.0f} B, {_connections(connections)}",
            rate(count, pairs.ours_median()),
            f"SQLite in process {rate(count, pairs.peer_median())}",
            f"{ratio_text(ratio)}× ({pairs.spread()})",
            f"≥ {P3_LEAST}×: {verdict_text(ratio, least=P3_LEAST)}")

    def _copied_row(self, connections: int, measured: Measured, over_tls: bool) -> Row:
        pairs = Pairs(measured.stored.ours, measured.copied[over_tls])
        ratio = pairs.speedup()
        return Row(
            "P3", f"the same, {_connections(connections)}",
            rate(self.sizes.responses, pairs.ours_median()),
            f"PostgreSQL COPY with key, {'over TLS' if over_tls else 'local socket'}"
            f" {rate(self.sizes.responses, pairs.peer_median())}",
            f"{ratio_text(ratio)}× ({pairs.spread()})",
            f"≥ {P3_POSTGRES_LEAST:.0f}×: {verdict_text(ratio, least=P3_POSTGRES_LEAST)}")

    def _repeated_row(self, connections: int, measured: Measured) -> Row:
        count = self.sizes.responses
        pairs = Pairs(measured.repeated, measured.stored.ours)
        ratio = pairs.speedup()
        return Row(
            "P5", f"re-sending everything, {_connections(connections)}",
            rate(count, pairs.ours_median()),
            f"first sending {rate(count, pairs.peer_median())}",
            f"{ratio_text(ratio)}× ({pairs.spread()})",
            f"≥ {P5_LEAST:.0f}×: {verdict_text(ratio, least=P5_LEAST)}")

    def _wire_row(self) -> Row:
        batch = self.plain[0]
        sizes = {}
        for coding in ("zstd", "gzip"):
            packed = Batch.of(batch.body, batch.count, coding)
            sizes[coding] = len(packed.body) / batch.count
            with Aggregator(self.program, self.folder) as service:
                send(service, [packed], 1, "accepted")
        size, plain = max(sizes.values()), len(batch.body) / batch.count
        return Row(
            "P8", f"bytes a response on the wire, a batch of {batch.count:,}",
            f"zstd {sizes['zstd']:.1f} B, for agents of before gzip {sizes['gzip']:.1f} B",
            f"as it is {plain:.0f} B", f"{ratio_text(sizes['zstd'] / plain)}×",
            f"≤ {P8_MOST} B: {verdict_text(size, most=P8_MOST)}")

    def _memory_row(self, memory: int) -> Row:
        return Row(
            "P9", f"peak memory of the service, {2 * self.sizes.responses:,} responses sent",
            f"{memory / 1_048_576:.0f} MiB", "", "",
            f"≤ {P9_MOST // 1_048_576} MiB: {verdict_text(memory, most=P9_MOST)}")


def _connections(count: int) -> str:
    return "1 connection" if count == 1 else f"{count} connections"
