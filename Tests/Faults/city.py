"""A small city of the real programs, and the oracle that says whether anything was lost."""

from __future__ import annotations

import hashlib
import json
import os
import queue
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROUND = "2026"
ITEMS = [f"item.{number}" for number in range(1, 13)]
START_SECONDS = 60.0
COMMAND_SECONDS = 120.0
STOP_SECONDS = 60.0
PROXY_VARIABLES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY")


class Failure(Exception):
    """Something was lost, doubled, or did not do what it must."""


def free_port() -> int:
    """A port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def questionnaire() -> str:
    """Twelve items of five steps."""
    steps = "\n".join(f'    - {{code: "{n}", value: {n}, label: {{en: Step {n}}}}}' for n in range(1, 6))
    items = "\n".join(f"    - {{id: {item}, scale: five, text: {{en: About {item}}}}}" for item in ITEMS)
    return f"""format: maturity-questionnaire/1
id: small
version: "1"
languages: [en]
title: {{en: Small}}
scales:
  five:
{steps}
tree:
  id: maturity
  title: {{en: Maturity}}
  items:
{items}
"""


class Service:
    """A running `survey-aggregator serve`; use it in a `with` statement."""

    def __init__(self, city: City, options: tuple[str, ...] = (), tracer: tuple[str, ...] = ()) -> None:
        self.city = city
        command = [
            *tracer, str(city.programs / "survey-aggregator"), "serve", "--data", str(city.data),
            "--listen", f"127.0.0.1:{city.port}", *options]
        self.log = open(city.folder / "service.log", "ab")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log,
            start_new_session=True)

    def wait_ready(self, may_die: bool = False) -> bool:
        """Waits until it accepts connections; False when it died first and may."""
        lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(
            target=lambda: lines.put(self.process.stdout.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=START_SECONDS)
        except queue.Empty:
            line = b""
        if line.startswith(b"listening on "):
            return True
        if may_die:
            return False
        raise Failure(f"the service did not start: {(self.city.folder / 'service.log').read_text()}")

    def __enter__(self) -> Service:
        self.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Lets it finish what has begun, for which it has a limit."""
        if not self._end(signal.SIGTERM):
            raise Failure(f"the service did not end within {STOP_SECONDS:.0f} s of SIGTERM")

    def kill(self) -> None:
        """Ends it at once, as a power cut does, with whatever traces it."""
        self._end(signal.SIGKILL)

    def pause(self) -> None:
        """Lets it do nothing, as a computer that hangs, until `resume`."""
        os.killpg(self.process.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Lets it go on."""
        os.killpg(self.process.pid, signal.SIGCONT)

    def _end(self, sent: signal.Signals) -> bool:
        in_time = True
        if self.process.poll() is None:
            os.killpg(self.process.pid, sent)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            in_time = False
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process.stdout.close()
        self.log.close()
        return in_time


class City:
    """A data folder, agents' homes, and the commands to use them."""

    def __init__(self, programs: Path, organizations: tuple[str, ...] = ("alpha",), port: int = 0) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="maturity-survey-faults-"))
        self.data = self.folder / "data"
        self.port = free_port()
        # What codes say: the service itself, or what stands before it.
        self.outside = port or self.port
        (self.folder / "questionnaire.yaml").write_text(questionnaire())
        rows = "".join(f"{name},The {name},department,,,1000,\n" for name in organizations)
        (self.folder / "roster.csv").write_text(
            "id,name,kind,sector,parent,invited,employees\n" + rows)
        self.aggregator("init", "--group", "Faults", "--address", f"localhost:{self.outside}")
        self.aggregator(
            "round", "create", ROUND, "--questionnaire", str(self.folder / "questionnaire.yaml"),
            "--roster", str(self.folder / "roster.csv"))
        self.aggregator("round", "open", ROUND)

    def __enter__(self) -> City:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def home(self, organization: str) -> Path:
        """The folder of an organization's agent."""
        return self.folder / f"agent-{organization}"

    def aggregator(self, *arguments: str) -> str:
        """Runs a command of the aggregator that must succeed."""
        done = self._run("survey-aggregator", [*arguments, "--data", str(self.data)])
        if done.returncode:
            raise Failure(f"survey-aggregator {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def agent(
        self, organization: str, *arguments: str, text: str = "", tracer: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command of an agent, however it ends."""
        return self._run(
            "survey-agent", [*arguments, "--home", str(self.home(organization))], text, tracer)

    def agent_until(self, organization: str, ends: threading.Event, *arguments: str) -> None:
        """Runs a command of an agent and kills it, as a power cut does, when something happens."""
        with subprocess.Popen(
            [str(self.programs / "survey-agent"), *arguments, "--home", str(self.home(organization))],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={k: v for k, v in os.environ.items() if k not in PROXY_VARIABLES}) as process:
            end = time.monotonic() + COMMAND_SECONDS
            while process.poll() is None and time.monotonic() < end:
                if ends.wait(0.01):
                    process.kill()

    def _run(
        self, name: str, arguments: list[str], text: str = "", tracer: tuple[str, ...] = ()
    ) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k not in PROXY_VARIABLES}
        return subprocess.run(
            [*tracer, str(self.programs / name), *arguments], input=text, capture_output=True,
            text=True, timeout=COMMAND_SECONDS, check=False, env=environment)

    def enroll(self, organization: str, *options: str) -> None:
        """Enrolls an agent, the service running."""
        code = self.aggregator("enroll", organization)
        self.must(self.agent(organization, "enroll", "-", *options, text=code))

    def must(self, done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
        """Fails unless a command succeeded."""
        if done.returncode:
            raise Failure(f"{' '.join(done.args)}: {done.returncode} {done.stdout}{done.stderr}")
        return done

    def answers(self, organization: str, respondents: range, seed: int) -> None:
        """Imports generated answers; the same respondents with another seed are edits."""
        generator = random.Random(seed)
        path = self.folder / f"{organization}-{seed}.csv"
        lines = ["respondent,unit," + ",".join(ITEMS)]
        for number in respondents:
            cells = [generator.choice(["1", "2", "3", "4", "5", ""]) for _ in ITEMS]
            lines.append(f"r{number},," + ",".join(cells))
        path.write_text("\n".join(lines) + "\n")
        self.must(self.agent(organization, "import", ROUND, str(path)))
        path.unlink()

    # The oracle.

    def stored(self, organization: str | None = None) -> list[tuple[str, int, bytes]]:
        """Id, revision and bytes of what the aggregator has stored, of all or of one."""
        base = sqlite3.connect(f"file:{self.data}/survey.sqlite?mode=ro", uri=True, timeout=30)
        try:
            rows = base.execute(
                "SELECT id, revision, digest, bytes FROM response WHERE ?1 IS NULL OR organization"
                " IN (SELECT key FROM organization WHERE id = ?1)", (organization,)).fetchall()
        finally:
            base.close()
        for _, _, digest, content in rows:
            if hashlib.sha256(content).digest() != digest:
                raise Failure("stored bytes are not those of their digest")
        return [(identity.hex(), revision, content) for identity, revision, _, content in rows]

    def quarantined(self) -> int:
        """How many responses wait for a person."""
        return len(json.loads(self.aggregator("quarantine", "list", "--json"))["entries"])

    def sealed(self, organization: str) -> dict[bytes, str]:
        """The sealed bytes on an agent's disk, with the state that they are in."""
        found: dict[bytes, str] = {}
        spool = self.home(organization) / "spool"
        # Those that were sealed together lie in a folder more.
        for path in sorted(spool.glob("*/*/**/*.json")):
            content = path.read_bytes().removesuffix(b"\n")
            state = path.relative_to(spool).parts[1]
            if b'"maturity-response/1"' in content[:64] and state != "drafts":
                found[content] = state
        return found

    def check(
        self, organizations: tuple[str, ...] = ("alpha",), settled: bool = False,
        among_others: bool = False
    ) -> int:
        """Nothing acknowledged is missing, nothing is there twice, nothing nobody sent.

        - settled: everything on the agents' disks must be acknowledged and stored.
        - among_others: there are other organizations, which are not looked at.
        Returns how many responses are stored.
        """
        stored = (
            [row for name in organizations for row in self.stored(name)] if among_others
            else self.stored())
        keys = [(identity, revision) for identity, revision, _ in stored]
        if len(set(keys)) != len(keys):
            raise Failure("a revision is stored twice")
        contents = {content for _, _, content in stored}
        if len(contents) != len(stored):
            raise Failure("the same bytes are stored twice")
        kept: dict[bytes, str] = {}
        for organization in organizations:
            kept |= self.sealed(organization)
        for content, state in kept.items():
            if state == "acknowledged" and content not in contents:
                raise Failure("an acknowledged response is not stored")
            if settled and (state != "acknowledged" or content not in contents):
                raise Failure(f"a response is {state} when everything should be stored")
        if unknown := contents - kept.keys():
            raise Failure(f"{len(unknown)} stored responses are on no agent's disk")
        return len(stored)
