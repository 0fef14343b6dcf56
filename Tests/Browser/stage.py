"""A browser with a world before it, and what every page that is looked at must hold."""

import shutil
import traceback
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

#: Long, because a debug build on a busy machine takes seconds to check a password.
WAIT_MILLISECONDS = 30_000
expect.set_options(timeout=15_000)
VIOLATIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
                          "best-practice"]}


class Stage:
    """A browser and a world, and what every page that is looked at must hold."""

    def __init__(self, browser, world, shots):
        self.browser = browser
        self.world = world
        self.shots = shots
        self.number = 0
        self.faults = []
        self.scripts = {}

    @contextmanager
    def visit(self, language="en-GB", scripts=True, width=1100, **options):
        """A fresh browser window, as of another person."""
        context = self.browser.new_context(
            locale=language, java_script_enabled=scripts,
            viewport={"width": width, "height": 800}, ignore_https_errors=True, **options)
        context.set_default_timeout(WAIT_MILLISECONDS)
        page = context.new_page()
        self.scripts[page] = scripts
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("console", lambda message: self.faults.append(f"console: {message.text}")
                if "Content Security" in message.text else None)
        try:
            yield page
        finally:
            context.close()

    def look(self, page, name):
        """Every page: no violation, nothing to scroll sideways, a screenshot."""
        if not self.scripts[page]:
            # What looks at pages is a script itself, so the page is opened again with scripts.
            with self.visit(storage_state=page.context.storage_state()) as other:
                other.goto(page.url)
                self.look(other, name)
            return
        self.number += 1
        if self.shots:
            page.screenshot(path=self.shots / f"{self.number:02d}-{name}.png", full_page=True)
        found = Axe().run(page, options=VIOLATIONS).response["violations"]
        for violation in found:
            where = [node["target"] for node in violation["nodes"]][:3]
            self.faults.append(f"{name}: {violation['id']}: {violation['help']} {where}")
        size = page.viewport_size
        for width in (320, 550, size["width"]):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.faults.append(f"{name}: {wide} px wide in a window of {width} px")
        page.set_viewport_size(size)

    def enlarge(self, page, name):
        """Twice the size in a window of 1280 px, letters of twice the size, and paper of A4."""
        size = page.viewport_size

        def measure(what, width):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.faults.append(f"{name}: {wide} px wide {what} in {width} px")

        measure("enlarged twice", 640)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        measure("with letters of twice the size", 1280)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.emulate_media(media="print")
        measure("printed", 794)
        page.emulate_media(media="screen")
        page.set_viewport_size(size)

    def print(self, page, name):
        """The page as paper shows it, for somebody to look at."""
        if self.shots:
            page.emulate_media(media="print")
            page.pdf(path=self.shots / f"{self.number:02d}-{name}.pdf", format="A4")
            page.emulate_media(media="screen")

    def url(self, path):
        """An address of the form."""
        return f"http://127.0.0.1:{self.world.form_port}{path}"

    def desk(self, path=""):
        """An address of the central team's dashboard."""
        return f"https://localhost:{self.world.centre_port}/desk{path}"

    def sign_in(self, page, name="administrator", language="en"):
        """Signs a person in whose password is the world's."""
        page.goto(self.desk(f"/sign-in?language={language}"))
        page.fill("#name", name)
        page.fill("#password", self.world.password)
        page.locator("main button").click()
        page.wait_for_url("**/desk")


def launch(playwright):
    """Debian's Chromium."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium"), args=["--no-sandbox"])


def perform(tests, stage):
    """Runs tests one after another; each is told by itself. Returns how many failed."""
    failed = 0
    for test in tests:
        name = test.__name__.replace("_", " ")
        try:
            test(stage)
            assert not stage.faults, "\n".join(stage.faults)
            print(f"ok      {name}", flush=True)
        except Exception:  # each test is told by itself
            failed += 1
            print(f"FAILED  {name}\n{traceback.format_exc()}", flush=True)
        stage.faults.clear()
    return failed
