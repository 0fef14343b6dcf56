"""What schemathesis has to be told about bodies that are lines of JSON: how they are made and sent."""

import json
import os

import schemathesis
from hypothesis import strategies as st

DIGESTS = st.binary(min_size=32, max_size=32).map(lambda digest: f"sha256:{digest.hex()}")
TIMES = st.sampled_from(["2026-03-01T09:30:00Z", "2026-03-01T09:30:00.123Z", "yesterday", ""])
NAMES = st.sampled_from(["2026", "alpha", "beta", "q1", "å", "x" * 65, ""]) | st.text(max_size=8)


@st.composite
def ids(draw):
    """A UUID of version 7, one of a few, so that ids are met again."""
    return f"0192f0c8-7a00-7abc-8def-{draw(st.integers(0, 40)):012x}"


def lines(members):
    """A few lines: objects with such members, some of them missing or of another type, or no JSON."""
    whole = st.fixed_dictionaries(members)
    broken = st.fixed_dictionaries(
        {}, optional={name: value | st.none() | st.integers() for name, value in members.items()})
    sound = whole.map(lambda value: json.dumps(value, ensure_ascii=False))
    faulty = broken.map(json.dumps) | st.text(max_size=40)
    return (st.lists(sound, max_size=6) | st.lists(sound | faulty, max_size=6)).map(
        lambda lines: "\n".join(lines).encode())


QUESTION = {
    "id": ids(), "revision": st.integers(1, 5), "digest": DIGESTS,
}
RESPONSE = {
    "format": st.just("maturity-response/1"), "id": ids(), "revision": st.integers(0, 3),
    "replaces": st.none() | DIGESTS, "round": st.just("2026"), "questionnaire": DIGESTS,
    "organization": st.just("alpha"), "unit": st.none() | NAMES, "respondent": st.none() | NAMES,
    "background": st.dictionaries(NAMES, NAMES, max_size=2),
    "answers": st.dictionaries(NAMES, NAMES, max_size=4), "startedAt": TIMES,
    "completedAt": TIMES, "agent": st.just("api-check/1.0"),
}
BODIES = {
    "application/vnd.maturity.responses+ndjson": lines(RESPONSE),
    "application/vnd.maturity.reconcile+ndjson": lines(QUESTION),
}


def as_sent(context, value):
    """The bytes as they are; a generated text that is no body of ours too."""
    value = getattr(value, "data", value)
    return value if isinstance(value, bytes) else str(value).encode()


for media_type, strategy in BODIES.items():
    schemathesis.openapi.media_type(media_type, strategy)
    schemathesis.serializer(media_type)(as_sent)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Three generated rounds in four are one that there is; else hardly any request would go far.

    The agent that asks is not the one that is revoked.
    """
    if (path_parameters or {}).get("agent") == os.environ["API_CHECK_AGENT"]:
        path_parameters["agent"] = "0192f0c8-7a00-7abc-8def-0123456789ab"
    for name in ("id", "round"):
        value = (path_parameters or {}).get(name)
        if isinstance(value, str) and len(value) % 4:
            path_parameters[name] = "2026"
    return path_parameters
