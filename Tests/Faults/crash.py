"""Kills the real programs at one system call after another and looks whether anything is lost.

strace ends a program just before its Nth call of a kind. After each crash the program is started
again, one more sync runs, and the oracle looks: nothing lost, nothing doubled.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from city import ROUND, City, Failure, Service

RESPONSES = 20
AGENT_CALLS = [
    "openat", "read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "rename", "renameat",
    "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "flock", "ftruncate", "close", "socket",
    "connect", "sendto", "recvfrom", "sendmsg", "recvmsg", "poll", "getdents64"]
SERVICE_CALLS = [
    "pwrite64", "fdatasync", "fsync", "ftruncate", "rename", "unlink", "write", "writev", "sendto",
    "sendmsg", "recvfrom", "read", "pread64", "accept4", "openat", "mmap"]


def tracer(call: str, number: int) -> tuple[str, ...]:
    """The words before a command that end it at its Nth call of a kind."""
    return (
        "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
        "-e", f"inject={call}:signal=KILL:when={number}")


def calls_of(command_trace: Path, wanted: list[str]) -> dict[str, int]:
    """How often the busiest thread made each call, from a trace."""
    counts: dict[tuple[str, str], int] = {}
    for line in command_trace.read_text(errors="replace").splitlines():
        parts = line.split(None, 1)
        if len(parts) < 2 or "(" not in parts[1] or "resumed>" in parts[1]:
            continue
        name = parts[1].split("(", 1)[0]
        if name in wanted:
            counts[parts[0], name] = counts.get((parts[0], name), 0) + 1
    highest: dict[str, int] = {}
    for (_, name), count in counts.items():
        highest[name] = max(highest.get(name, 0), count)
    return highest


def points(counts: dict[str, int], every: int) -> list[tuple[str, int]]:
    """The crash points: each call, every so many of them, the first and last always."""
    found = []
    for call, count in sorted(counts.items()):
        numbers = sorted({1, count} | set(range(1, count + 1, every)))
        found += [(call, number) for number in numbers]
    return found


class AgentCrash:
    """The agent dies in the middle of a sync."""

    def __init__(self, programs: Path, responses: int) -> None:
        self.responses = responses
        self.city = City(programs)
        self.service = Service(self.city, ("--agent-rate", "0"))
        self.service.wait_ready()
        self.city.enroll("alpha")
        self.fresh = self.city.folder / "fresh"
        shutil.copytree(self.city.home("alpha"), self.fresh)
        self.sent: set[bytes] = set()
        self.seed = 0

    def prepare(self) -> None:
        """A home as it was after enrollment, with new responses that wait."""
        shutil.rmtree(self.city.home("alpha"))
        shutil.copytree(self.fresh, self.city.home("alpha"))
        self.seed += 1
        first = self.seed * self.responses
        self.city.answers("alpha", range(first, first + self.responses), self.seed)

    def counts(self) -> dict[str, int]:
        """How many calls a whole sync makes."""
        self.prepare()
        trace = self.city.folder / "trace"
        self.city.must(self.city.agent("alpha", "sync", tracer=("strace", "-f", "-qq", "-o", str(trace))))
        self.look()
        return calls_of(trace, AGENT_CALLS)

    def look(self) -> None:
        """After a sync that nothing disturbed: all of it is stored, once."""
        kept = self.city.sealed("alpha")
        stored = self.city.stored()
        contents = [content for _, _, content in stored]
        if len(set(contents)) != len(contents):
            raise Failure("the same bytes are stored twice")
        if len(kept) != self.responses or set(kept.values()) != {"acknowledged"}:
            raise Failure(f"of {self.responses} responses {sorted(kept.values())} are kept")
        self.sent |= kept.keys()
        if set(contents) != self.sent:
            raise Failure("what is stored is not what was sent")

    def crash(self, call: str, number: int) -> bool:
        """One crash and what follows; False when the sync ended before that call."""
        self.prepare()
        saved = set(self.city.sealed("alpha"))
        done = self.city.agent("alpha", "sync", tracer=tracer(call, number))
        after = self.city.sealed("alpha")
        stored = {content for _, _, content in self.city.stored()}
        if not saved <= after.keys() | stored:
            raise Failure("a saved response is neither on the agent's disk nor stored")
        if any(state == "acknowledged" and content not in stored for content, state in after.items()):
            raise Failure("an acknowledged response is not stored")
        self.city.must(self.city.agent("alpha", "sync"))
        self.look()
        return done.returncode in (-9, 137)

    def close(self) -> None:
        self.service.stop()
        self.city.__exit__()


class ServiceCrash:
    """The aggregator dies in the middle of a sync."""

    def __init__(self, programs: Path, responses: int) -> None:
        self.responses = responses
        self.city = City(programs)
        with Service(self.city):
            self.city.enroll("alpha")
        self.city.answers("alpha", range(self.responses), 1)
        for name in ("data", "agent-alpha"):
            shutil.copytree(
                self.city.folder / name, self.city.folder / f"fresh-{name}",
                ignore=shutil.ignore_patterns("control"))

    def prepare(self) -> None:
        """Both folders as they were before the first sync."""
        for name in ("data", "agent-alpha"):
            shutil.rmtree(self.city.folder / name)
            shutil.copytree(self.city.folder / f"fresh-{name}", self.city.folder / name)

    def counts(self) -> dict[str, int]:
        """How many calls starting and one sync make."""
        self.prepare()
        trace = self.city.folder / "trace"
        service = Service(self.city, tracer=("strace", "-f", "-qq", "-o", str(trace)))
        service.wait_ready()
        self.city.must(self.city.agent("alpha", "sync"))
        service.stop()
        self.city.check(settled=True)
        return calls_of(trace, SERVICE_CALLS)

    def crash(self, call: str, number: int) -> bool:
        """One crash and what follows; False when everything ended before that call."""
        self.prepare()
        service = Service(self.city, tracer=tracer(call, number))
        if service.wait_ready(may_die=True):
            self.city.agent("alpha", "sync")
            self.city.check()
        has_died = service.process.poll() is not None
        service.kill()
        with Service(self.city):
            self.city.must(self.city.agent("alpha", "sync"))
        if self.city.check(settled=True) != self.responses:
            raise Failure("not every response is stored")
        return has_died

    def close(self) -> None:
        self.city.__exit__()


def run(subject: AgentCrash | ServiceCrash, name: str, every: int) -> None:
    """Crashes at every point, and says how it went."""
    began = time.monotonic()
    try:
        counts = subject.counts()
        crashed = 0
        for call, number in points(counts, every):
            try:
                crashed += subject.crash(call, number)
            except (Failure, subprocess.TimeoutExpired) as error:
                log = (subject.city.folder / "service.log").read_text(errors="replace")
                raise Failure(
                    f"{log[-2000:]}\n{name}, killed at {call} number {number}: {error}\n"
                    f"replay: Tests/Faults/run crash --only {name} --at {call}:{number}") from error
        print(
            f"crash: {name}: {crashed} crashes at {len(counts)} kinds of call "
            f"({sum(counts.values())} calls), 0 lost, 0 doubled, "
            f"{time.monotonic() - began:.0f} s", flush=True)
    finally:
        subject.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--every", type=int, default=1, help="crash at every Nth call of a kind")
    parser.add_argument("--only", choices=["agent", "aggregator"])
    parser.add_argument(
        "--responses", type=int, default=RESPONSES,
        help="responses of a sync; more than a hundred go in several requests")
    parser.add_argument("--at", help="one point alone, such as fsync:3")
    options = parser.parse_args()
    subjects = {"agent": AgentCrash, "aggregator": ServiceCrash}
    for name, kind in subjects.items():
        if options.only not in (None, name):
            continue
        if options.at:
            call, number = options.at.split(":")
            subject = kind(options.programs, options.responses)
            try:
                subject.counts()
                print("crashed" if subject.crash(call, int(number)) else "not reached")
            finally:
                subject.close()
        else:
            run(kind(options.programs, options.responses), name, options.every)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"crash: {failure}")
