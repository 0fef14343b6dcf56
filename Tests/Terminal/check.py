"""Filling in on a whole screen, in the terminal that tmux emulates, with the real programs.

    check.py PROGRAMS

Each test is a function whose name is a sentence. What is on the screen is what tmux shows.
"""

import itertools
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

from world import World  # noqa: E402

#: Long, because a debug build on a busy machine may take seconds.
SECONDS_MAXIMUM = 20
NAMES = itertools.count()


class Window:
    """A window of a terminal in which one command runs, with a shell around it."""

    def __init__(self, world, columns, rows, command, prefix=""):
        self.server = f"survey-{os.getpid()}-{next(NAMES)}"
        self.columns, self.rows = columns, rows
        agent = world.programs / "survey-agent"
        settings = {"SURVEY_AGENT_HOME": str(world.home), "LC_ALL": "C.UTF-8"}
        options = [part for name, value in settings.items()
                   for part in ("-e", f"{name}={value}")]
        # The shell says how the command ended and stays, so that the screen can be looked at.
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  *options, f"{prefix}{agent} {command}; echo end=$?; stty -a | grep -o -- '-\\?echo\\b';"
                  " sleep 600", ";", "set-option", "-g", "status", "off")

    def tmux(self, *arguments):
        done = subprocess.run(["tmux", "-L", self.server, *arguments], text=True,
                              capture_output=True, timeout=30)
        assert done.returncode == 0, f"tmux {arguments[0]}: {done.stderr}"
        return done.stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["tmux", "-L", self.server, "kill-server"], capture_output=True)

    def lines(self):
        """What the window shows."""
        return self.tmux("capture-pane", "-p").rstrip("\n").split("\n")

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def wait_for(self, *texts, gone=()):
        """Waits until the window shows texts, and others no longer; returns its lines."""
        end = time.monotonic() + SECONDS_MAXIMUM
        while time.monotonic() < end:
            shown = "\n".join(self.lines())
            if all(text in shown for text in texts) and not any(text in shown for text in gone):
                return shown.split("\n")
            time.sleep(0.05)
        raise AssertionError(f"the window never showed {texts} without {gone}:\n{shown}")

    def wait_until(self, what, holds):
        """Waits until the window's lines are as they should be."""
        end = time.monotonic() + SECONDS_MAXIMUM / 4
        while not holds(self.lines()):
            assert time.monotonic() < end, "\n".join([what, *self.lines()])
            time.sleep(0.05)

    def pid(self):
        """The process of the agent in this window."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        done = subprocess.run(["pgrep", "-P", shell], text=True, capture_output=True)
        return int(done.stdout.split()[0])


def drafts(world):
    return sorted((world.home / "spool" / "2026" / "drafts").glob("*.json"))


def waiting(world):
    return sorted((world.home / "spool" / "2026" / "waiting").rglob("*.json"))


def a_response_is_filled_with_keys_and_handed_in(world):
    before = len(waiting(world))
    with Window(world, 80, 24, "fill 2026 --language en") as window:
        shown = window.wait_for("[....", "1 of ")
        assert any(line.startswith("> 1 ( )") for line in shown), shown
        number = 0
        while True:
            shown = "\n".join(window.lines())
            if "All questions are answered" in shown or "no answer" in shown:
                break
            number += 1
            assert number < 100, shown
            window.press(str(1 + number % 3))
            window.wait_for(f" {number}/")
        window.press("y")
        # What the shell says of the terminal then: letters that are typed are seen again.
        shown = window.wait_for("end=0", "echo")
        assert "echo" in shown and "-echo" not in shown, shown
    assert len(waiting(world)) == before + 1 and number > 40, number


def windows_of_every_size_show_the_question_and_where_one_is(world):
    with Window(world, 80, 24, "fill 2026 --language sv --respondent sizes") as window:
        window.wait_for("[....")
        for columns, rows in [(80, 24), (40, 12), (20, 8), (132, 50), (40, 12)]:
            window.resize(columns, rows)
            for key in ("1", "Down", "Right", "?", "?", "Left", "Tab", "Left"):
                window.press(key)
                # The screen that was drawn for another size is gone after a moment.
                time.sleep(0.3)
                window.wait_until(f"{columns}x{rows} after {key}", lambda shown: (
                    len(shown) <= rows and all(len(line) <= columns for line in shown)
                    and "/" in "".join(shown[:2])
                    and sum(line.startswith("> ") for line in shown) == 1))
        window.press("q")
        window.wait_for("end=0")


def a_killed_program_goes_on_where_it_was(world):
    with Window(world, 80, 24, "fill 2026 --language en --respondent killed") as window:
        window.wait_for(" 0/")
        window.press("1")
        window.press("2")
        window.wait_for(" 2/")
        os.kill(window.pid(), 9)
        window.wait_for("end=137")
    with Window(world, 80, 24, "fill 2026 --language en --respondent killed") as window:
        window.wait_for(" 2/")
        window.press("q")
        window.wait_for("end=0")


def it_stops_for_now_on_a_signal_and_gives_the_screen_back(world):
    with Window(world, 80, 24, "fill 2026 --language en --respondent stopped") as window:
        window.wait_for(" 0/")
        window.press("1")
        window.wait_for(" 1/")
        window.press("C-c")
        shown = window.wait_for("end=0", "echo")
        assert not any("[....." in line for line in shown), "the screen before is back"
        assert "-echo" not in shown


def plain_lines_are_asked_where_there_is_no_screen(world):
    for prefix, options in (("", "--plain"), ("TERM=dumb ", "--respondent dumb")):
        with Window(world, 80, 24, f"fill 2026 --language en {options}", prefix) as window:
            window.wait_for("1 of ")
            window.press("1", "Enter")
            window.wait_for("2 of ")
            window.press("q", "Enter")
            window.wait_for("end=0")


TESTS = [
    a_response_is_filled_with_keys_and_handed_in,
    windows_of_every_size_show_the_question_and_where_one_is,
    a_killed_program_goes_on_where_it_was,
    it_stops_for_now_on_a_signal_and_gives_the_screen_back,
    plain_lines_are_asked_where_there_is_no_screen,
]


def main():
    failed = 0
    with World(sys.argv[1]) as world:
        world.prepare(("2026", "respondents"))
        world.start_centre()
        subprocess.run([world.programs / "survey-agent", "enroll", "-"], input=world.code(),
                       text=True, check=True, capture_output=True, env=world.environment)
        world.stop_centre()
        for test in TESTS:
            name = test.__name__.replace("_", " ")
            try:
                test(world)
                print(f"ok      {name}", flush=True)
            except Exception:  # each test is told by itself
                failed += 1
                print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
    print(f"{len(TESTS) - failed} of {len(TESTS)} tests passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
