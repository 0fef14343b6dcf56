"""What the service tells others: webhooks over real HTTPS, and figures on a listener of their own."""

from __future__ import annotations

import argparse
import hashlib
import hmac
import http.client
import json
import queue
import ssl
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from city import ROUND, City, Failure, Service, free_port

# A delivery that was not heard is tried again after a minute; the service looks every five seconds.
RETRY_SECONDS = 75.0
DELIVERY_SECONDS = 20.0


class Receiver:
    """An address over TLS that is told of events and answers as it is told to."""

    def __init__(self, folder: Path, name: str) -> None:
        self.certificate = folder / f"{name}.pem"
        key = folder / f"{name}.key"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-keyout", str(key), "-out", str(self.certificate),
             "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost"],
            check=True, capture_output=True)
        self.heard: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.heard.put((dict(self.headers.items()), body))
                status = receiver.statuses.pop(0) if receiver.statuses else 204
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", f"https://localhost:{receiver.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}/surveys"

    def next(self, secret: str, seconds: float = DELIVERY_SECONDS) -> tuple[str, str]:
        """Event and id of the next delivery, whose signature must be right."""
        try:
            headers, body = self.heard.get(timeout=seconds)
        except queue.Empty:
            raise Failure("nothing was delivered") from None
        parts = dict(part.split("=", 1) for part in headers["Survey-Signature"].split(","))
        wanted = hmac.new(secret.encode(), f"{parts['t']}.".encode() + body, hashlib.sha256)
        if not hmac.compare_digest(parts["v1"], wanted.hexdigest()):
            raise Failure("the signature is not that of the body")
        if abs(time.time() - int(parts["t"])) > 30:
            raise Failure("the signature is not of now")
        content = json.loads(body)
        if content["event"] != headers["Survey-Event"] or content["round"] != ROUND:
            raise Failure(f"{headers} {content}")
        return content["event"], headers["Survey-Delivery"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def last_status(city: City, address: str) -> str | None:
    """What the service says of the last delivery to an address."""
    listing = json.loads(city.aggregator("webhook", "list", "--json"))["webhooks"]
    return next(entry.get("lastStatus") for entry in listing if entry["address"] == address)


def wait_status(city: City, address: str, wanted: str) -> None:
    """Waits until the service says so of an address."""
    end = time.monotonic() + DELIVERY_SECONDS
    while last_status(city, address) != wanted:
        if time.monotonic() > end:
            raise Failure(f"{last_status(city, address)}, not {wanted}")
        threading.Event().wait(0.2)


def webhooks(programs: Path) -> None:
    """Signed deliveries over TLS, tried again after a failure, also by the next service."""
    began = time.monotonic()
    with City(programs) as city:
        known, stranger = Receiver(city.folder, "known"), Receiver(city.folder, "stranger")
        options = ("--webhook-authority", str(known.certificate))
        try:
            with Service(city, options):
                secret = city.aggregator("webhook", "add", known.address).strip()
                city.aggregator("webhook", "add", stranger.address, "--event", "round.closed")
                city.aggregator("round", "close", ROUND)
                if known.next(secret)[0] != "round.closed":
                    raise Failure("another event came")
                wait_status(city, known.address, "HTTP 204")
                # Whose certificate nobody vouches for gets not one byte.
                wait_status(city, stranger.address, "no answer")
                known.statuses = [302]
                city.aggregator("round", "open", ROUND)
                event, identity = known.next(secret)
                wait_status(city, known.address, "HTTP 302")
            # The next service has not forgotten what was not heard.
            with Service(city, options):
                if known.next(secret, RETRY_SECONDS) != (event, identity):
                    raise Failure("another delivery came in place of the repeated one")
                wait_status(city, known.address, "HTTP 204")
                if not known.heard.empty() or not stranger.heard.empty():
                    raise Failure("more was delivered than happened")
        finally:
            known.close()
            stranger.close()
    print(
        "outside: webhooks over TLS signed, refused to a stranger, no redirect followed, delivered "
        f"again by the next service, {time.monotonic() - began:.0f} s", flush=True)


def get(port: int, path: str, context: ssl.SSLContext | None = None) -> tuple[int, str]:
    """Status and body of an address on this computer."""
    connection = (
        http.client.HTTPSConnection("localhost", port, context=context, timeout=20) if context
        else http.client.HTTPConnection("127.0.0.1", port, timeout=20))
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def figures(programs: Path) -> None:
    """Figures are on a port of their own, count what happened, and end with the service."""
    began = time.monotonic()
    port = free_port()
    with City(programs) as city:
        with Service(city, ("--metrics-listen", f"127.0.0.1:{port}")):
            context = ssl.create_default_context(cafile=str(city.data / "authority.pem"))
            for path, wanted in (("/healthz", 200), ("/readyz", 200), ("/metrics", 404)):
                if get(city.port, path, context)[0] != wanted:
                    raise Failure(f"{path} is not {wanted}")
            city.enroll("alpha")
            city.answers("alpha", range(7), 1)
            city.must(city.agent("alpha", "sync"))
            status, text = get(port, "/metrics")
            lines = [line for line in text.splitlines() if line.startswith("survey_responses_total")]
            if status != 200 or not any('accepted' in line and line.endswith(" 7") for line in lines):
                raise Failure(f"the figures do not count seven accepted: {lines}")
            if get(port, "/healthz")[0] != 404:
                raise Failure("the listener of figures answers other addresses")
        try:
            get(port, "/metrics")
        except OSError:
            pass
        else:
            raise Failure("the listener of figures outlives the service")
    print(
        f"outside: figures on a port of their own, health without login, "
        f"{time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--only", choices=["webhooks", "figures"])
    options = parser.parse_args()
    if options.only in (None, "figures"):
        figures(options.programs)
    if options.only in (None, "webhooks"):
        webhooks(options.programs)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"outside: {failure}")
