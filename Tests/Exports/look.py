"""The pages of results in Debian's Chromium: no violation of axe-core, nothing to scroll sideways,
nothing that the policy forbids, in both languages and at 320 pixels."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from city import City

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "violin kettle orbit two"


def look(page, name: str, shots: Path | None) -> None:
    """What every page has to hold."""
    if shots:
        page.screenshot(path=shots / f"{name}.png", full_page=True)
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, f"{name}: " + "; ".join(
        f"{one['id']} at {one['nodes'][0]['target']}" for one in found)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, f"{name}: {wide} pixels to scroll sideways"


def sign_in(page, address: str, name: str) -> None:
    page.goto(f"{address}/desk/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")


def pages(city: City) -> int:
    """Looks at the public pages, the dashboard's and the file for sending on."""
    (city.path / "password").write_text(PASSWORD)
    for name, *role in [("viewer", "--role", "viewer"),
                        ("parks", "--role", "organization", "--organization", "department-1")]:
        city.centre("user", "add", name, *role, "--password-file", str(city.path / "password"))
    shots = city.path / "shots"
    shots.mkdir(exist_ok=True)
    address = f"https://localhost:{city.port}"
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width, language in [(1100, "en"), (320, "sv")]:
            faults: list[str] = []
            context = browser.new_context(
                ignore_https_errors=True, viewport={"width": width, "height": 800},
                locale=language)
            page = context.new_page()
            page.on("console", lambda message: faults.append(message.text)
                    if "Content Security" in message.text else None)
            visits = [("report", f"file://{city.path}/internal.html"), ("open", f"{address}/open"),
                      ("public", f"{address}/open/rounds/2026?language={language}")]
            for name, place in visits:
                page.goto(place)
                look(page, f"{name}-{width}", shots)
                count += 1
            # The table behind a drawing opens by keyboard.
            for user, heading in [("viewer", "group"), ("parks", "own")]:
                sign_in(page, address, user)
                page.goto(f"{address}/desk/rounds/2026/results?language={language}")
                assert page.locator("main h1").count() == 1
                assert page.locator("figure.plot svg[role=img]").count() > 3
                look(page, f"{heading}-{width}", shots)
                opened = page.locator("details.plot-table").first
                opened.locator("summary").focus()
                page.keyboard.press("Enter")
                assert opened.locator("table").is_visible()
                context.clear_cookies()
                count += 1
            assert not faults, faults
            context.close()
        browser.close()
    return count
