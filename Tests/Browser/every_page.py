"""What every page of the dashboard must hold: without scripts, enlarged, on paper, in few colors."""

import json
import re

from playwright.sync_api import expect

import figures


def pages_of(stage, page):
    """Every page that links of the dashboard lead to, from the start page on."""
    found, waiting = [], ["/desk"]
    while waiting:
        path = waiting.pop(0)
        found.append(path)
        page.goto(stage.desk(path.removeprefix("/desk")))
        for link in page.eval_on_selector_all("main a[href], nav a[href]", """
                all => all.map(a => new URL(a.href)).map(u => u.pathname + u.search)"""):
            plain = re.sub(r"[?&](language|done)=[^&]*", "", link)
            known = plain in found or plain in waiting
            if plain.startswith("/desk") and not known and not re.search(
                    r"/file\?|/reminders|order=|down=|until=|/shown/", plain):
                waiting.append(plain)
    return found


def words(page):
    """What the page says, without what a script alone adds."""
    return page.evaluate("""() => {
        const copy = document.querySelector("main").cloneNode(true);
        for (const node of copy.querySelectorAll("#live-state, [data-copy], [data-print]"))
            node.remove();
        return copy.textContent.replace(/\\s+/g, " ").trim();
    }""")


def every_page_says_the_same_without_scripts(stage):
    with stage.visit() as page, stage.visit(scripts=False) as plain:
        stage.sign_in(page)
        stage.sign_in(plain)
        stage.paths = pages_of(stage, page)
        assert len(stage.paths) > 30, stage.paths
        for path in stage.paths:
            address = stage.desk(path.removeprefix("/desk"))
            page.goto(address)
            plain.goto(address)
            assert plain.locator("h1").count() == 1, path
            # The script only renews what is there; a page that needs it would differ.
            assert words(plain) == words(page), f"{path} says something else without scripts"


def every_page_is_whole_when_enlarged_on_paper_and_in_few_colors(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        for path in stage.paths:
            page.goto(stage.desk(path.removeprefix("/desk")))
            stage.enlarge(page, path)
            page.emulate_media(forced_colors="active")
            shown = page.evaluate("""() => [...document.querySelectorAll("main .button, main a")]
                .filter(n => n.offsetParent && getComputedStyle(n).color
                    === getComputedStyle(document.body).backgroundColor).length""")
            assert shown == 0, f"{path}: something cannot be seen in forced colors"
            page.emulate_media(forced_colors="none")


def results_are_the_json_form_on_every_page(stage):
    with stage.visit() as page:
        stage.sign_in(page)
        count = 0
        for audience in ("internal", "public"):
            query = f"snapshot=1&audience={audience}"
            answer = page.request.get(
                stage.desk(f"/rounds/2026/results/file?format=json&{query}"))
            results = json.loads(answer.body())
            page.goto(stage.desk(f"/rounds/2026/results?{query}"))
            count += figures.check(page, results)
            stage.look(page, f"desk-results-{audience}")
            stage.print(page, f"desk-results-{audience}")
            page.get_by_label("Order").select_option("highest")
            page.get_by_role("button", name="Show").click()
            count += figures.check(page, results)
            shown = page.eval_on_selector_all(
                "#heat tbody tr td:nth-of-type(1) data", "all => all.map(d => Number(d.value))")
            assert shown and shown == sorted(shown, reverse=True), shown
            stage.look(page, f"desk-results-{audience}-highest")
        for language in ("sv", "en"):
            page.goto(stage.desk().removesuffix("/desk")
                      + f"/open/rounds/2026?language={language}")
            count += figures.check(page, results)
            stage.look(page, f"open-results-{language}")
            stage.enlarge(page, "the open results")
    with stage.visit(scripts=False) as page:
        stage.sign_in(page, "organization")
        page.goto(stage.desk("/rounds/2026/results"))
        expect(page.get_by_role("heading", name="Your results")).to_be_visible()
        stage.look(page, "desk-results-own")
    with stage.visit() as page:
        stage.sign_in(page, "organization")
        page.goto(stage.desk("/rounds/2026/results"))
        count += figures.check(page, results)
    print(f"        {count} figures of pages are those of the JSON form", flush=True)


def a_follow_up_has_the_numbers_of_the_command(stage):
    status = json.loads(stage.world.aggregator("status", "2026", "--json").stdout)
    with stage.visit() as page:
        stage.sign_in(page, "viewer")
        page.goto(stage.desk("/rounds/2026/follow-up"))
        expect(page.get_by_text("No more responses are asked for.")).to_be_visible()
        for row in status["organizations"]:
            cells = page.locator(f"#o-{row['organization']} td").all_inner_texts()
            wanted = [row["invited"], row["received"], f"{row['rate'] * 100:.0f} %"]
            assert cells[1:4] == [str(value) for value in wanted], (row, cells)


TESTS = [
    every_page_says_the_same_without_scripts,
    every_page_is_whole_when_enlarged_on_paper_and_in_few_colors,
    results_are_the_json_form_on_every_page,
    a_follow_up_has_the_numbers_of_the_command,
]
