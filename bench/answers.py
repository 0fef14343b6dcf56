"""The answers that P1 aggregates: made once from a seed, the same bytes for every system."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

SEED = 20260301
#: Option codes 0 to 4 score 1 to 5; 5 is "don't know"; 255 is not answered.
SPECIAL = 5
NOT_ANSWERED = 255
#: Of 256 equally likely draws, how many become each code.
SHARES = [(0, 25), (1, 46), (2, 76), (3, 60), (4, 33), (SPECIAL, 10), (NOT_ANSWERED, 6)]


@dataclass
class Answers:
    """One byte a response and item, in columns; the rows of an organization follow each other."""

    columns: np.ndarray
    offsets: np.ndarray
    file: Path
    offsets_file: Path

    @property
    def items(self) -> int:
        return self.columns.shape[0]

    @property
    def responses(self) -> int:
        return self.columns.shape[1]

    @property
    def organizations(self) -> int:
        return len(self.offsets) - 1

    def organization_column(self) -> np.ndarray:
        """The number of the organization of every row."""
        sizes = np.diff(self.offsets)
        return np.repeat(np.arange(self.organizations, dtype=np.int16), sizes)

    def values(self, item: int, rows: slice) -> np.ndarray:
        """Answers to an item as 1 to 5, and 0 where there is no score."""
        codes = self.columns[item, rows]
        return np.where(codes < SPECIAL, codes + np.uint8(1), np.uint8(0)).astype(np.int8)

    def discard(self) -> None:
        """Removes the files."""
        self.file.unlink(missing_ok=True)
        self.offsets_file.unlink(missing_ok=True)


def make(folder: Path, responses: int, items: int, organizations: int) -> Answers:
    """Makes the answers and writes them to two files that the Swift program reads.

    Organizations have between half and one and a half times the mean number of responses.
    """
    draws = np.random.Generator(np.random.PCG64(SEED))
    weights = draws.uniform(0.5, 1.5, organizations)
    offsets = np.zeros(organizations + 1, dtype=np.int64)
    offsets[1:] = np.round(np.cumsum(weights) / weights.sum() * responses)
    columns = np.empty((items, responses), dtype=np.uint8)
    for item in range(items):
        draw = draws.integers(0, 256, responses, dtype=np.uint8)
        columns[item] = codes_of_draws(item)[draw]
    answers = Answers(columns, offsets, folder / "answers.bin", folder / "offsets.bin")
    columns.tofile(answers.file)
    offsets.tofile(answers.offsets_file)
    return answers


def codes_of_draws(item: int) -> np.ndarray:
    """The code that each of 256 draws becomes for an item.

    Items differ in difficulty, so that no two columns have the same figures; the share of answers
    without a score is the same for all.
    """
    shares = np.repeat([code for code, _ in SHARES], [count for _, count in SHARES])
    scored = sum(count for code, count in SHARES if code < SPECIAL)
    places = np.arange(256)
    places[:scored] = places[:scored] * (scored - item) // scored
    return shares[places].astype(np.uint8)
