"""Many agents for a long time through a bad network: memory, descriptors and the oracle."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from between import Between, Fault
from city import City, Failure, Service

AGENTS = 40
# How many agents are at work at the same time.
TOGETHER = 4
RESPONSES_MAXIMUM = 20
FAULTS = ["cut", "reset", "hold", "swallow", "garbage", "replay"]
# Bytes of a connection among which faults strike.
OFFSET_MAXIMUM = 12_000
SAMPLE_SECONDS = 2.0
# Memory may grow by so much between the middle and the last third of the run.
GROWTH_MAXIMUM = 1.15
DESCRIPTORS_SLACK = 8


class Watch:
    """Memory and descriptors of a process, sampled."""

    def __init__(self, process: int) -> None:
        self.folder = Path(f"/proc/{process}")
        self.kibibytes: list[int] = []
        self.descriptors: list[int] = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self.ended.wait(SAMPLE_SECONDS):
            try:
                self.sample()
            except FileNotFoundError:
                return

    def sample(self) -> None:
        """Takes one sample."""
        for line in (self.folder / "status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                self.kibibytes.append(int(line.split()[1]))
        self.descriptors.append(len(list((self.folder / "fd").iterdir())))

    def end(self) -> None:
        """No more samples."""
        self.ended.set()
        self.thread.join(10)


def work(city: City, between: Between, name: str, seed: int) -> int:
    """One coordinator's turn: new answers or edits, then a sync that may meet a fault."""
    generator = random.Random(seed)
    first = generator.randrange(100)
    count = generator.randrange(1, RESPONSES_MAXIMUM + 1)
    city.answers(name, range(first, first + count), seed)
    if generator.random() < 0.6:
        kind = generator.choice(FAULTS)
        between.arm(Fault(kind, generator.random() < 0.5, generator.randrange(OFFSET_MAXIMUM)))
    city.agent(name, "sync")
    return count


def soak(programs: Path, seconds: float, seed: int) -> None:
    """Lets the agents work for so long, then looks at everything."""
    names = tuple(f"org-{number:02}" for number in range(AGENTS))
    generator = random.Random(seed)
    between = Between(0)
    with City(programs, names, port=between.port) as city:
        between.target = city.port
        with Service(city, ("--agent-rate", "0", "--enrollment-rate", "0")) as service:
            for name in names:
                city.enroll(name)
            watch = Watch(service.process.pid)
            began = time.monotonic()
            turns = sent = 0
            with ThreadPoolExecutor(TOGETHER) as pool:
                while time.monotonic() - began < seconds:
                    chosen = generator.sample(names, TOGETHER)
                    jobs = [
                        pool.submit(work, city, between, name, generator.randrange(1 << 30))
                        for name in chosen]
                    sent += sum(job.result() for job in jobs)
                    turns += len(jobs)
            between.arm(None)
            for name in names:
                city.must(city.agent(name, "sync"))
            stored = city.check(names, settled=True)
            watch.sample()
            watch.end()
            judge(watch)
            print(
                f"soak: {AGENTS} agents, {turns} turns with faults in {seconds / 60:.0f} min, seed "
                f"{seed}: {sent} answered or edited, {stored} revisions stored once; memory "
                f"{memory(watch)}, descriptors {watch.descriptors[0]} to {watch.descriptors[-1]}",
                flush=True)
    between.close()


def thirds(values: list[int]) -> tuple[float, float]:
    """The medians of the middle and of the last third."""
    size = len(values) // 3
    return statistics.median(values[size:2 * size]), statistics.median(values[2 * size:])


def memory(watch: Watch) -> str:
    """What the middle and the last third had in use."""
    middle, last = thirds(watch.kibibytes)
    return f"{middle / 1024:.0f} then {last / 1024:.0f} MiB"


def judge(watch: Watch) -> None:
    """Neither memory nor descriptors grow."""
    if len(watch.kibibytes) < 9:
        raise Failure("the run is too short to say anything of memory; give it more minutes")
    middle, last = thirds(watch.kibibytes)
    if last > middle * GROWTH_MAXIMUM:
        raise Failure(f"memory grows: {memory(watch)}")
    middle, last = thirds(watch.descriptors)
    if last > middle + DESCRIPTORS_SLACK:
        raise Failure(f"descriptors grow: {middle:.0f} then {last:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    soak(options.programs, options.minutes * 60, options.seed)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"soak: {failure}")
