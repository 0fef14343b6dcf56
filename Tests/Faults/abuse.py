"""An agent misbehaves in every way it can; the others must hardly notice."""

from __future__ import annotations

import argparse
import gzip
import json
import socket
import statistics
import sys
import threading
import time
from pathlib import Path

from city import ROUND, City, Failure, Service
from direct import RESPONSES, Direct

HONEST = 4
SECONDS = 6.0
SLOWER_MAXIMUM = 2.0
# Below this, what the machine does besides is larger than what is measured.
FLOOR_SECONDS = 0.02


class Nuisance:
    """Threads that do something as often as they can until they are told to stop."""

    def __init__(self, count: int, act: object) -> None:
        self.ends = threading.Event()
        self.threads = [
            threading.Thread(target=self._run, args=(act,), daemon=True) for _ in range(count)]

    def _run(self, act) -> None:
        while not self.ends.is_set():
            try:
                act(self.ends)
            except OSError:
                self.ends.wait(0.01)

    def __enter__(self) -> Nuisance:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ends.set()
        for thread in self.threads:
            thread.join(15)


def tunnel(direct: Direct) -> socket.socket:
    """A TLS connection with the certificate of the agent that misbehaves."""
    raw = socket.create_connection(("127.0.0.1", direct.city.port), timeout=30)
    return direct.context.wrap_socket(raw, server_hostname="localhost")


def head(length: int, kind: str = RESPONSES, extra: str = "") -> bytes:
    """The header of a post."""
    return (
        f"POST /v1/rounds/{ROUND}/responses HTTP/1.1\r\nHost: localhost\r\n"
        f"Content-Type: {kind}\r\nContent-Length: {length}\r\n{extra}\r\n").encode()


def zstd_bomb(size: int) -> bytes:
    """A zstd frame that says its size and has so many line feeds, four bytes for 128 KiB."""
    most = 128 * 1024
    blocks = [most] * (size // most) + ([size % most] if size % most else [])
    last = len(blocks) - 1
    frame = b"\x28\xb5\x2f\xfd\xc0\x38" + size.to_bytes(8, "little")
    for number, count in enumerate(blocks):
        frame += (count << 3 | 2 | (number == last)).to_bytes(3, "little") + b"\n"
    return frame


def nuisances(direct: Direct) -> dict[str, tuple[int, object]]:
    """What an agent can do to the others, and over how many connections."""
    # Made once: what the nuisance costs its own computer is not to be measured.
    bombs = {"gzip": gzip.compress(b"\n" * 30_000_000), "zstd": zstd_bomb(30_000_000)}
    batch = b"\n".join(direct.response() for _ in range(2_000)) + b"\n"

    def drip(ends: threading.Event) -> None:
        with tunnel(direct) as connection:
            connection.sendall(head(100_000))
            while not ends.wait(1):
                connection.sendall(b" ")

    def idle(ends: threading.Event) -> None:
        with socket.create_connection(("127.0.0.1", direct.city.port), timeout=30):
            ends.wait(60)

    def flood(ends: threading.Event) -> None:
        connection = direct.connection()
        while not ends.is_set():
            direct.once("GET", f"/v1/rounds/{ROUND}/returns", None, {}, connection)

    def inflate(ends: threading.Event) -> None:
        for coding, bomb in bombs.items():
            direct.once(
                "POST", f"/v1/rounds/{ROUND}/responses", bomb,
                {"Content-Type": RESPONSES, "Content-Encoding": coding})

    def deaf(ends: threading.Event) -> None:
        with tunnel(direct) as connection:
            connection.sendall(head(len(batch)) + batch)
            ends.wait(60)

    return {
        "bodies of a byte a second": (16, drip), "connections without a word": (200, idle),
        "requests as fast as they go": (8, flood), "gzip and zstd bombs": (2, inflate),
        "answers that nobody reads": (4, deaf),
    }


def honest(direct: Direct, seconds: float) -> list[float]:
    """What one honest agent waits for each of its posts."""
    connection = direct.connection()
    took = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        line = direct.response()
        start = time.monotonic()
        status, verdicts = direct.post([line], connection)
        took.append(time.monotonic() - start)
        if status != 200 or verdicts[0]["verdict"] != "accepted":
            raise Failure(f"an honest agent got {status} {verdicts}")
        time.sleep(0.05)
    connection.close()
    return took


def measure(agents: list[Direct], seconds: float) -> float:
    """The 99th of a hundred waits of all honest agents together."""
    found: list[float] = []
    threads = [
        threading.Thread(target=lambda agent=agent: found.extend(honest(agent, seconds)))
        for agent in agents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(found) < 20:
        raise Failure(f"the honest agents got {len(found)} answers")
    return statistics.quantiles(found, n=100)[98]


def ends(direct: Direct) -> None:
    """What never ends by itself must be ended: a slow body, and a connection without a word."""
    began = time.monotonic()
    with tunnel(direct) as connection, socket.create_connection(
            ("127.0.0.1", direct.city.port), timeout=60) as silent:
        connection.sendall(head(100_000))
        connection.settimeout(1)
        answer = b""
        while time.monotonic() - began < 40:
            try:
                connection.sendall(b" ")
                data = connection.recv(65536)
            except TimeoutError:
                continue
            except OSError:
                break
            if not data:
                break
            answer += data
        if b"408" not in answer or b"request-timed-out" not in answer:
            raise Failure(f"a body of a byte a second got {answer!r}")
        slow = time.monotonic() - began
        silent.settimeout(60)
        if silent.recv(10):
            raise Failure("a connection without a word got an answer")
        print(
            f"abuse: a body of a byte a second ended after {slow:.0f} s with request-timed-out, "
            f"a connection without a word after {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--only", default="", help="words of the nuisances to try")
    options = parser.parse_args()
    names = tuple(f"honest-{number}" for number in range(HONEST))
    with City(options.programs, (*names, "bad")) as city, Service(city):
        for name in (*names, "bad"):
            city.enroll(name)
        agents = [Direct(city, name) for name in names]
        bad = Direct(city, "bad")
        worst = 0.0
        for name, (count, act) in nuisances(bad).items():
            if options.only not in name:
                continue
            quiet = max(measure(agents, options.seconds), FLOOR_SECONDS)
            with Nuisance(count, act):
                time.sleep(0.5)
                loud = measure(agents, options.seconds)
            quiet = max(quiet, measure(agents, options.seconds / 2))
            worst = max(worst, loud / quiet)
            print(
                f"abuse: {name} ({count} connections): p99 of the others {quiet * 1000:.0f} -> "
                f"{loud * 1000:.0f} ms, {loud / quiet:.2f} times", flush=True)
        if not options.only:
            ends(bad)
        status, _, body = bad.once("GET", f"/v1/rounds/{ROUND}")
        if status not in (200, 429):
            raise Failure(f"the agent that misbehaved gets {status} {json.loads(body)}")
    if worst >= SLOWER_MAXIMUM:
        raise Failure(f"the others waited {worst:.2f} times as long")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"abuse: {failure}")
