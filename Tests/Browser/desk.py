"""The central team's dashboard in a browser: from signing in to published results.

    desk.py PROGRAMS [--screenshots DIR]

Each test is a function whose name is a sentence; later ones go on where earlier ones ended, as
the people at the centre do.
"""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

import every_page
from stage import Stage, launch, perform
from world import QUESTIONNAIRE, World


def go_to(page, name, role="link"):
    """Moves on with the Tab key until a link or button has the focus, and presses Enter."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "[document.activeElement.tagName, document.activeElement.textContent.trim()]")
        if focus[1] == name and focus[0] == ("A" if role == "link" else "BUTTON"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the Tab key never reached {name}")


def type_into(page, label, text):
    """Moves on with the Tab key until a field has the focus, and types."""
    field = page.get_by_label(label, exact=False).first
    for _ in range(200):
        page.keyboard.press("Tab")
        if field.evaluate("node => node === document.activeElement"):
            page.keyboard.type(text)
            return
    raise AssertionError(f"the Tab key never reached {label}")


def the_first_administrator_chooses_a_password(stage):
    with stage.visit("sv-SE") as page:
        page.goto(f"https://localhost:{stage.world.centre_port}/")
        stage.look(page, "desk-sign-in")
        page.get_by_label("Användarnamn").fill("administrator")
        page.get_by_label("Lösenord").fill("wrong")
        page.get_by_role("button", name="Logga in").click()
        expect(page.get_by_text("hör inte ihop")).to_be_visible()
        stage.look(page, "desk-sign-in-wrong")
        page.get_by_label("Lösenord").fill(stage.world.secret)
        page.get_by_role("button", name="Logga in").click()
        expect(page.get_by_role("heading", name="Välj ett lösenord")).to_be_visible()
        stage.look(page, "desk-password")
        page.get_by_label("Nytt lösenord", exact=True).fill(stage.world.password)
        page.get_by_label("Nytt lösenord igen").fill(stage.world.password)
        page.get_by_role("button", name="Spara lösenordet").click()
        expect(page.get_by_text("Det nya lösenordet gäller.")).to_be_visible()
        expect(page.get_by_text("Det finns ingen mätning ännu.")).to_be_visible()
        stage.look(page, "desk-rounds-none")
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_text("You are signed out.")).to_be_visible()


def a_round_is_created_and_opened_by_keyboard_alone(stage):
    world = stage.world
    with stage.visit() as page:
        stage.sign_in(page)
        go_to(page, "New round")
        stage.look(page, "desk-new-round")
        type_into(page, "Id", "2026")
        page.set_input_files("#questionnaire-file", str(QUESTIONNAIRE))
        page.set_input_files("#roster-file", {
            "name": "roster.csv", "mimeType": "text/csv",
            "buffer": b"id,name,kind,invited\nharbor,Harbor,department,many\n"})
        go_to(page, "Check", "button")
        expect(page.get_by_text("not a whole number")).to_be_visible()
        stage.look(page, "desk-new-round-faults")
        page.set_input_files("#roster-file", str(world.path / "roster.csv"))
        go_to(page, "Check", "button")
        expect(page.get_by_text("All is well. Create it below.")).to_be_visible()
        stage.look(page, "desk-new-round-checked")
        go_to(page, "Create the round", "button")
        expect(page.get_by_text("The round was created as a draft.")).to_be_visible()
        stage.look(page, "desk-round-draft")
        go_to(page, "Open the round")
        stage.look(page, "desk-open")
        go_to(page, "Open the round", "button")
        expect(page.get_by_text("The round has a new state.")).to_be_visible()
        go_to(page, "Questionnaire")
        stage.look(page, "desk-questionnaire")
        go_to(page, "Dates")
        type_into(page, "Closes", "2099-12-31 17:00")
        go_to(page, "Save", "button")
        expect(page.get_by_text("The dates are saved.")).to_be_visible()
        stage.look(page, "desk-dates")


def codes_are_shown_once_and_enroll_the_organizations(stage):
    world = stage.world
    with stage.visit() as page:
        stage.sign_in(page)
        page.goto(stage.desk("/rounds/2026/roster"))
        stage.look(page, "desk-roster")
        page.get_by_label("Harbor").check()
        page.get_by_role("button", name="Make codes for those ticked").click()
        expect(page.get_by_role("heading", name="1 enrollment code")).to_be_visible()
        stage.look(page, "desk-code")
        shown = page.url
        world.office("harbor", "enroll", page.locator(".big-code").inner_text())
        page.goto(stage.desk("/rounds/2026/roster"))
        page.get_by_role("button", name="Make codes for all 3 not enrolled").click()
        for slip in page.locator(".slip").all():
            name = slip.locator("h2").inner_text()
            identity = {"Schools": "schools", "Libraries": "libraries",
                        "Energy Company": "energy"}[name]
            world.office(identity, "enroll", slip.locator(".big-code").inner_text())
        with stage.visit() as other:
            stage.sign_in(other, "analyst")
            other.goto(shown)
            expect(other.get_by_role("heading", name="No longer shown")).to_be_visible()
            stage.look(other, "desk-code-gone")


def a_follow_up_changes_while_it_is_looked_at(stage):
    world = stage.world
    items = world.items()
    with stage.visit() as page:
        stage.sign_in(page, "viewer")
        page.goto(stage.desk("/rounds/2026/follow-up"))
        expect(page.get_by_text("Updates by itself.")).to_be_visible()
        stage.look(page, "desk-follow-up-begin")
        figures = page.locator("#live-figures")
        expect(figures).to_contain_text("0 of 29 invited")
        world.office("harbor", "import", "2026", world.answers("harbor", 6, items))
        world.office("harbor", "sync")
        expect(figures).to_contain_text("6 of 29 invited", timeout=15_000)
        expect(page.locator("#o-harbor")).to_contain_text("75 %")
        for organization in ("schools", "libraries", "energy"):
            world.office(organization, "import", "2026", world.answers(organization, 6, items))
            world.office(organization, "sync")
        expect(figures).to_contain_text("24 of 29 invited", timeout=15_000)
        stage.look(page, "desk-follow-up")
        page.get_by_role("link", name="Rate").click()
        expect(page.locator("tbody").last.locator("tr").first).to_contain_text("Energy Company")
        expect(page.locator("th[aria-sort=descending]")).to_contain_text("Rate")
        page.get_by_label("Show").select_option("complete")
        page.locator(".filters button").click()
        expect(page.locator("caption", has_text="1 organization")).to_be_visible()
        page.get_by_label("Name or id").fill("nobody has this name")
        page.locator(".filters button").click()
        expect(page.locator("caption", has_text="0 organizations")).to_be_visible()


def a_late_response_is_decided_about(stage):
    world = stage.world
    items = world.items()
    world.aggregator("round", "close", "2026")
    world.office("schools", "import", "2026", world.answers("schools", 2, items, first=6))
    world.office("schools", "sync", check=False)
    with stage.visit() as page:
        stage.sign_in(page, "analyst")
        page.goto(stage.desk("/rounds/2026/quarantine"))
        rows = page.locator("tbody tr")
        expect(rows).to_have_count(2)
        stage.look(page, "desk-quarantine")
        rows.first.get_by_role("link").click()
        stage.look(page, "desk-quarantine-entry")
        page.get_by_role("button", name="Reject").click()
        expect(page.get_by_role("alert")).to_be_visible()
        stage.look(page, "desk-quarantine-refused")
        page.get_by_label("Reason").fill("The same person answered on paper.")
        page.get_by_role("button", name="Reject").click()
        expect(page.get_by_text("The response is rejected.")).to_be_visible()
        page.locator("tbody tr").first.get_by_role("link").click()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()
        page.get_by_role("link", name="Show what was decided, too").click()
        stage.look(page, "desk-quarantine-decided")


def a_roster_is_corrected_after_its_effect_was_seen(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        page.goto(stage.desk("/rounds/2026/roster/correction"))
        stage.look(page, "desk-correction")
        text = (stage.world.path / "roster.csv").read_text()
        page.get_by_label("Or paste here").fill(text.replace("Harbor,department", "Port,company"))
        page.get_by_role("button", name="Show what changes").click()
        expect(page.get_by_text("This changes in the results")).to_be_visible()
        stage.look(page, "desk-correction-preview")
        page.get_by_role("button", name="Apply the correction").click()
        expect(page.get_by_text("The roster is corrected.")).to_be_visible()
        expect(page.get_by_text("version 2 of the roster")).to_be_visible()


def without_scripts_results_are_made_and_published_in_swedish(stage):
    with stage.visit("sv-SE", scripts=False) as page:
        stage.sign_in(page, language="sv")
        page.get_by_role("link", name="2026").click()
        page.get_by_role("link", name="Sammanställningar").first.click()
        stage.look(page, "desk-snapshots-none")
        page.get_by_role("button", name="Gör en sammanställning").click()
        for _ in range(100):
            if page.get_by_text("Sammanställning 1 är klar.").count():
                break
            page.wait_for_timeout(100)
            page.get_by_role("link", name="Läs in igen").click()
        expect(page.get_by_text("Sammanställning 1 är klar.")).to_be_visible()
        stage.look(page, "desk-snapshots")
        page.get_by_role("link", name="Publicera sammanställning 1").click()
        stage.look(page, "desk-publication")
        page.get_by_role("button", name="Publicera").click()
        expect(page.get_by_text("Resultatet är publicerat.")).to_be_visible()
        stage.look(page, "desk-published")
        page.get_by_role("link", name="Översikt").click()
        expect(page.get_by_text("Publicerad").first).to_be_visible()
        stage.look(page, "desk-round-published")
        page.get_by_role("link", name="Arkivera mätningen").click()
        stage.look(page, "desk-archive")
        page.get_by_role("link", name="Avbryt").click()


def people_tokens_and_agents_are_looked_after(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        page.goto(stage.desk("/users"))
        stage.look(page, "desk-users")
        page.get_by_label("User name").fill("eva@example.org")
        page.get_by_label("Viewer:").check()
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", name="One-time secret")).to_be_visible()
        stage.look(page, "desk-user-secret")
        page.get_by_role("link", name="Done").click()
        page.get_by_role("link", name="eva@example.org").click()
        stage.look(page, "desk-user")
        page.get_by_role("link", name="Remove the user").click()
        stage.look(page, "desk-user-removal")
        page.get_by_role("button", name="Remove").click()
        expect(page.get_by_text("The user was removed.")).to_be_visible()
        page.get_by_role("link", name="administrator").first.click()
        stage.look(page, "desk-account")
        page.get_by_label("What it is for").fill("Dashboard of the city")
        page.get_by_label("results:read").check()
        page.get_by_role("button", name="Make a token").click()
        expect(page.get_by_role("heading", name="New API token")).to_be_visible()
        page.get_by_role("link", name="Done").click()
        page.get_by_role("link", name="Revoke Dashboard of the city").click()
        stage.look(page, "desk-token-revocation")
        page.get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("The token was revoked.")).to_be_visible()
        page.get_by_role("link", name="Agents").click()
        stage.look(page, "desk-agents")
        page.get_by_role("link", name="Revoke energy").click()
        stage.look(page, "desk-agent-revocation")
        page.get_by_role("button", name="Revoke").click()
        expect(page.get_by_text("The agent was revoked.")).to_be_visible()
        page.get_by_role("link", name="Audit log").click()
        expect(page.locator("td", has_text="snapshot published")).to_be_visible()
        stage.look(page, "desk-audit")
        page.get_by_label("What", exact=True).select_option("user added")
        page.get_by_role("button", name="Filter").click()
        expect(page.locator("td", has_text="snapshot published")).to_have_count(0)
        expect(page.locator("td", has_text="user added").first).to_be_visible()
        stage.look(page, "desk-audit-filtered")
        page.goto(stage.desk("/audit?language=sv"))
        expect(page.locator("td", has_text="sammanställning publicerad")).to_be_visible()
        page.goto(stage.desk("/audit?language=en"))


def a_response_is_found_and_given_back(stage):
    with stage.visit("sv-SE") as page:
        stage.sign_in(page, "analyst", language="sv")
        page.goto(stage.desk("/rounds/2026/responses"))
        page.get_by_label("Organisation", exact=True).select_option(label="Port (harbor)")
        page.get_by_role("button", name="Visa svar").click()
        expect(page.locator("caption", has_text="Svar från Port: 6")).to_be_visible()
        stage.look(page, "desk-responses")
        page.get_by_role("link", name="Skicka tillbaka").first.click()
        stage.look(page, "desk-return")
        page.get_by_label("Skäl").fill("Fel enhet.")
        page.get_by_role("button", name="Skicka tillbaka").click()
        expect(page.get_by_text("Svaret är skickat tillbaka")).to_be_visible()
        expect(page.get_by_text("Väntar på rättelse")).to_be_visible()
        stage.look(page, "desk-returned")


def benchmarks_and_webhooks_are_kept(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        page.get_by_role("link", name="Benchmarks").click()
        stage.look(page, "desk-benchmarks-none")
        page.get_by_label("Or paste here").fill(
            "source,year,organizations,population,method,node,value\n"
            "Example agency,2025,120,municipalities,survey,maturity,48.5\n"
            "Example agency,2025,120,municipalities,survey,nowhere,51\n")
        page.get_by_role("button", name="Show what is added").click()
        stage.look(page, "desk-benchmarks-preview")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("The benchmarks are kept.")).to_be_visible()
        stage.look(page, "desk-benchmarks")
        page.get_by_role("link", name="Example agency").click()
        stage.look(page, "desk-benchmark")
        page.get_by_role("link", name="Webhooks").click()
        page.get_by_label("Address").fill("http://example.org")
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_text("not an https address")).to_be_visible()
        stage.look(page, "desk-webhooks-refused")
        page.get_by_label("Address").fill("https://localhost:1/surveys")
        page.get_by_label("Results are published").check()
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("heading", name="Signing secret")).to_be_visible()
        page.get_by_role("link", name="Done").click()
        stage.look(page, "desk-webhooks")


def a_questionnaire_is_checked_with_every_fault(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        page.get_by_role("link", name="Check a questionnaire").click()
        text = QUESTIONNAIRE.read_text().replace("scale: five-step", "scale: six-step", 2)
        page.get_by_label("Or paste here").fill(text)
        page.get_by_role("button", name="Check").click()
        expect(page.locator(".faults li")).to_have_count(2)
        expect(page.locator(".faults .line").first).to_contain_text("scale: six-step")
        stage.look(page, "desk-questionnaire-faults")
        page.get_by_label("Or paste here").fill(QUESTIONNAIRE.read_text())
        page.get_by_role("button", name="Check").click()
        expect(page.get_by_text("No faults.")).to_be_visible()


def everybody_sees_what_the_role_permits(stage):
    with stage.visit() as page:
        stage.sign_in(page, "organization")
        expect(page.get_by_role("link", name="2026")).to_be_visible()
        assert page.get_by_role("link", name="Users").count() == 0
        page.get_by_role("link", name="2026").click()
        stage.look(page, "desk-organization")
        page.goto(stage.desk("/rounds/2026/follow-up"))
        assert page.locator("#live tbody").last.locator("tr").count() == 1
        stage.look(page, "desk-organization-follow-up")
        page.goto(stage.desk("/audit"))
        expect(page.get_by_text("not-permitted")).to_be_visible()
        stage.look(page, "desk-not-permitted")
        page.goto(stage.desk("/nothing"))
        stage.look(page, "desk-missing")


def forced_colors_lose_nothing(stage):
    with stage.visit(width=550, forced_colors="active") as page:
        stage.sign_in(page)
        page.goto(stage.desk("/rounds/2026/follow-up"))
        stage.look(page, "desk-forced-colors")


TESTS = [
    the_first_administrator_chooses_a_password,
    a_round_is_created_and_opened_by_keyboard_alone,
    codes_are_shown_once_and_enroll_the_organizations,
    a_follow_up_changes_while_it_is_looked_at,
    a_late_response_is_decided_about,
    a_roster_is_corrected_after_its_effect_was_seen,
    without_scripts_results_are_made_and_published_in_swedish,
    people_tokens_and_agents_are_looked_after,
    a_response_is_found_and_given_back,
    benchmarks_and_webhooks_are_kept,
    a_questionnaire_is_checked_with_every_fault,
    everybody_sees_what_the_role_permits,
    forced_colors_lose_nothing,
    *every_page.TESTS,
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--screenshots", type=Path)
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    with World(options.programs) as world, sync_playwright() as playwright:
        world.secret = world.prepare_group()
        world.start_centre()
        browser = launch(playwright)
        stage = Stage(browser, world, options.screenshots)
        failed = perform(TESTS, stage)
        browser.close()
        print(f"{stage.number} pages looked at, {len(TESTS) - failed} of {len(TESTS)} tests passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
