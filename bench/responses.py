"""Sealed responses for the ingest rows, made before anything is timed."""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import uuid
import zlib
from dataclasses import dataclass

import numpy as np
import zstandard

from questionnaire import INGESTED

SEED = 20260301
ITEMS = INGESTED.names()[-1]
#: How often each of the five options is chosen.
SHARES = (0.10, 0.19, 0.32, 0.25, 0.14)
OPTIONS = len(SHARES)
#: Of the items, how many each respondent answers: with it a response has about 684 bytes.
ANSWERED = 30
NOT_ANSWERED = 255
FIRST_MILLISECONDS = 1_772_400_000_000
BATCH = 1_000

#: How the agent compresses with zstd: quickly, and when that leaves more than a twelfth, with longer
#: repetitions than usual that are looked for in more places.
QUICK = zstandard.ZstdCompressionParameters.from_level(1, write_checksum=1)
QUICK_RATIO = 12
THOROUGH = zstandard.ZstdCompressionParameters.from_level(
    5, min_match=6, search_log=4, write_checksum=1)

#: A response as SQLite's table takes it: id, revision, digest, bytes, codes.
Stored = tuple[bytes, int, bytes, bytes, bytes]


@dataclass
class Batch:
    """A request's body with what its head says of it."""

    body: bytes
    coding: str | None
    digest: str
    count: int

    @staticmethod
    def of(body: bytes, count: int, coding: str | None = None) -> Batch:
        content = compressed(body, coding) if coding else body
        encoded = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return Batch(content, coding, f"sha-256=:{encoded}:", count)


def compressed(body: bytes, coding: str) -> bytes:
    """The body as the agent compresses it."""
    if coding == "zstd":
        quick = zstandard.ZstdCompressor(compression_params=QUICK).compress(body)
        if len(quick) <= len(body) // QUICK_RATIO:
            return quick
        thorough = zstandard.ZstdCompressor(compression_params=THOROUGH).compress(body)
        return min(quick, thorough, key=len)
    packer = zlib.compressobj(6, zlib.DEFLATED, 31, 8, zlib.Z_FILTERED)
    return packer.compress(body) + packer.flush()


def make(
    count: int, organization: str, round_id: str, questionnaire: str, part: int = 0
) -> list[Stored]:
    """Responses in the sealed form, with ids that grow with time; other ones in each part."""
    draws = np.random.Generator(np.random.PCG64(SEED + part))
    cells = [
        [f'"{item}":"{option + 1}"' for option in range(OPTIONS)] for item in ITEMS
    ]
    middle = (
        f'","revision":1,"replaces":null,"round":"{round_id}","questionnaire":"{questionnaire}"'
        f',"organization":"{organization}","unit":null,"respondent":null,"background":{{}}'
        ',"answers":{'
    )
    stored = []
    for first in range(0, count, BATCH):
        size = min(BATCH, count - first)
        options = _options(draws, size)
        words = draws.integers(0, 1 << 62, (size, 2)).tolist()
        for number, (codes, word) in enumerate(zip(options, words), start=first):
            moment = FIRST_MILLISECONDS + (part * count + number) * 40
            key = _identifier(moment, word)
            answers = ",".join([
                own[code] for own, code in zip(cells, codes.tolist()) if code != NOT_ANSWERED
            ])
            line = (
                f'{{"format":"maturity-response/1","id":"{key}{middle}{answers}}},"startedAt":"'
                f'{_time(moment // 1000 - 600)}","completedAt":"{_time(moment // 1000)}"'
                ',"agent":"survey-agent/0.1.0"}'
            ).encode()
            digest = hashlib.sha256(line).digest()
            stored.append((key.bytes, 1, digest, line, codes.tobytes()))
    return stored


def _options(draws: np.random.Generator, count: int) -> np.ndarray:
    """The chosen options of some respondents, one byte an item."""
    options = draws.choice(OPTIONS, (count, len(ITEMS)), p=SHARES).astype(np.uint8)
    ranks = draws.random((count, len(ITEMS))).argsort(axis=1).argsort(axis=1)
    options[ranks >= ANSWERED] = NOT_ANSWERED
    return options


def batches(stored: list[Stored], coding: str | None = None) -> list[Batch]:
    """The responses as bodies of requests, one response a line."""
    return [
        Batch.of(
            b"".join([row[3] + b"\n" for row in stored[start:start + BATCH]]),
            len(stored[start:start + BATCH]), coding)
        for start in range(0, len(stored), BATCH)
    ]


def _identifier(milliseconds: int, random: list[int]) -> uuid.UUID:
    """A UUID of version 7."""
    high = milliseconds << 16 | 0x7000 | random[0] & 0x0FFF
    low = 0x8000_0000_0000_0000 | random[1]
    return uuid.UUID(int=high << 64 | low)


@functools.lru_cache(maxsize=4096)
def _time(seconds: int) -> str:
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
