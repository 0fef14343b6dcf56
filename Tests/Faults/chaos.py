"""Disturbs the connection between the real programs and looks whether anything is lost."""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from between import Between, Fault
from city import City, Failure, Service

KINDS = ["cut", "reset", "hold", "swallow", "unheard", "garbage", "replay"]
BATCHES = [1, 5, 60]
# Equal parts of what a sync moves each way: from the TLS handshake to the last answer.
STAGES = 6
# Acknowledgments that one city loses; its agent has more and more to look through.
LOST_IN_ONE = 1_000
# Strikes after which a line says how far a long run is.
TOLD_EVERY = 500
# Bytes by which what an agent sends when nothing waits may differ from sync to sync. The head and
# body of a batch are more.
SLACK = 200


class Lane:
    """One agent that reaches the aggregator through something of its own that misbehaves."""

    def __init__(self, city: City, name: str) -> None:
        self.city = city
        self.name = name
        self.between = Between(city.port)
        self.respondents = 0
        self.seed = 0
        city.enroll(name)
        # Codes name the service itself; this agent goes its own way instead.
        path = city.home(name) / "agent.json"
        enrollment = json.loads(path.read_text())
        enrollment["address"] = f"localhost:{self.between.port}"
        path.write_text(json.dumps(enrollment))

    def add(self, count: int) -> None:
        """New responses that wait."""
        self.seed += 1
        self.city.answers(
            self.name, range(self.respondents, self.respondents + count), self.seed)
        self.respondents += count

    def measure(self, count: int) -> tuple[int, int]:
        """How many bytes a sync of some responses moves, up and down."""
        self.add(count)
        self.between.arm(None)
        self.city.must(self.city.agent(self.name, "sync"))
        return self.between.counts[0], self.between.counts[1]

    def strike(self, fault: Fault, count: int) -> bool:
        """One disturbed sync, one undisturbed, and the oracle; whether the fault struck."""
        self.add(count)
        self.between.arm(fault)
        self.city.agent(self.name, "sync")
        has_struck = self.between.struck
        self.city.check((self.name,), among_others=True)
        self.between.arm(None)
        self.city.must(self.city.agent(self.name, "sync"))
        if self.city.check((self.name,), settled=True, among_others=True) != self.respondents:
            raise Failure("what is stored is not what was answered")
        return has_struck


class Chaos:
    """A city whose agents each reach the aggregator through a lane of their own.

    A disturbed sync waits most of its time before it tries again: many agents wait together.
    """

    def __init__(self, programs: Path, lanes: int) -> None:
        names = tuple(f"org-{number:02}" for number in range(lanes))
        self.city = City(programs, names)
        self.service = Service(self.city, ("--agent-rate", "0", "--enrollment-rate", "0"))
        self.service.wait_ready()
        self.lanes = [Lane(self.city, name) for name in names]

    def close(self) -> None:
        self.service.stop()
        for lane in self.lanes:
            lane.between.close()
        self.city.__exit__()

    def strike_all(self, strikes: list[tuple[Fault, int]]) -> int:
        """Strikes each fault at a sync of so many responses; how many of them struck."""
        left = enumerate(strikes)
        guard, failed = threading.Lock(), threading.Event()

        def work(lane: Lane) -> int:
            struck = 0
            while not failed.is_set():
                with guard:
                    number, (fault, count) = next(left, (0, (None, 0)))
                if fault is None:
                    break
                if number and number % TOLD_EVERY == 0:
                    print(f"chaos: {number} of {len(strikes)} begun", file=sys.stderr, flush=True)
                try:
                    struck += lane.strike(fault, count)
                except (Failure, subprocess.TimeoutExpired) as error:
                    failed.set()
                    raise Failure(f"{fault}, {count} responses: {error}") from error
            return struck

        with ThreadPoolExecutor(len(self.lanes)) as pool:
            struck = sum(pool.map(work, self.lanes))
        self.city.check(tuple(lane.name for lane in self.lanes), settled=True)
        return struck


