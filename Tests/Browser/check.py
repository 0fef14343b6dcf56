"""The browser tests: a person's whole way through the form, with the real programs.

    check.py PROGRAMS [--screenshots DIR]

Each test is a function whose name is a sentence. Chromium is Debian's; Playwright drives it.
"""

import argparse
import json
import random
import sys
import time
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from stage import Stage, launch, perform
from world import World


def questions(world, round_id="2026"):
    """The ids of a round's items."""
    text = (world.home / "rounds" / round_id / "questionnaire.json").read_text()

    def items(node):
        for child in node.get("children", []):
            yield from items(child)
        for item in node.get("items", []):
            yield item["id"]

    return list(items(json.loads(text)["tree"]))


def a_newcomer_reaches_the_first_response_within_ten_steps(stage):
    world = stage.world
    steps = []
    began = time.monotonic()
    with stage.visit("sv-SE") as page:
        page.goto(world.link)
        steps.append("open the link")
        stage.look(page, "enroll")
        page.fill("#code", world.code())
        steps.append("paste the code")
        page.get_by_role("button", name="Anslut").click()
        steps.append("connect")
        stage.look(page, "rounds")
        page.get_by_role("link", name="2026", exact=False).first.click()
        steps.append("choose the round")
        stage.look(page, "round")
        page.get_by_role("button", name="Fyll i ett svar").click()
        steps.append("begin")
        stage.look(page, "about-you")
        page.get_by_role("button", name="Till översikten").click()
        steps.append("to the overview")
        stage.look(page, "review-empty")
        page.get_by_role("button", name="Lämna in svaret").click()
        steps.append("hand in")
        expect(page.get_by_text("inlämnat och sparat på den här datorn")).to_be_visible()
        stage.look(page, "handed-in")
    print(f"    {len(steps)} steps besides the answers: {', '.join(steps)};"
          f" {time.monotonic() - began:.1f} s")
    assert len(steps) <= 10


def a_whole_round_is_filled_by_keyboard_alone(stage):
    with stage.visit() as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/2026"))
        press_until(page, "Fill in a response")
        page.keyboard.press("Enter")
        page.wait_for_url("**/answer/**")
        number = 0
        while "/review" not in page.url:
            number += 1
            groups = page.locator("fieldset.question").count()
            page.locator("main").focus()
            first = page.locator("fieldset.question input").first
            while not first.evaluate("node => node === document.activeElement"):
                page.keyboard.press("Tab")
            for index in range(groups):
                page.keyboard.press(str(1 + (number + index) % 3))
            expect(page.locator("#saved")).to_contain_text("Saved")
            if number == 2:
                stage.look(page, "questions")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        expect(page.get_by_text("All questions are answered.")).to_be_visible()
        stage.look(page, "review-full")
        press_until(page, "Hand in the response")
        page.keyboard.press("Enter")
        expect(page.get_by_text("handed in and saved")).to_be_visible()


