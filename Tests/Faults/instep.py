"""What keeps agents and centre in step: returns, hand-over by file, renewal, before and after a restore."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from city import ROUND, City, Failure, Service

RESPONSES = 20
# Past two thirds of the 730 days of an agent's certificate, before its end.
LATER = ("faketime", "--exclude-monotonic", "-f", "+600d")


def require(holds: bool, what: str) -> None:
    """Fails unless something holds."""
    if not holds:
        raise Failure(what)


def states(city: City) -> dict[str, int]:
    """How many responses the agent has in each state."""
    counts: dict[str, int] = {}
    for state in city.sealed("alpha").values():
        counts[state] = counts.get(state, 0) + 1
    return counts


def sync(city: City, tracer: tuple[str, ...] = ()) -> dict[str, int]:
    """The counts of a sync that must succeed."""
    done = city.must(city.agent("alpha", "sync", "--json", tracer=tracer))
    return json.loads(done.stdout)


def answer_again(city: City, respondents: range, seed: int) -> None:
    """The same people answer otherwise: each edit is a new revision."""
    city.answers("alpha", respondents, seed)


def returned(programs: Path) -> None:
    """A response is given back, corrected and counted; a restored backup forgets none of it."""
    began = time.monotonic()
    with City(programs) as city, Service(city):
        city.enroll("alpha")
        city.answers("alpha", range(RESPONSES), 1)
        sync(city)
        backup = city.folder / "before.backup"
        city.aggregator("backup", str(backup))
        first = sorted(city.stored())[0]
        identity = first[0]
        city.aggregator("return", identity_text(identity), "--reason", "The unit is missing.")
        require(sync(city)["returned"] == 1, "the agent did not learn of the return")
        require(states(city) == {"acknowledged": RESPONSES - 1, "returned": 1}, "it is not returned")
        text = city.must(city.agent("alpha", "status")).stdout
        require("The unit is missing." in text, f"the reason is not shown:\n{text}")
        # An older centre: what was returned there is unknown, the responses are all there.
        city.aggregator("restore", str(backup))
        sync(city)
        sync(city)
        city.check()
        # The coordinator corrects everything; nobody knows which respondent it was.
        answer_again(city, range(RESPONSES), 2)
        require(sync(city)["accepted"] == RESPONSES, "the corrections were not accepted")
        require(set(states(city)) == {"acknowledged"}, f"left over: {states(city)}")
        require(city.check(settled=True) == 2 * RESPONSES, "a revision is missing")
        status = json.loads(city.aggregator("status", ROUND, "--json"))
        require(f'"received": {RESPONSES}' in json.dumps(status), "corrections count beside")
    report("a return, a restored backup and the correction: each revision stored once", began)


def identity_text(identity: str) -> str:
    """A UUID from its digits."""
    ends = (8, 12, 16, 20, 32)
    return "-".join(identity[start:end] for start, end in zip((0, *ends), ends))


def handed_over(programs: Path, running: bool) -> None:
    """Everything goes by file: late, twice, cut, and with a restore between the ways."""
    began = time.monotonic()
    with City(programs) as city:
        service = Service(city)
        service.wait_ready()
        city.enroll("alpha")
        if not running:
            service.stop()
        old = city.folder / "empty.backup"
        city.aggregator("backup", str(old))
        carried, answer = city.folder / "carried.ndjson", city.folder / "answer.ndjson"

        def take_in(source: Path) -> str:
            return city.aggregator("import", str(source), "--output", str(answer))

        def accept() -> subprocess.CompletedProcess[str]:
            return city.agent("alpha", "accept", "--json", str(answer))

        city.answers("alpha", range(RESPONSES), 1)
        city.must(city.agent("alpha", "export", ROUND, str(carried)))
        require(states(city) == {"waiting": RESPONSES}, "an exported response no longer waits")
        damaged(city, carried)
        require(f"{RESPONSES} accepted" in take_in(carried), "the file was not taken")
        early = answer.read_bytes()
        require(f"{RESPONSES} duplicate" in take_in(carried), "the file was taken as new again")
        city.must(accept())
        require(city.check(settled=True) == RESPONSES, "not everything was handed over")
        require(json.loads(city.must(accept()).stdout)["sent"] == 0, "an answer counted twice")

        # The centre loses what it had, after it answered a second file.
        answer_again(city, range(5), 2)
        city.must(city.agent("alpha", "export", ROUND, str(carried)))
        take_in(carried)
        stale = answer.read_bytes()
        city.aggregator("restore", str(old))
        require(not city.stored(), "the store is not that of the backup")
        if not running:
            service = Service(city)
            service.wait_ready()
        sync(city)
        require(city.check(settled=True) == RESPONSES + 5, "something is missing after the restore")
        for outdated in (early, stale):
            answer.write_bytes(outdated)
            refused = accept()
            require(
                refused.returncode != 0 and "restored" in refused.stderr,
                "an answer from before the restore was believed")
        require("duplicate" in take_in(carried), "what came by network came again by file")
        require(city.check(settled=True) == RESPONSES + 5, "a file changed what is stored")
        service.stop()
        city.aggregator("verify")
    how = "with the service running" if running else "with the service stopped"
    report(f"hand-over by file {how}, twice, damaged, and across a restore", began)


def damaged(city: City, carried: Path) -> None:
    """Files that are cut or changed are refused whole, by either side."""
    whole = carried.read_bytes()
    bad = city.folder / "bad.ndjson"
    tries = [whole[:-10], whole[: len(whole) // 2], b""]
    for place in range(40, len(whole) - 2, len(whole) // 9):
        tries.append(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1:])
    for content in tries:
        bad.write_bytes(content)
        try:
            city.aggregator("import", str(bad))
        except Failure as failure:
            require("hand-over" in str(failure), str(failure))
        else:
            raise Failure("a damaged file was taken")
        require(city.agent("alpha", "accept", str(bad)).returncode != 0, "no answer was believed")
    require(not city.stored(), "something of a damaged file was stored")


def renewed(programs: Path) -> None:
    """Certificates are renewed by themselves, cut at any moment; the old one ends and nothing stops."""
    began = time.monotonic()
    with City(programs) as city:
        with Service(city):
            city.enroll("alpha")
            city.answers("alpha", range(5), 1)
            sync(city)
        certificate = city.home("alpha") / "agent.pem"
        before = certificate.read_bytes()
        with Service(city, tracer=LATER) as service:
            # The answer is lost again and again: the same key gets the same certificate.
            city.answers("alpha", range(5, 10), 2)
            service.pause()
            cut = city.agent("alpha", "sync", "--json", tracer=("timeout", "-s", "KILL", "3"))
            service.resume()
            require(cut.returncode != 0, "a sync succeeded without a centre")
            require(certificate.read_bytes() == before, "a certificate came from nowhere")
            require(sync(city, LATER)["accepted"] == 5, "the sync that renews did not send")
            after = certificate.read_bytes()
            require(after != before, "the certificate was not renewed")
            sync(city, LATER)
            require(certificate.read_bytes() == after, "it was renewed again at once")
        # Later than the first certificate's end.
        latest = (*LATER[:-1], "+800d")
        with Service(city, tracer=latest):
            city.answers("alpha", range(10, 15), 3)
            require(sync(city, latest)["accepted"] == 5, "the renewed certificate does not count")
        agents = json.loads(city.aggregator("agents", "--json"))["agents"]
        require(len(agents) == 1, "a renewal made another agent")
        require(city.check(settled=True) == 15, "something is missing")
    report("a certificate that renews itself and outlives the first: one agent, nothing lost", began)


def report(what: str, began: float) -> None:
    """One line of what was shown."""
    print(f"instep: {what}, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--only", choices=["returned", "handed-over", "renewed"])
    options = parser.parse_args()
    if options.only in (None, "returned"):
        returned(options.programs)
    if options.only in (None, "handed-over"):
        for running in (True, False):
            handed_over(options.programs, running)
    if options.only in (None, "renewed"):
        renewed(options.programs)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"instep: {failure}")