def every_offset(programs: Path, step: int, lanes: int, kind: str = "cut") -> None:
    """Cuts a sync of one response at every byte that it sends and receives."""
    began = time.monotonic()
    chaos = Chaos(programs, lanes)
    try:
        # The first two syncs fetch what those that follow have already.
        for _ in range(2):
            chaos.lanes[0].measure(1)
        up, down = chaos.lanes[0].measure(1)
        strikes = [
            (Fault(kind, upward, offset), 1)
            for upward, count in ((True, up), (False, down)) for offset in range(0, count, step)]
        struck = chaos.strike_all(strikes)
        print(
            f"chaos: {kind} at {len(strikes)} of {up + down} bytes of a sync ({struck} struck), "
            f"0 lost, 0 doubled, {time.monotonic() - began:.0f} s", flush=True)
    finally:
        chaos.close()


def every_kind(programs: Path, places: int, lanes: int, seed: int) -> None:
    """Each kind of fault, both ways, at random places in each stage of syncs of several sizes."""
    began = time.monotonic()
    generator = random.Random(seed)
    chaos = Chaos(programs, lanes)
    try:
        strikes = []
        for batch in BATCHES:
            chaos.lanes[0].measure(batch)
            counts = chaos.lanes[0].measure(batch)
            for kind in KINDS:
                for upward in (True, False):
                    size = counts[0 if upward else 1] // STAGES
                    strikes += [
                        (Fault(kind, upward, stage * size + generator.randrange(size)), batch)
                        for stage in range(STAGES) for _ in range(places)]
        generator.shuffle(strikes)
        struck = chaos.strike_all(strikes)
        print(
            f"chaos: {len(KINDS)} kinds of fault both ways, {STAGES} stages, batches of {BATCHES}: "
            f"{len(strikes)} syncs ({struck} struck), seed {seed}, 0 lost, 0 doubled, "
            f"{time.monotonic() - began:.0f} s", flush=True)
    finally:
        chaos.close()


def lost_acknowledgments(programs: Path, wanted: int, seed: int) -> None:
    """Loses verdicts while the same respondents' answers are edited again and again."""
    began = time.monotonic()
    generator = random.Random(seed)
    chaos = Chaos(programs, 1)
    lane = chaos.lanes[0]
    people = 100
    try:
        lane.add(people)
        chaos.city.must(chaos.city.agent(lane.name, "sync"))
        # What an agent sends when nothing waits: with more than that, a batch is on its way.
        quiet, _ = lane.measure(0)
        lost = syncs = 0
        unheard: set[bytes] = set()
        while lost < wanted:
            first = generator.randrange(people)
            edited = range(first, generator.randrange(first, people) + 1)
            chaos.city.answers(lane.name, edited, generator.randrange(1 << 30))
            lane.between.arm(Fault("unheard", True, quiet + SLACK), is_lasting=True)
            # Without this the agent would try again at once: the power goes with the network.
            chaos.city.agent_until(lane.name, lane.between.has_struck, "sync")
            syncs += 1
            chaos.city.check((lane.name,))
            stored = {content for _, _, content in chaos.city.stored()}
            waiting = {
                content for content, state in chaos.city.sealed(lane.name).items()
                if state == "waiting"}
            lost += len((waiting & stored) - unheard)
            unheard |= waiting & stored
            if generator.random() < 0.3:
                lane.between.arm(None)
                chaos.city.must(chaos.city.agent(lane.name, "sync"))
        lane.between.arm(None)
        chaos.city.must(chaos.city.agent(lane.name, "sync"))
        stored = chaos.city.check((lane.name,), settled=True)
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
    parser.add_argument("--places", type=int, default=4, help="random places in each stage")
    parser.add_argument("--lanes", type=int, default=16, help="agents at the same time")
    parser.add_argument("--lost", type=int, default=10_000, help="acknowledgments to lose")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["offsets", "kinds", "lost"])
    options = parser.parse_args()
    if options.only in (None, "offsets"):
        every_offset(options.programs, options.step, options.lanes)
    if options.only in (None, "kinds"):
        every_kind(options.programs, options.places, options.lanes, options.seed)
    if options.only in (None, "lost"):
        for number, first in enumerate(range(0, options.lost, LOST_IN_ONE)):
            lost_acknowledgments(
                options.programs, min(LOST_IN_ONE, options.lost - first), options.seed + number)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"chaos: {failure}")
