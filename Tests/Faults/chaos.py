"""Disturbs the connection between the real programs and looks whether anything is lost."""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from pathlib import Path

from between import Between, Fault
from city import City, Failure, Service

KINDS = ["cut", "reset", "hold", "swallow", "unheard", "garbage", "replay"]
BATCHES = [1, 5, 60]
# Acknowledgments that one city loses; its agent has more and more to look through.
LOST_IN_ONE = 1_000
# Bytes by which what an agent sends when nothing waits may differ from sync to sync. The head and
# body of a batch are more.
SLACK = 200


class Chaos:
    """A city whose agent reaches its aggregator through something that misbehaves."""

    def __init__(self, programs: Path) -> None:
        between = Between(0)
        self.city = City(programs, port=between.port)
        between.target = self.city.port
        self.between = between
        self.service = Service(self.city, ("--agent-rate", "0"))
        self.service.wait_ready()
        self.city.enroll("alpha")
        self.respondents = 0
        self.seed = 0

    def close(self) -> None:
        self.service.stop()
        self.between.close()
        self.city.__exit__()

    def add(self, count: int) -> None:
        """New responses that wait."""
        self.seed += 1
        self.city.answers(
            "alpha", range(self.respondents, self.respondents + count), self.seed)
        self.respondents += count

    def measure(self, count: int) -> tuple[int, int]:
        """How many bytes a sync of some responses moves, up and down."""
        self.add(count)
        self.between.arm(None)
        self.city.must(self.city.agent("alpha", "sync"))
        return self.between.counts[0], self.between.counts[1]

    def strike(self, fault: Fault, count: int) -> bool:
        """One disturbed sync, one undisturbed, and the oracle; whether the fault struck."""
        self.add(count)
        self.between.arm(fault)
        self.city.agent("alpha", "sync")
        has_struck = self.between.struck
        self.city.check()
        self.between.arm(None)
        self.city.must(self.city.agent("alpha", "sync"))
        if self.city.check(settled=True) != self.respondents:
            raise Failure("what is stored is not what was answered")
        return has_struck


def every_offset(programs: Path, step: int, kind: str = "cut") -> None:
    """Cuts a sync of one response at every byte that it sends and receives."""
    began = time.monotonic()
    chaos = Chaos(programs)
    try:
        up, down = chaos.measure(1)
        struck = tried = 0
        for upward, count in ((True, up), (False, down)):
            for offset in range(0, count, step):
                fault = Fault(kind, upward, offset)
                try:
                    struck += chaos.strike(fault, 1)
                except (Failure, subprocess.TimeoutExpired) as error:
                    raise Failure(f"{fault}: {error}") from error
                tried += 1
        print(
            f"chaos: {kind} at {tried} of {up + down} bytes of a sync ({struck} struck), "
            f"0 lost, 0 doubled, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        chaos.close()


def every_kind(programs: Path, places: int, seed: int) -> None:
    """Each kind of fault, both ways, at random places of syncs of several sizes."""
    began = time.monotonic()
    generator = random.Random(seed)
    chaos = Chaos(programs)
    try:
        struck = tried = 0
        for batch in BATCHES:
            counts = chaos.measure(batch)
            for kind in KINDS:
                for upward in (True, False):
                    for _ in range(places):
                        offset = generator.randrange(counts[0 if upward else 1])
                        fault = Fault(kind, upward, offset)
                        try:
                            struck += chaos.strike(fault, batch)
                        except (Failure, subprocess.TimeoutExpired) as error:
                            raise Failure(f"{fault}, {batch} responses: {error}") from error
                        tried += 1
        print(
            f"chaos: {len(KINDS)} kinds of fault both ways, batches of {BATCHES}: {tried} syncs "
            f"({struck} struck), seed {seed}, 0 lost, 0 doubled, "
            f"{time.monotonic() - began:.0f} s", flush=True)
    finally:
        chaos.close()


def lost_acknowledgments(programs: Path, wanted: int, seed: int) -> None:
    """Loses verdicts while the same respondents' answers are edited again and again."""
    began = time.monotonic()
    generator = random.Random(seed)
    chaos = Chaos(programs)
    people = 100
    try:
        chaos.add(people)
        chaos.city.must(chaos.city.agent("alpha", "sync"))
        # What an agent sends when nothing waits: with more than that, a batch is on its way.
        quiet, _ = chaos.measure(0)
        lost = syncs = 0
        unheard: set[bytes] = set()
        while lost < wanted:
            first = generator.randrange(people)
            edited = range(first, generator.randrange(first, people) + 1)
            chaos.city.answers("alpha", edited, generator.randrange(1 << 30))
            chaos.between.arm(Fault("unheard", True, quiet + SLACK), is_lasting=True)
            # Without this the agent would try again at once: the power goes with the network.
            chaos.city.agent_until("alpha", chaos.between.has_struck, "sync")
            syncs += 1
            chaos.city.check()
            stored = {content for _, _, content in chaos.city.stored()}
            waiting = {
                content for content, state in chaos.city.sealed("alpha").items()
                if state == "waiting"}
            lost += len((waiting & stored) - unheard)
            unheard |= waiting & stored
            if generator.random() < 0.3:
                chaos.between.arm(None)
                chaos.city.must(chaos.city.agent("alpha", "sync"))
        chaos.between.arm(None)
        chaos.city.must(chaos.city.agent("alpha", "sync"))
        stored = chaos.city.check(settled=True)
        if conflicts := chaos.city.quarantined():
            raise Failure(f"{conflicts} responses are in conflict for ever")
        print(
            f"chaos: {lost} acknowledgments lost in {syncs} syncs with edits between, seed {seed}: "
            f"{stored} revisions stored once, 0 conflicts, {time.monotonic() - began:.0f} s",
            flush=True)
    finally:
        chaos.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--step", type=int, default=1, help="cut at every Nth byte")
    parser.add_argument("--places", type=int, default=20, help="random places for each fault")
    parser.add_argument("--lost", type=int, default=10_000, help="acknowledgments to lose")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["offsets", "kinds", "lost"])
    options = parser.parse_args()
    if options.only in (None, "offsets"):
        every_offset(options.programs, options.step)
    if options.only in (None, "kinds"):
        every_kind(options.programs, options.places, options.seed)
    if options.only in (None, "lost"):
        for number, first in enumerate(range(0, options.lost, LOST_IN_ONE)):
            lost_acknowledgments(
                options.programs, min(LOST_IN_ONE, options.lost - first), options.seed + number)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"chaos: {failure}")
