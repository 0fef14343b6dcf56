"""A model city with two rounds, made with the real programs in a temporary folder."""

from __future__ import annotations

import csv
import io
import os
import random
import socket
import ssl
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUESTIONNAIRE = ROOT / "questionnaires" / "digital-maturity.yaml"
# Four organizations of each kind can be shown; of each kind three are too small.
SIZES = {"department": [9, 12, 10, 14, 2, 3, 2], "company": [8, 11, 9, 10, 2, 2, 3]}
BENCHMARK = """source,year,organizations,population,method,node,value
"Example agency, report",2025,120,municipalities,survey,maturity,48.5
"Example agency, report",2025,120,municipalities,survey,cap,51.25
"""


def free_port() -> int:
    """A port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def lower(headers) -> dict[str, str]:
    """Headers by their names in small letters; HTTP does not tell the two apart."""
    return {name.lower(): value for name, value in headers.items()}


class City:
    """Runs the programs; everything ends and goes with it."""

    def __init__(self, programs: str, keep: str | None):
        self.programs = Path(programs)
        self.temporary = None if keep else tempfile.TemporaryDirectory(prefix="survey-exports-")
        self.path = Path(keep or self.temporary.name)
        self.path.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.service = None
        self.environment = os.environ | {"SURVEY_AGGREGATOR_DATA": str(self.path / "centre")}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        if self.temporary:
            self.temporary.cleanup()

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [self.programs / program, *arguments], capture_output=True, timeout=300,
            env=self.environment)
        if done.returncode != 0:
            raise AssertionError(f"{program} {arguments[0]}: {done.stderr.decode()}")
        return done

    def centre(self, *arguments: str) -> subprocess.CompletedProcess:
        return self.run("survey-aggregator", *arguments)

    def start(self):
        self.service = subprocess.Popen(
            [self.programs / "survey-aggregator", "serve", "--listen", f"127.0.0.1:{self.port}",
             "--open-contact", "open-data@example.org", "--open-address",
             "https://survey.example.org"],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.service.stdout.readline()
        assert line.startswith("listening on"), line

    def stop(self):
        if self.service:
            self.service.terminate()
            self.service.wait(timeout=30)
            self.service = None

    def get(self, path: str, **headers: str) -> tuple[int, dict, bytes]:
        """What everybody gets at an address."""
        context = ssl.create_default_context(cafile=str(self.path / "centre" / "authority.pem"))
        request = urllib.request.Request(f"https://localhost:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, context=context, timeout=120) as reply:
                return reply.status, lower(reply.headers), reply.read()
        except urllib.error.HTTPError as error:
            return error.code, lower(error.headers), error.read()

    def organizations(self) -> list[tuple[str, str, int]]:
        return [(f"{kind}-{number}", kind, size) for kind, sizes in SIZES.items()
                for number, size in enumerate(sizes, 1)]

    def prepare(self):
        """Two rounds with answers of everybody, aggregated; the first one is published."""
        self.centre("init", "--group", "Model City", "--address", f"localhost:{self.port}")
        roster = io.StringIO()
        rows = csv.writer(roster)
        rows.writerow("id,name,kind,sector,parent,invited,employees".split(","))
        for name, kind, size in self.organizations():
            rows.writerow([name, f"{name.title()} & Co", kind, "", "", size + 3, size * 30])
        (self.path / "roster.csv").write_text(roster.getvalue())
        (self.path / "benchmark.csv").write_text(BENCHMARK)
        self.centre("benchmark", "add", str(self.path / "benchmark.csv"))
        for index, round_id in enumerate(["2025", "2026"]):
            self.round(round_id, index)

    def round(self, round_id: str, index: int):
        self.centre("round", "create", round_id, "--questionnaire", str(QUESTIONNAIRE),
                    "--roster", str(self.path / "roster.csv"))
        self.centre("round", "open", round_id)
        self.start()
        for name, kind, size in self.organizations():
            home = str(self.path / "agents" / name)
            if index == 0:
                code = self.centre("enroll", name).stdout.decode().strip()
                self.run("survey-agent", "--home", home, "enroll", code)
            if index:
                self.run("survey-agent", "--home", home, "sync")
            answers = self.answers(name, kind, size, index)
            file = self.path / f"{name}.csv"
            file.write_text(answers)
            self.run("survey-agent", "--home", home, "import", round_id, str(file))
            self.run("survey-agent", "--home", home, "sync")
        self.stop()
        self.centre("round", "close", round_id)
        self.centre("aggregate", round_id)
        if index == 0:
            self.centre("publish", round_id, "1")

    def answers(self, name: str, kind: str, size: int, index: int) -> str:
        """Answers drawn from the name, somewhat higher each round and in companies."""
        import yaml_items

        draw = random.Random(f"{name} {index}")
        items = yaml_items.items(QUESTIONNAIRE)
        level = draw.gauss(2.8 + 0.15 * index + (0.3 if kind == "company" else 0), 0.25)
        lines = [",".join(["respondent", "unit", "role", "years", *items])]
        for number in range(size):
            cells = []
            for place in range(len(items)):
                step = round(draw.gauss(level + 0.5 * ((place % 7) / 7 - 0.5), 0.9))
                cells.append("dont-know" if draw.random() < 0.04 else str(min(5, max(1, step))))
            lines.append(",".join([f"r{number}", "", "operations", "3-to-10", *cells]))
        return "\n".join(lines) + "\n"
