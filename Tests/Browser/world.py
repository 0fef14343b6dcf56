"""A small world for the browser tests: a group, its centre and an agent, in a temporary folder."""

import os
import random
import re
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUESTIONNAIRE = ROOT / "questionnaires" / "digital-maturity.yaml"
ROSTER = """id,name,kind,sector,parent,invited,employees
harbor,Harbor,department,,,12,80
schools,Schools,department,,,20,300
libraries,Libraries,department,,,7,40
energy,Energy Company,company,,,6,120
water,Water Works,company,,,6,90
homes,City Homes,company,,,8,60
"""


CITY = """id,name,kind,sector,parent,invited,employees
harbor,Harbor,department,urban,,8,80
schools,Schools,department,education,,8,300
libraries,Libraries,department,culture,,7,40
energy,Energy Company,company,utility,,6,120
"""


def free_port():
    """A port of the loopback interface that nobody has just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class World:
    """Starts and ends the real programs; every one of them ends with the world."""

    def __init__(self, programs):
        self.programs = Path(programs)
        self.folder = tempfile.TemporaryDirectory(prefix="survey-browser-")
        self.path = Path(self.folder.name)
        self.centre_port = free_port()
        self.form_port = free_port()
        self.data = self.path / "centre"
        self.home = self.path / "agent"
        self.service = None
        self.form = None
        self.link = None
        self.environment = os.environ | {
            "SURVEY_AGGREGATOR_DATA": str(self.data), "SURVEY_AGENT_HOME": str(self.home)}

    #: What the people of the world sign in with; the administrator chooses it in a test.
    password = "violin kettle orbit two"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_form()
        self.stop_centre()
        self.folder.cleanup()

    def aggregator(self, *arguments, check=True):
        """Runs a command of the centre."""
        return self._run("survey-aggregator", arguments, check)

    def agent(self, *arguments, check=True):
        """Runs a command of the agent."""
        return self._run("survey-agent", arguments, check)

    def _run(self, program, arguments, check):
        done = subprocess.run(
            [self.programs / program, *arguments], text=True, capture_output=True, timeout=120,
            env=self.environment)
        if check and done.returncode != 0:
            raise AssertionError(f"{program} {arguments[0]}: {done.stderr}")
        return done

    def prepare(self, *modes):
        """A group with open rounds, named 2026 for several respondents, joint for one answer."""
        self.aggregator("init", "--group", "Model City", "--address",
                        f"localhost:{self.centre_port}")
        roster = self.path / "roster.csv"
        roster.write_text(ROSTER)
        for round_id, mode in modes:
            self.aggregator("round", "create", round_id, "--questionnaire", str(QUESTIONNAIRE),
                            "--roster", str(roster), "--mode", mode)
            self.aggregator("round", "open", round_id)

    def prepare_group(self):
        """A group without any round. Returns the administrator's one-time secret."""
        said = self.aggregator("init", "--group", "Model City", "--address",
                               f"localhost:{self.centre_port}").stdout
        (self.path / "roster.csv").write_text(CITY)
        (self.path / "password").write_text(self.password)
        for role in ("analyst", "viewer", "organization"):
            own = ["--organization", "harbor"] if role == "organization" else []
            self.aggregator("user", "add", role, "--role", role, *own,
                            "--password-file", str(self.path / "password"))
        return re.search(r"one-time secret (\S+)", said).group(1)

    def office(self, organization, *arguments, check=True):
        """Runs a command of the agent of an organization, which has a home of its own."""
        home = ["--home", str(self.path / "offices" / organization)]
        return self._run("survey-agent", [*home, *arguments], check)

    def answers(self, organization, count, items, first=0):
        """A file with answers of so many people, never the same ones twice."""
        draw = random.Random(f"{organization}{first}")
        lines = [",".join(["respondent", *items])]
        lines += [",".join([f"r{first + n}", *(str(draw.choice([2, 3, 4, 4, 5])) for _ in items)])
                  for n in range(count)]
        path = self.path / f"{organization}-{first}.csv"
        path.write_text("\n".join(lines))
        return str(path)

    def items(self):
        """The ids of the questionnaire's items."""
        return re.findall(r"- id: (\S+)\n\s+scale:", QUESTIONNAIRE.read_text())

    def start_centre(self):
        self.service = subprocess.Popen(
            [self.programs / "survey-aggregator", "serve", "--listen",
             f"127.0.0.1:{self.centre_port}"], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.service.stdout.readline()
        assert line.startswith("listening on"), line

    def stop_centre(self):
        self._stop(self.service)
        self.service = None

    def code(self, organization="harbor"):
        """An enrollment code for the agent of an organization."""
        return self.aggregator("enroll", organization).stdout.strip()

    def start_form(self, *options):
        """Serves the form; sets `link` to the coordinator's entry link."""
        self.form = subprocess.Popen(
            [self.programs / "survey-agent", "open", "--no-browser", "--port",
             str(self.form_port), *options], env=self.environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.said = []
        self.link = None
        while self.link is None or (options and len(self.said) < 4):
            line = self.form.stdout.readline()
            assert line, "the form did not start"
            self.said.append(line)
            found = re.search(r"http://\S+/enter/\S+", line)
            self.link = found.group(0) if found else self.link

    def kill_form(self):
        """Ends the form as a power cut would."""
        self.form.send_signal(signal.SIGKILL)
        self.form.wait()
        self.form = None

    def stop_form(self):
        self._stop(self.form)
        self.form = None

    @staticmethod
    def _stop(process):
        if process is None:
            return
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError("a program did not end when it was asked to")

    def status(self):
        """The output of `status --json`."""
        import json

        return json.loads(self.agent("status", "--json").stdout)

    def wait_for(self, what, condition, seconds=30):
        """Waits until a condition holds; looks again and again instead of hoping."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.1)
        raise AssertionError(f"{what} did not happen within {seconds} s")


def programs():
    """The folder of the built programs."""
    return os.environ["SURVEY_PROGRAMS"]
