"""Two hundred people look at a live follow-up; what that costs ingest.

Four agents post batches as fast as they are taken. Without and with viewers in turn, A B B A, so
that what the machine does besides falls on both alike; each pair gives a ratio, and the median of
them counts. The viewers are tasks of one other process that reads what it is sent and nothing else;
what it costs is part of what is measured, because it runs on the same cores.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import http.client
import multiprocessing
import os
import re
import ssl
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
from pathlib import Path

from city import ROUND, City, Failure, Service
from direct import Direct

SENDERS = 4
BATCH = 500
#: Half of what the service takes of one person, because an old stream may end after a new begins.
VIEWERS_OF_ONE = 10
PASSWORD = "violin kettle orbit two"
COST_MAXIMUM = 0.10


def sign_in(city: City, name: str, context: ssl.SSLContext) -> str:
    """The cookie of a session, as a browser would get it."""
    connection = http.client.HTTPSConnection("localhost", city.port, context=context, timeout=60)
    connection.request("GET", "/desk/sign-in")
    page = connection.getresponse()
    entry = page.headers["Set-Cookie"].split(";")[0]
    token = html.unescape(re.search(r'name="token" value="([^"]+)"', page.read().decode())[1])
    connection.request(
        "POST", "/desk/sign-in",
        urllib.parse.urlencode({"token": token, "name": name, "password": PASSWORD}),
        {"Cookie": entry, "Content-Type": "application/x-www-form-urlencoded"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 303:
        raise Failure(f"{name} could not sign in: {answer.status}")
    cookies = [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie")]
    connection.close()
    return next(value for value in cookies if value.startswith("__Host-survey-session"))


def look(port: int, authority: str, cookies: list[str], opened, stop, seen) -> None:
    """Keeps one stream for each cookie open until told to stop; counts what arrives."""
    context = ssl.create_default_context(cafile=authority)

    async def view(cookie: str) -> None:
        count = False
        while not stop.is_set():
            reader, writer = await asyncio.open_connection("localhost", port, ssl=context)
            writer.write(
                (f"GET /desk/rounds/{ROUND}/follow-up/live?from=0 HTTP/1.1\r\nHost: localhost\r\n"
                 f"Cookie: {cookie}\r\n\r\n").encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 200 " not in head.split(b"\r\n")[0]:
                raise Failure(f"a viewer got {head[:60]!r}")
            if not count:
                count = True
                opened.release()
            while not stop.is_set():
                try:
                    data = await asyncio.wait_for(reader.read(65_536), 1)
                except TimeoutError:
                    continue
                if not data:
                    break
                with seen.get_lock():
                    seen.value += data.count(b"event:")
            writer.close()

    async def everybody() -> None:
        await asyncio.gather(*(view(cookie) for cookie in cookies))

    asyncio.run(everybody())


class Crowd:
    """Viewers in a process of their own, there from `with` to its end."""

    def __init__(self, city: City, cookies: list[str]) -> None:
        self.stop = multiprocessing.Event()
        self.opened = multiprocessing.Semaphore(0)
        self.seen = multiprocessing.Value("q", 0)
        self.count = len(cookies)
        self.process = multiprocessing.Process(
            target=look, daemon=True,
            args=(city.port, str(city.data / "authority.pem"), cookies, self.opened, self.stop,
                  self.seen))

    def __enter__(self) -> Crowd:
        self.process.start()
        for _ in range(self.count):
            if not self.opened.acquire(timeout=120):
                raise Failure("not every viewer got a stream within two minutes")
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.process.join(20)
        if self.process.is_alive():
            self.process.kill()


def processor_seconds(process: subprocess.Popen) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ingest(agents: list[Direct], batches: list[list[list[bytes]]]) -> float:
    """Responses a second, over everything that is posted."""
    failures: list[str] = []

    def send(agent: Direct, own: list[list[bytes]]) -> None:
        connection = agent.connection()
        for batch in own:
            status, verdicts = agent.post(batch, connection)
            if status != 200 or any(entry["verdict"] != "accepted" for entry in verdicts):
                failures.append(f"{status}")
        connection.close()

    threads = [
        threading.Thread(target=send, args=pair) for pair in zip(agents, batches, strict=True)]
    begin = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begin
    if failures:
        raise Failure(f"batches were answered {failures[:3]}")
    return sum(len(batch) for own in batches for batch in own) / took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--organizations", type=int, default=1_000)
    parser.add_argument("--batches", type=int, default=40, help="of each of the four senders")
    parser.add_argument("--rounds", type=int, default=3, help="times A B B A")
    options = parser.parse_args()
    names = tuple(f"sender-{number}" for number in range(SENDERS))
    others = tuple(f"quiet-{number}" for number in range(options.organizations - SENDERS))
    people = [f"viewer-{n}" for n in range(-(-options.viewers // VIEWERS_OF_ONE))]
    with City(options.programs, (*names, *others)) as city, Service(
            city, ("--agent-rate", "0")) as service:
        password = city.folder / "password"
        password.write_text(PASSWORD)
        for name in people:
            city.aggregator("user", "add", name, "--role", "viewer", "--password-file", str(password))
        for name in names:
            city.enroll(name)
        agents = [Direct(city, name) for name in names]
        context = ssl.create_default_context(cafile=str(city.data / "authority.pem"))
        sessions = [sign_in(city, name, context) for name in people]
        cookies = [sessions[n // VIEWERS_OF_ONE] for n in range(options.viewers)]

        def batches() -> list[list[list[bytes]]]:
            return [[[agent.response() for _ in range(BATCH)] for _ in range(options.batches)]
                    for agent in agents]

        ingest(agents, batches())  # what happens only once happens here
        ratios = []
        for number in range(options.rounds):
            speeds: dict[bool, list[float]] = {False: [], True: []}
            used: dict[bool, list[float]] = {False: [], True: []}
            messages = 0
            for watched in (False, True, True, False):
                own = batches()
                crowd = Crowd(city, cookies) if watched else None
                if crowd:
                    crowd.__enter__()
                try:
                    before = processor_seconds(service.process)
                    speeds[watched].append(ingest(agents, own))
                    used[watched].append(processor_seconds(service.process) - before)
                finally:
                    if crowd:
                        messages += crowd.seen.value
                        crowd.__exit__()
            alone, beside = (statistics.fmean(speeds[watched]) for watched in (False, True))
            ratios.append(beside / alone)
            print(
                f"viewers: {alone:,.0f} responses/s alone, {beside:,.0f} beside {options.viewers} "
                f"viewers ({messages} messages), ratio {ratios[-1]:.3f}; processor time of the "
                f"service {sum(used[False]):.2f} s, then {sum(used[True]):.2f} s", flush=True)
        cost = 1 - statistics.median(ratios)
        print(f"viewers: {cost:.1%} of ingest, the median of {options.rounds}", flush=True)
        if cost >= COST_MAXIMUM:
            raise Failure(f"viewers cost {cost:.1%} of ingest")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"viewers: {failure}")
