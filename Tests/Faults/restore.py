"""An old backup is restored while the service runs; the agents send again what is missing."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import time
from pathlib import Path

from city import ROUND, City, Failure, Service

RESPONSES = 20


def hello_epoch(city: City) -> int:
    """The epoch as an agent records it."""
    for path in city.home("alpha").glob("*.json"):
        content = json.loads(path.read_text())
        if "epoch" in content:
            return content["epoch"]
    raise Failure("the agent has recorded no epoch")


def damaged(city: City, backup: Path) -> int:
    """Tries backups that are cut or changed; each must be refused and change nothing."""
    whole = backup.read_bytes()
    bad = city.folder / "bad.backup"
    before = city.stored()
    tries = [whole[:-1], whole[: len(whole) // 2], b"", whole + b"x"]
    for place in (100, len(whole) // 3, len(whole) - 20):
        tries.append(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
    for content in tries:
        bad.write_bytes(content)
        try:
            city.aggregator("restore", str(bad))
        except Failure as failure:
            if "damaged" not in str(failure):
                raise
        else:
            raise Failure("a damaged backup was restored")
    if city.stored() != before:
        raise Failure("a refused backup changed the store")
    return len(tries)


def scenario(programs: Path, running: bool) -> None:
    """Backup, more responses, restore, sync: nothing is missing and nothing is twice."""
    began = time.monotonic()
    with City(programs) as city:
        service = Service(city)
        service.wait_ready()
        city.enroll("alpha")
        city.answers("alpha", range(RESPONSES), 1)
        city.must(city.agent("alpha", "sync"))
        backup = city.folder / "old.backup"
        city.aggregator("backup", str(backup))
        if backup.stat().st_mode & 0o077:
            raise Failure("others can read the backup")
        city.answers("alpha", range(RESPONSES, 2 * RESPONSES), 2)
        city.answers("alpha", range(5), 3)
        city.must(city.agent("alpha", "sync"))
        if city.check(settled=True) != 2 * RESPONSES + 5:
            raise Failure("the first syncs were not complete")
        epoch = hello_epoch(city)
        tries = damaged(city, backup)
        if not running:
            service.stop()
        city.aggregator("restore", str(backup))
        if not running:
            service = Service(city)
            service.wait_ready()
        if len(city.stored()) != RESPONSES:
            raise Failure("the store is not that of the backup")
        if len(list(city.data.glob("replaced-*.sqlite"))) != 1:
            raise Failure("the replaced store was not kept")
        # The first sync learns the epoch and asks; it may take a second one to send.
        city.must(city.agent("alpha", "sync"))
        city.must(city.agent("alpha", "sync"))
        if city.check(settled=True) != 2 * RESPONSES + 5:
            raise Failure("something is still missing")
        if hello_epoch(city) <= epoch:
            raise Failure("the epoch was not raised")
        service.stop()
        city.aggregator("verify")
        other = city.folder / "other"
        shutil.move(city.data, city.folder / "lost")
        city.data = other
        city.aggregator("restore", str(backup))
        with Service(city):
            city.must(city.agent("alpha", "sync"))
            city.must(city.agent("alpha", "sync"))
        if city.check(settled=True) != 2 * RESPONSES + 5:
            raise Failure("something is missing in the folder that was made anew")
        rounds = json.loads(city.aggregator("round", "list", "--json"))
        if ROUND not in json.dumps(rounds):
            raise Failure("the round was not restored")
    how = "while the service runs" if running else "with the service stopped"
    print(
        f"restore: {how}, and into a new folder: nothing missing, nothing twice; "
        f"{tries} damaged backups refused, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    options = parser.parse_args()
    for running in (True, False):
        scenario(options.programs, running)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"restore: {failure}")
