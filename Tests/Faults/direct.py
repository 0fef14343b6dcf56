"""Requests to the aggregator with an agent's own key, without the agent."""

from __future__ import annotations

import base64
import http.client
import json
import ssl
import subprocess
import uuid
from pathlib import Path

from city import ITEMS, ROUND, City

RESPONSES = "application/vnd.maturity.responses+ndjson"


class Direct:
    """A client that shows an enrolled agent's certificate."""

    def __init__(self, city: City, organization: str) -> None:
        self.city = city
        self.organization = organization
        home = city.home(organization)
        self.context = ssl.create_default_context(cafile=str(city.data / "authority.pem"))
        self.context.load_cert_chain(home / "agent.pem", home / "agent.key")
        status, _, body = self.once("GET", f"/v1/rounds/{ROUND}")
        if status != 200:
            raise RuntimeError(f"{status} {body!r}")
        self.questionnaire = json.loads(body)["questionnaire"]

    def connection(self, timeout: float = 60) -> http.client.HTTPSConnection:
        """A connection of its own."""
        return http.client.HTTPSConnection(
            "localhost", self.city.port, context=self.context, timeout=timeout)

    def once(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None,
        connection: http.client.HTTPSConnection | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """One request: status, header and body of the answer."""
        used = connection or self.connection()
        try:
            used.request(method, path, body, headers or {})
            answer = used.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            if connection is None:
                used.close()

    def post(
        self, lines: list[bytes], connection: http.client.HTTPSConnection | None = None
    ) -> tuple[int, list[dict]]:
        """A batch and its verdicts."""
        status, _, body = self.once(
            "POST", f"/v1/rounds/{ROUND}/responses", b"\n".join(lines) + b"\n",
            {"Content-Type": RESPONSES}, connection)
        return status, [json.loads(line) for line in body.splitlines()] if status == 200 else []

    def response(self, respondent: str | None = None) -> bytes:
        """A sealed response that was never sent."""
        identity = bytearray(uuid.uuid4().bytes)
        identity[6] = identity[6] & 0x0F | 0x70
        return json.dumps({
            "format": "maturity-response/1", "id": str(uuid.UUID(bytes=bytes(identity))),
            "revision": 1, "replaces": None, "round": ROUND, "questionnaire": self.questionnaire,
            "organization": self.organization, "unit": None, "respondent": respondent,
            "background": {}, "answers": {ITEMS[0]: "3"}, "startedAt": "2026-03-01T09:00:00Z",
            "completedAt": "2026-03-01T09:05:00Z", "agent": "faults/1.0",
        }, separators=(",", ":")).encode()


def code_secret(code: str) -> str:
    """The secret of an enrollment code as it is sent."""
    encoded = code.strip().removeprefix("ms1.")
    body = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    return base64.urlsafe_b64encode(body[1:17]).decode().rstrip("=")


def signing_request(folder: Path, name: str) -> str:
    """A new key in the folder and a request for a certificate of it."""
    key, request = folder / f"{name}.key", folder / f"{name}.csr"
    subprocess.run(
        ["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", str(key), "-out", str(request), "-subj", "/CN=agent", "-sha256"],
        check=True, capture_output=True)
    return request.read_text()
