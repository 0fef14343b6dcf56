"""Many at once: one response sent by 64 connections, one enrollment code used by a thousand keys."""

from __future__ import annotations

import argparse
import json
import ssl
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPSConnection
from pathlib import Path
from threading import Barrier

from city import City, Failure, Service
from direct import Direct, code_secret, signing_request

PARALLEL = 64
SUCCESS = {"accepted", "duplicate"}
UNLIMITED = ("--agent-rate", "0", "--agent-connections", "1000", "--enrollment-rate", "0")


def one_response(programs: Path, times: int) -> None:
    """64 connections post the same response at the same moment, again and again."""
    began = time.monotonic()
    with City(programs) as city, Service(city, UNLIMITED):
        city.enroll("alpha")
        direct = Direct(city, "alpha")
        lines = [direct.response(f"token-of-person-{number:06}") for number in range(times)]
        barrier = Barrier(PARALLEL)

        def worker() -> list[str]:
            verdicts = []
            connection = direct.connection()
            try:
                for line in lines:
                    barrier.wait(120)
                    status, answer = direct.post([line], connection)
                    verdicts.append(answer[0]["verdict"] if status == 200 else str(status))
            except BaseException:
                barrier.abort()
                raise
            finally:
                connection.close()
            return verdicts

        with ThreadPoolExecutor(PARALLEL) as pool:
            columns = [future.result() for future in [pool.submit(worker) for _ in range(PARALLEL)]]
        for number in range(times):
            verdicts = [column[number] for column in columns]
            if set(verdicts) - SUCCESS or verdicts.count("accepted") != 1:
                raise Failure(f"response {number} got {sorted(verdicts)}")
        stored = [content for _, _, content in city.stored()]
        if sorted(stored) != sorted(lines):
            raise Failure(f"{len(stored)} rows for {times} responses")
    print(
        f"races: {PARALLEL} parallel posts of one response, {times} times: {times} rows, "
        f"{PARALLEL * times} success verdicts, {time.monotonic() - began:.0f} s", flush=True)


def one_code(programs: Path, keys: int) -> None:
    """As many keys as given use one enrollment code at the same moment."""
    began = time.monotonic()
    with City(programs) as city, Service(city, UNLIMITED):
        folder = city.folder / "keys"
        folder.mkdir()
        with ThreadPoolExecutor(4) as pool:
            requests = list(pool.map(
                lambda number: signing_request(folder, f"{number}"), range(keys)))
        secret = code_secret(city.aggregator("enroll", "alpha"))
        context = ssl.create_default_context(cafile=str(city.data / "authority.pem"))
        workers = min(keys, PARALLEL)
        barrier = Barrier(workers)

        def worker(mine: list[str]) -> list[int]:
            connection = HTTPSConnection("localhost", city.port, context=context, timeout=120)
            connection.connect()
            barrier.wait(120)
            statuses = []
            for request in mine:
                body = {"secret": secret, "signingRequest": request, "agent": "faults/1.0"}
                connection.request(
                    "POST", "/v1/enrollment", json.dumps(body), {"Content-Type": "application/json"})
                answer = connection.getresponse()
                content = json.loads(answer.read())
                if answer.status not in (200, 403) or content.get("code", "code-used") != "code-used":
                    raise Failure(f"{answer.status} {content}")
                statuses.append(answer.status)
            connection.close()
            return statuses

        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(worker, requests[start::workers]) for start in range(workers)]
            statuses = [status for future in futures for status in future.result()]
        agents = json.loads(city.aggregator("agents", "--json"))["agents"]
        if statuses.count(200) != 1 or len(agents) != 1:
            raise Failure(f"{statuses.count(200)} certificates and {len(agents)} agents from one code")
    print(
        f"races: one enrollment code used by {keys} keys: 1 certificate, {keys - 1} refused, "
        f"{time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--times", type=int, default=1_000, help="responses that are raced for")
    parser.add_argument("--keys", type=int, default=1_000, help="keys that race for one code")
    options = parser.parse_args()
    one_response(options.programs, options.times)
    one_code(options.programs, options.keys)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"races: {failure}")