def press_until(page, name):
    """Moves on with the Tab key until a button has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"the Tab key never reached {name}")


def without_scripts_everything_works_in_swedish(stage):
    with stage.visit("sv-SE", scripts=False) as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/2026"))
        page.get_by_label("Vem svarar?").fill("Utan skript")
        page.get_by_role("button", name="Fyll i ett svar").click()
        page.get_by_label("Kärnverksamhet").check()
        page.get_by_role("button", name="Spara och fortsätt").click()
        for group in page.locator("fieldset.question").all():
            group.get_by_label("Delvis").check()
        page.get_by_role("button", name="Change to English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        count = page.locator("fieldset.question").count()
        assert page.locator("input:checked").count() == count, "answers were lost"
        page.get_by_role("button", name="Byt till svenska").click()
        page.get_by_role("button", name="Ta bort svaret").first.click()
        assert page.locator("input:checked").count() == count - 1, "the answer is still there"
        page.get_by_role("button", name="Till översikten").click()
        page.get_by_role("button", name="Lämna in svaret").click()
        expect(page.get_by_text("inlämnat och sparat")).to_be_visible()


def a_killed_program_goes_on_where_it_was(stage):
    world = stage.world
    with stage.visit() as page:
        page.goto(world.link)
        page.goto(stage.url("/rounds/2026"))
        page.get_by_label("Who answers?").fill("Killed")
        page.get_by_role("button", name="Fill in a response").click()
        page.get_by_label("Management", exact=True).check()
        expect(page.locator("#saved")).to_contain_text("Saved")
        world.kill_form()
        page.get_by_label("Less than 3 years").check()
        expect(page.locator("#saved")).to_contain_text("Not saved")
        world.start_form()
        expect(page.locator("#saved")).to_contain_text("Saved", timeout=15_000)
        page.reload()
        assert page.locator("input:checked").count() == 2
        page.get_by_role("button", name="To the overview").click()
        page.get_by_role("button", name="Hand in the response").click()
        expect(page.get_by_text("handed in and saved")).to_be_visible()


def handed_in_offline_it_waits_and_is_received_later(stage):
    world = stage.world
    world.wait_for("receiving", lambda: world.status()["counts"]["waiting"] == 0)
    world.stop_centre()
    with stage.visit() as page:
        page.goto(world.link)
        page.goto(stage.url("/rounds/2026"))
        page.get_by_role("button", name="Fill in a response").click()
        page.get_by_role("button", name="To the overview").click()
        page.get_by_role("button", name="Hand in the response").click()
        expect(page.locator("#status")).to_contain_text("saved here, waiting to be sent")
        response = page.url.split("?")[0]
        world.start_centre()
        page.goto(stage.url("/status"))
        page.get_by_role("button", name="Send now").click()
        world.wait_for("receiving", lambda: world.status()["counts"]["waiting"] == 0)
        page.goto(response)
        expect(page.get_by_text("Received", exact=True).first).to_be_visible()
        stage.look(page, "received")
        page.goto(stage.url("/status"))
        page.get_by_role("button", name="Ask about 2026").first.click()
        done = page.get_by_text("everything is at the centre")
        for _ in range(50):
            if done.count():
                break
            page.wait_for_timeout(200)
            page.reload()
        expect(done).to_be_visible()
        stage.look(page, "status")


def a_response_is_corrected_and_a_returned_one_too(stage):
    world = stage.world
    with stage.visit() as page:
        page.goto(world.link)
        page.goto(stage.url("/rounds/2026"))
        page.locator("table a").first.click()
        response = page.url
        page.get_by_role("button", name="Correct the response").click()
        page.get_by_label("Management", exact=True).check()
        page.get_by_role("button", name="To the overview").click()
        page.get_by_role("button", name="Hand in the response").click()
        expect(page.get_by_text("Yes, revision 2")).to_be_visible()
        world.wait_for("receiving", lambda: world.status()["counts"]["waiting"] == 0)
        identity = response.rsplit("/", 1)[1]
        returned = world.aggregator(
            "return", identity, "--reason", "Which unit is meant?", check=False)
        if returned.returncode != 0:
            print("    (the centre has no command to return responses yet)")
            return
        world.agent("sync")
        page.goto(stage.url("/rounds/2026"))
        expect(page.get_by_text("Which unit is meant?")).to_be_visible()
        stage.look(page, "round-returned")
        page.goto(response)
        page.get_by_role("button", name="Correct the response").click()
        expect(page.get_by_text("Which unit is meant?")).to_be_visible()
        stage.look(page, "correcting-returned")
        page.get_by_label("Unit (optional)").fill("Pier 2")
        page.get_by_role("button", name="To the overview").click()
        page.get_by_role("button", name="Hand in the response").click()
        expect(page.get_by_text("Yes, revision 3")).to_be_visible()


def respondents_answer_with_codes_and_see_only_their_own(stage):
    with stage.visit() as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/2026/invitations"))
        stage.look(page, "invitations-none")
        page.get_by_label("One name a line").fill("Anna\nBo")
        page.get_by_role("button", name="Add").nth(1).click()
        page.get_by_label("How many?").fill("2")
        page.get_by_role("button", name="Add").first.click()
        stage.look(page, "invitations")
        page.get_by_role("link", name="Print links and codes").click()
        page.emulate_media(media="print")
        stage.look(page, "sheet")
        codes = page.locator(".big-code").all_inner_texts()
        assert len(codes) == 4
        with stage.visit(width=400) as other:
            other.goto(stage.url("/"))
            stage.look(other, "door")
            other.get_by_label("Code").fill(codes[3].lower())
            other.get_by_role("button", name="Begin").click()
            stage.look(other, "welcome")
            other.get_by_role("button", name="Begin").click()
            other.get_by_role("button", name="To the overview").click()
            stage.look(other, "review-respondent")
            other.get_by_role("button", name="Hand in the response").click()
            stage.look(other, "thank-you")
            other.goto(stage.url(f"/a/{codes[3]}"))
            expect(other.get_by_text("The link or code is not valid.")).to_be_visible()
            stage.look(other, "door-wrong")
        page.goto(stage.url("/rounds/2026/invitations"))
        expect(page.get_by_text("1 of 2 have answered")).to_be_visible()


def a_shared_computer_takes_one_person_after_another(stage):
    with stage.visit("sv-SE") as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/2026/kiosk"))
        stage.look(page, "kiosk")
        page.get_by_role("button", name="Börja ta emot svar").click()
        page.get_by_role("button", name="Börja").click()
        page.get_by_label("Kärnverksamhet").check()
        stage.look(page, "kiosk-questions")
        page.get_by_role("button", name="Avbryt och ta bort mina svar").click()
        page.get_by_role("button", name="Börja").click()
        assert page.locator("input:checked").count() == 0
        page.goto(stage.url("/status"))
        expect(page.get_by_text("Sidan finns inte")).to_be_visible()
        stage.look(page, "missing")


def paper_prints_and_what_was_typed_in_is_checked(stage):
    with stage.visit() as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/2026/paper"))
        stage.look(page, "paper")
        page.get_by_label("Number of copies").fill("2")
        page.get_by_role("button", name="Show for printing").click()
        pdf = page.pdf(format="A4")
        assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") >= 4, "two copies on paper"
        stage.look(page, "paper-copies")
        item = questions(stage.world)[0]
        page.goto(stage.url("/rounds/2026/import"))
        page.get_by_label("Or paste here").fill(f"respondent,{item}\nP-1,fully\nP-2,4\n")
        page.get_by_role("button", name="Check first").click()
        expect(page.get_by_text("Did you mean")).to_be_visible()
        stage.look(page, "import")


def own_results_are_shown_from_five_responses_on(stage):
    world = stage.world
    with stage.visit() as page:
        page.goto(world.link)
        page.goto(stage.url("/rounds/joint/results"))
        stage.look(page, "results-none")
        draw = random.Random(1)
        ids = questions(world)
        lines = [",".join(["respondent", *ids])]
        lines += [",".join([f"r{n}", *(str(draw.choice([1, 2, 3, 4, 4, 5])) for _ in ids)])
                  for n in range(30)]
        (world.path / "answers.csv").write_text("\n".join(lines))
        world.agent("import", "2026", str(world.path / "answers.csv"))
        page.goto(stage.url("/rounds/2026/results"))
        expect(page.get_by_text("Strongest")).to_be_visible()
        stage.look(page, "results")
        page.emulate_media(forced_colors="active")
        stage.look(page, "results-forced-colors")


def the_groups_figures_stand_beside_the_own_when_published(stage):
    world = stage.world
    ids = questions(world)
    for organization in ("schools", "libraries", "energy", "water", "homes"):
        world.office(organization, "enroll", world.code(organization))
        world.office(organization, "import", "2026", world.answers(organization, 6, ids))
        world.office(organization, "sync")
    world.wait_for("receiving", lambda: world.status()["counts"]["waiting"] == 0)
    with stage.visit() as page, stage.visit("sv-SE") as swedish:
        page.goto(world.link)
        page.goto(stage.url("/rounds/2026/results"))
        expect(page.get_by_text("results are not published")).to_be_visible()
        world.aggregator("round", "close", "2026")
        world.aggregator("aggregate", "2026")
        world.aggregator("publish", "2026", "1")
        world.agent("sync")
        page.reload()
        for name in ("You", "The whole group", "Departments"):
            expect(page.get_by_role("columnheader", name=name, exact=True)).to_be_visible()
        expect(page.get_by_text("The group's figures were published")).to_be_visible()
        stage.look(page, "results-group")
        page.goto(stage.url("/rounds/2026"))
        expect(page.get_by_text("Results published", exact=True)).to_be_visible()
        stage.look(page, "round-published")
        swedish.goto(world.link)
        swedish.goto(stage.url("/rounds/2026/results"))
        expect(swedish.get_by_role("columnheader", name="Hela gruppen")).to_be_visible()
        swedish.emulate_media(forced_colors="active")
        stage.look(swedish, "results-group-forced-colors")
        world.aggregator("round", "withdraw", "2026")
        world.agent("sync")
        page.goto(stage.url("/rounds/2026/results"))
        expect(page.get_by_text("results are not published")).to_be_visible()


def forced_colors_and_large_text_lose_nothing(stage):
    with stage.visit(width=550, forced_colors="active") as page:
        page.goto(stage.world.link)
        page.goto(stage.url("/rounds/joint"))
        stage.look(page, "round-joint")
        page.get_by_role("button", name="Fill in the joint response").click()
        page.get_by_role("button", name="Save and go on").click()
        page.locator("fieldset.question input").nth(2).check()
        stage.look(page, "questions-forced-colors")


TESTS = [
    a_newcomer_reaches_the_first_response_within_ten_steps,
    a_whole_round_is_filled_by_keyboard_alone,
    without_scripts_everything_works_in_swedish,
    a_killed_program_goes_on_where_it_was,
    handed_in_offline_it_waits_and_is_received_later,
    a_response_is_corrected_and_a_returned_one_too,
    respondents_answer_with_codes_and_see_only_their_own,
    a_shared_computer_takes_one_person_after_another,
    paper_prints_and_what_was_typed_in_is_checked,
    own_results_are_shown_from_five_responses_on,
    the_groups_figures_stand_beside_the_own_when_published,
    forced_colors_and_large_text_lose_nothing,
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--screenshots", type=Path)
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    with World(options.programs) as world, sync_playwright() as playwright:
        world.prepare(("2026", "respondents"), ("joint", "joint"))
        world.start_centre()
        world.start_form()
        browser = launch(playwright)
        stage = Stage(browser, world, options.screenshots)
        failed = perform(TESTS, stage)
        browser.close()
        print(f"{stage.number} pages looked at, {len(TESTS) - failed} of {len(TESTS)} tests passed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
