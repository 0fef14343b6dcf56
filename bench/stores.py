"""The peer of the ingest rows: SQLite in this process, and what both stores hold in the end."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import struct
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from responses import BATCH, Stored

#: The same durability as the service's store, the same pages, and the same limits of cache and
#: checkpoints.
PRAGMAS = [
    "page_size = 8192", "journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 4096",
    "journal_size_limit = 67108864", "cache_size = -65536",
]
#: Bytes of an identity in the service's blocks of answers: id, revision and digest.
IDENTITY_BYTES = 56
TABLE = """
    CREATE TABLE response (
        sequence INTEGER PRIMARY KEY,
        id BLOB NOT NULL,
        revision INTEGER NOT NULL,
        digest BLOB NOT NULL,
        bytes BLOB NOT NULL,
        codes BLOB NOT NULL,
        UNIQUE (id, revision)
    ) STRICT
"""


def insert(stored: list[Stored], parent: Path) -> tuple[float, str]:
    """Stores ready-made rows, a transaction for each batch; the seconds and the checksum."""
    folder = Path(tempfile.mkdtemp(prefix="sqlite-", dir=parent))
    try:
        connection = sqlite3.connect(folder / "peer.sqlite", isolation_level=None)
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            connection.execute(TABLE)
            _check_durability(connection)
            seconds = _insert(connection, stored)
            checksum = digest_of(connection, "SELECT id, bytes, codes FROM response ORDER BY id")
        finally:
            connection.close()
        return seconds, checksum
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _insert(connection: sqlite3.Connection, stored: list[Stored]) -> float:
    statement = "INSERT INTO response (id, revision, digest, bytes, codes) VALUES (?, ?, ?, ?, ?)"
    start = time.perf_counter()
    for first in range(0, len(stored), BATCH):
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(statement, stored[first:first + BATCH])
        connection.execute("COMMIT")
    return time.perf_counter() - start


def _check_durability(connection: sqlite3.Connection) -> None:
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        raise RuntimeError("SQLite did not accept WAL with synchronous=FULL")


def received(store: Path) -> str:
    """The checksum of what the service's store holds, read after the service has ended."""
    connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        codes = dict(_stored_codes(connection))
        return checksum(
            (identity, sealed, codes[sequence])
            for identity, sealed, sequence in connection.execute(
                "SELECT id, bytes, sequence FROM response ORDER BY id"))
    finally:
        connection.close()


def _stored_codes(connection: sqlite3.Connection) -> Iterable[tuple[int, bytes]]:
    """The place in the order of arrival and the answers of every response in the blocks."""
    for last, identities, sequences, codes in connection.execute(
            "SELECT sequence, identities, sequences, codes FROM answerBlock"):
        count = len(identities) // IDENTITY_BYTES
        items = len(codes) // count
        places = range(last - count + 1, last + 1)
        if sequences is not None:
            places = [place for (place,) in struct.iter_unpack(">q", sequences)]
        for index, place in enumerate(places):
            yield place, codes[index * items:(index + 1) * items]


def digest_of(connection: sqlite3.Connection, query: str) -> str:
    """A checksum of every row of a query, in order."""
    return checksum(connection.execute(query))


def checksum(rows: Iterable[tuple[bytes, ...]]) -> str:
    """A checksum of rows, in order."""
    digest = hashlib.sha256()
    count = 0
    for row in rows:
        count += 1
        for value in row:
            digest.update(len(value).to_bytes(4, "big"))
            digest.update(value)
    return f"{count}:{digest.hexdigest()}"


def commit_seconds(parent: Path, samples: int = 40) -> float:
    """What making 700 KB durable costs on this disk: the median of some writes with fdatasync."""
    path = parent / "fsync.probe"
    block = os.urandom(700_000)
    times = []
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        for _ in range(samples):
            start = time.perf_counter()
            os.write(descriptor, block)
            os.fdatasync(descriptor)
            times.append(time.perf_counter() - start)
    finally:
        os.close(descriptor)
        path.unlink()
    return sorted(times)[len(times) // 2]
