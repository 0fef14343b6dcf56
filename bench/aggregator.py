"""The real service in a folder of its own, on a free port, and an enrolled client for it."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import queue
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from questionnaire import INGESTED

ROUND = "2026"
ORGANIZATION = "alpha"
ORGANIZATIONS = ["alpha", "beta", "gamma", "delta"]
START_SECONDS = 30.0
STOP_SECONDS = 30.0


class Failure(Exception):
    """The service or one of its commands did not do what was asked."""


class Aggregator:
    """A running service with one open round; use it in a `with` statement."""

    def __init__(self, program: Path, parent: Path) -> None:
        self.program = program
        self.folder = Path(tempfile.mkdtemp(prefix="aggregator-", dir=parent))
        self.data = self.folder / "data"
        self.process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        self.questionnaire = ""

    def __enter__(self) -> Aggregator:
        try:
            self._prepare()
            self.serve()
            self._enroll()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def store(self) -> Path:
        """The database."""
        found = sorted(self.data.glob("*.sqlite"))
        if len(found) != 1:
            raise Failure(f"{self.data} does not hold one database")
        return found[0]

    def command(self, *arguments: str) -> str:
        """Runs a command of the program and returns what it prints."""
        done = subprocess.run(
            [self.program, *arguments, "--data", str(self.data)], capture_output=True, text=True,
            timeout=600, check=False)
        if done.returncode != 0:
            raise Failure(f"survey-aggregator {arguments[0]}: {done.stderr.strip()}")
        return done.stdout.strip()

    def _prepare(self) -> None:
        questionnaire = self.folder / "questionnaire.json"
        questionnaire.write_text(json.dumps(INGESTED.document()), encoding="utf-8")
        roster = self.folder / "roster.csv"
        rows = [f"{name},Organization {name},department,,,1000000,\n" for name in ORGANIZATIONS]
        roster.write_text(
            "id,name,kind,sector,parent,invited,employees\n" + "".join(rows), encoding="utf-8")
        self.command("init", "--group", "Benchmark", "--address", f"localhost:{self.port}")
        self.command(
            "round", "create", ROUND, "--questionnaire", str(questionnaire),
            "--roster", str(roster))
        self.command("round", "open", ROUND)

    def serve(self) -> None:
        """Starts the service; returns once it listens."""
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [self.program, "serve", "--data", str(self.data),
                 "--listen", f"127.0.0.1:{self.port}",
                 "--agent-rate", "0", "--agent-connections", "1000"],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log)
        output = self.process.stdout
        lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=lambda: lines.put(output.readline()), daemon=True).start()
        try:
            line = lines.get(timeout=START_SECONDS).decode()
        except queue.Empty:
            line = ""
        if not line.startswith("listening on "):
            log_text = (self.folder / "log").read_text(errors="replace").strip()
            raise Failure(f"the service did not start: {log_text}")

    def stop(self) -> None:
        """Ends the service as a service manager would."""
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()

    def peak_memory(self) -> int:
        """The most bytes of memory that the service has had in use since it started."""
        if self.process is None:
            raise Failure("the service does not run")
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        raise Failure("the system does not tell a process's peak memory")

    # Enrollment, as an agent does it.

    def _enroll(self) -> None:
        secret, authority_digest = read_code(self.command("enroll", ORGANIZATION))
        unverified = ssl.create_default_context()
        unverified.check_hostname = False
        unverified.verify_mode = ssl.CERT_NONE
        authority = self._request(unverified, "GET", "/v1/authority")
        public_key = x509.load_pem_x509_certificate(authority).public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        if hashlib.sha256(public_key).digest() != authority_digest:
            raise Failure("the authority is not the one of the enrollment code")
        key = ec.generate_private_key(ec.SECP256R1())
        self._write_key(key)
        verified = ssl.create_default_context(cadata=authority.decode())
        reply = json.loads(self._request(
            verified, "POST", "/v1/enrollment",
            json.dumps({
                "secret": secret, "signingRequest": signing_request(key),
                "agent": "survey-bench/1.0",
            }).encode()))
        certificate = self.folder / "agent.pem"
        certificate.write_text(reply["certificate"])
        self.context = ssl.create_default_context(cadata=authority.decode())
        self.context.load_cert_chain(certificate, self.folder / "agent.key")
        summary = json.loads(self._request(self.context, "GET", f"/v1/rounds/{ROUND}"))
        self.questionnaire = summary["questionnaire"]

    def _write_key(self, key: ec.EllipticCurvePrivateKey) -> None:
        descriptor = os.open(self.folder / "agent.key", os.O_CREAT | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption()))

    def connection(self) -> http.client.HTTPSConnection:
        """A connection with the agent's certificate."""
        return http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=self.context, timeout=120)

    def _request(
        self, context: ssl.SSLContext, method: str, path: str, body: bytes | None = None
    ) -> bytes:
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=context, timeout=30)
        try:
            headers = {"Content-Type": "application/json"} if body else {}
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
            if response.status != 200:
                raise Failure(f"{method} {path}: {response.status} {content.decode()}")
            return content
        finally:
            connection.close()


def free_port() -> int:
    """A port of the loopback interface that nobody listens on; codes carry it from the start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def read_code(code: str) -> tuple[str, bytes]:
    """The secret (as it is sent) and the digest of the authority's key in an enrollment code."""
    encoded = code.strip().removeprefix("ms1.")
    body = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    if body[0] != 1:
        raise Failure("the enrollment code has another version")
    secret = base64.urlsafe_b64encode(body[1:17]).decode().rstrip("=")
    return secret, body[17:49]


def signing_request(key: ec.EllipticCurvePrivateKey) -> str:
    """A request for a certificate in PEM form."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "agent")])
    request = x509.CertificateSigningRequestBuilder().subject_name(name).sign(
        key, hashes.SHA256())
    return request.public_bytes(serialization.Encoding.PEM).decode()
