"""PostgreSQL as a peer: a cluster of its own in a folder, reached through a socket there or TLS."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

import certificates
import stores
from aggregator import free_port
from responses import BATCH, Stored

#: Everything is as Debian has it, but that it is durable is said, and where it listens.
SETTINGS = {
    "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on",
    "shared_buffers": "256MB", "max_wal_size": "2GB", "listen_addresses": "127.0.0.1", "ssl": "on",
}
#: Through the socket in a folder that is nobody else's, or with a certificate that names the user.
ACCESS = "local all all trust\nhostssl all all 127.0.0.1/32 cert\n"
TABLE = """
    CREATE TABLE response (
        id uuid NOT NULL, revision int NOT NULL, digest bytea NOT NULL, bytes bytea NOT NULL,
        codes bytea NOT NULL, PRIMARY KEY (id, revision))
"""
USER = "postgres"
HOST = "localhost"
SECONDS_MAXIMUM = 60


class Missing(Exception):
    """PostgreSQL is not installed."""


def programs() -> Path:
    """The folder of the server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise Missing("PostgreSQL is missing: apt-get install postgresql")
    return found[-1].parent


class Postgres:
    """A running cluster; use it in a `with` statement. It refuses root, so root lends it a user."""

    def __init__(self, parent: Path) -> None:
        self.programs = programs()
        self.root = os.geteuid() == 0
        self.folder = Path(tempfile.mkdtemp(prefix="survey-postgres-"))
        self.parent = parent
        self.port = free_port()
        self._lend(self.folder)

    def _lend(self, path: Path) -> None:
        if self.root:
            user = pwd.getpwnam(USER)
            os.chown(path, user.pw_uid, user.pw_gid)

    def __enter__(self) -> Postgres:
        try:
            self._run("initdb", "-D", str(self.folder / "data"), "-U", USER, "-A", "trust")
            self._configure()
            self._run(
                "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"),
                "-w", "start")
        except BaseException:
            self.__exit__()
            raise
        return self

    def _configure(self) -> None:
        for file in certificates.write(self.folder, HOST, USER):
            self._lend(file)
        own = {
            "unix_socket_directories": self.folder, "port": self.port,
            "ssl_ca_file": self.folder / "authority.pem",
            "ssl_cert_file": self.folder / "server.pem",
            "ssl_key_file": self.folder / "server.key",
        }
        data = self.folder / "data"
        with open(data / "postgresql.conf", "a", encoding="utf-8") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in {**SETTINGS, **own}.items())
        (data / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str, check: bool = True) -> str:
        command = [str(self.programs / program), *arguments]
        if self.root:
            command = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=SECONDS_MAXIMUM, check=False, cwd=self.folder,
            stdin=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C"})
        if check and done.returncode != 0:
            raise OSError(f"{program}: {done.stdout.strip()}")
        return done.stdout

    def connection(self, over_tls: bool = False) -> psycopg.Connection:
        """A connection without a transaction."""
        return psycopg.connect(self._address(over_tls), autocommit=True)

    def copy(self, stored: list[Stored], over_tls: bool = False) -> tuple[float, str]:
        """Stores ready-made rows with COPY, a transaction for each batch.

        The seconds, and the checksum of what is stored then.
        """
        with self.connection(over_tls) as connection:
            connection.execute("DROP TABLE IF EXISTS response")
            connection.execute(TABLE)
            found = connection.execute("SHOW synchronous_commit").fetchone()
            if found is None or found[0] not in ("on", b"on"):
                raise RuntimeError(f"PostgreSQL runs with synchronous_commit={found}")
            bodies = [
                _binary(stored[first:first + BATCH]) for first in range(0, len(stored), BATCH)
            ]
            statement = "COPY response FROM STDIN (FORMAT BINARY)"
            start = time.perf_counter()
            with connection.cursor() as cursor:
                for body in bodies:
                    with cursor.copy(statement) as copy:
                        copy.write(body)
            seconds = time.perf_counter() - start
            rows = connection.execute("SELECT id, bytes, codes FROM response ORDER BY id")
            return seconds, stores.checksum(
                (row[0].bytes, row[1], row[2]) for row in rows)

    def single_inserts(
        self, clients: int, count: int, bytes_each: int, over_tls: bool = False
    ) -> float:
        """Single inserts of as many bytes by as many clients, each its own transaction: a second."""
        script = self.folder / "insert.sql"
        script.write_text(
            "INSERT INTO response VALUES (gen_random_uuid(), 1, "
            f"'\\x{'00' * 32}', '\\x{'61' * bytes_each}', '\\x{'01' * 48}');\n")
        script.chmod(0o644)
        with self.connection() as connection:
            connection.execute("DROP TABLE IF EXISTS response")
            connection.execute(TABLE)
        report = self._run(
            "pgbench", "-n", "-M", "prepared", "-f", str(script), "-c", str(clients), "-j", "2",
            "-t", str(max(1, count // clients)), self._address(over_tls))
        found = re.search(r"tps = ([0-9.]+)", report)
        if not found:
            raise OSError(f"pgbench: {report.strip()}")
        return float(found.group(1))

    def _address(self, over_tls: bool) -> str:
        """Where PostgreSQL's own programs find the cluster, and who they are there."""
        address = f"dbname=postgres user={USER} port={self.port}"
        if not over_tls:
            return f"{address} host={self.folder}"
        address += (
            f" host={HOST} hostaddr=127.0.0.1 sslmode=verify-full"
            f" sslrootcert={self.folder}/authority.pem"
            f" sslcert={self.folder}/client.pem sslkey={self.folder}/client.key")
        found = self._run(
            "psql", "-XAt", "-c", "SELECT ssl, client_dn FROM pg_stat_ssl"
            " WHERE pid = pg_backend_pid()", address).strip()
        if found != f"t|/CN={USER}":
            raise OSError(f"PostgreSQL was not reached over TLS with a certificate: {found}")
        return address


def _binary(rows: list[Stored]) -> bytes:
    """Rows in the binary format of COPY, so that nothing has to be parsed."""
    parts = [b"PGCOPY\n\xff\r\n\x00" + bytes(8)]
    for key, revision, digest, sealed, codes in rows:
        parts.append((5).to_bytes(2, "big"))
        for value in (key, revision.to_bytes(4, "big"), digest, sealed, codes):
            parts += [len(value).to_bytes(4, "big"), value]
    parts.append(b"\xff\xff")
    return b"".join(parts)
