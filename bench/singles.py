"""P4: one response a request from many connections, against single inserts into PostgreSQL."""

from __future__ import annotations

import json
import multiprocessing
import re
import select
import socket
import ssl
import time
from dataclasses import dataclass
from pathlib import Path

import responses
from aggregator import ORGANIZATION, ROUND, Aggregator, Failure
from measure import Row, interleave, ratio_text, verdict_text
from postgres import Postgres

CONNECTIONS = 32
PROCESSES = 2
LEAST = 1.0
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)\r\n")
#: PostgreSQL is asked over TLS with client certificates, as the service is, and without.
PEERS = [("pgbench over TLS", True), ("pgbench, local socket", False)]


@dataclass
class Target:
    """The service, as a process of senders needs it."""

    port: int
    authority: str
    certificate: str
    key: str


def rows(program: Path, folder: Path, count: int, cycles: int) -> list[Row]:
    """The rows of P4."""
    count -= count % CONNECTIONS
    with Aggregator(program, folder) as service:
        questionnaire = service.questionnaire
    stored = responses.make(count, ORGANIZATION, ROUND, questionnaire)
    requests = [_request(row[3]) for row in stored]
    size = sum(len(row[3]) for row in stored) // count
    work = f"one response a request, {CONNECTIONS} connections, {count:,} × {size} B"
    rows = []
    with Postgres(folder) as peer:
        for name, over_tls in PEERS:
            pairs = interleave(
                lambda: _send(program, folder, requests),
                lambda: count / peer.single_inserts(CONNECTIONS, count, size, over_tls), cycles)
            ratio = pairs.speedup()
            rows.append(Row(
                "P4", work, f"{count / pairs.ours_median():,.0f}/s",
                f"{name} {count / pairs.peer_median():,.0f}/s",
                f"{ratio_text(ratio)}× ({pairs.spread()})",
                f"≥ {LEAST:.0f}×: {verdict_text(ratio, least=LEAST)}"))
    return rows


def _request(line: bytes) -> bytes:
    head = (
        f"POST /v1/rounds/{ROUND}/responses HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/vnd.maturity.responses+ndjson\r\n"
        f"Content-Length: {len(line) + 1}\r\n\r\n")
    return head.encode() + line + b"\n"


def _send(program: Path, folder: Path, requests: list[bytes]) -> float:
    """Sends everything to a service with an empty store; the seconds until the last verdict."""
    with Aggregator(program, folder) as service:
        target = Target(
            service.port, (service.data / "authority.pem").read_text(),
            str(service.folder / "agent.pem"), str(service.folder / "agent.key"))
        context = multiprocessing.get_context("fork")
        barrier = context.Barrier(PROCESSES + 1)
        reports = context.Queue()
        workers = [
            context.Process(
                target=_work, args=(target, requests[first::PROCESSES], barrier, reports))
            for first in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        barrier.wait(60)
        start = time.perf_counter()
        found = [reports.get(timeout=600) for _ in workers]
        seconds = time.perf_counter() - start
        for worker in workers:
            worker.join(10)
        status = json.loads(service.command("status", ROUND, "--json"))
        received = sum(one["received"] for one in status["organizations"])
        if sum(found) != len(requests) or received != len(requests):
            raise Failure(f"of {len(requests)} responses {received} are stored")
        return seconds


def _work(target: Target, requests: list[bytes], barrier: object, reports: object) -> None:
    """One process: its share of the connections, each with its share of the requests."""
    context = ssl.create_default_context(cadata=target.authority)
    context.load_cert_chain(target.certificate, target.key)
    share = CONNECTIONS // PROCESSES
    links = [Link(_connect(target.port, context), requests[k::share]) for k in range(share)]
    barrier.wait(60)
    reports.put(_drain(links))


def _connect(port: int, context: ssl.SSLContext) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port), timeout=60)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return context.wrap_socket(plain, server_hostname="localhost")


class Link:
    """A connection and what it has to send: one request after the other."""

    def __init__(self, socket: ssl.SSLSocket, requests: list[bytes]) -> None:
        socket.setblocking(False)
        self.socket = socket
        self.accepted = 0
        self._requests = iter(requests)
        self._rest = b""

    def send(self) -> bool:
        """Sends the next request; whether there was one."""
        request = next(self._requests, None)
        if request is None:
            self.socket.close()
            return False
        if self.socket.send(request) != len(request):
            raise Failure("a request did not fit the connection's buffer")
        return True

    def receive(self) -> bool:
        """Reads what has come; whether it ends an answer."""
        try:
            data = self.socket.recv(65_536)
        except ssl.SSLWantReadError:
            return False
        if not data:
            raise Failure("the service closed a connection")
        self._rest += data
        end = self._rest.find(b"\r\n\r\n") + 4
        if end < 4 or len(self._rest) < end + _length(self._rest[:end]):
            return False
        self.accepted += self._rest.find(b'"verdict":"accepted"', end) > 0
        self._rest = b""
        return True


def _drain(links: list[Link]) -> int:
    """Sends everything, each connection waiting for its own answers; how many were accepted."""
    open_links = {link.socket.fileno(): link for link in links if link.send()}
    with select.epoll() as events:
        for number in open_links:
            events.register(number, select.EPOLLIN)
        while open_links:
            for number, _ in events.poll():
                if open_links[number].receive() and not open_links[number].send():
                    del open_links[number]
    return sum(link.accepted for link in links)


def _length(head: bytes) -> int:
    found = LENGTH.search(head)
    if not found:
        raise Failure(f"an answer without a length: {head.decode()}")
    return int(found[1])
