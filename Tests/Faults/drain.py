"""The service is told to end while clients hold connections in every way they can."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from city import ROUND, City, Failure, Service, free_port
from direct import RESPONSES, Direct

# Within this the service has ended once nothing is under way any more.
END_SECONDS = 8.0
DRAIN_MAXIMUM = 3
TARGET = f"/v1/rounds/{ROUND}/responses"

# HTTP/2: kinds and flags of frames.
DATA, HEADERS, SETTINGS, GOAWAY = 0, 1, 4, 7
END_STREAM, END_HEADERS = 1, 4
STATUS_OK = 0x88


class Client:
    """A TLS connection with an agent's certificate that does only what it is told."""

    def __init__(self, direct: Direct, protocol: str) -> None:
        home = direct.city.home(direct.organization)
        context = ssl.create_default_context(cafile=str(direct.city.data / "authority.pem"))
        context.load_cert_chain(home / "agent.pem", home / "agent.key")
        context.set_alpn_protocols([protocol])
        raw = socket.create_connection(("127.0.0.1", direct.city.port), timeout=60)
        self.socket = context.wrap_socket(raw, server_hostname="localhost")
        if self.socket.selected_alpn_protocol() != protocol:
            raise Failure(f"the service does not speak {protocol}")

    def exactly(self, count: int) -> bytes:
        """So many bytes, or fewer at the end."""
        content = b""
        while len(content) < count and (part := self.socket.recv(count - len(content))):
            content += part
        return content

    def ended(self) -> None:
        """Returns when the service has closed the connection."""
        try:
            while self.socket.recv(65_536):
                pass
        except ConnectionResetError:
            pass


class One(Client):
    """HTTP/1.1."""

    def __init__(self, direct: Direct) -> None:
        super().__init__(direct, "http/1.1")

    def begin(self, method: str, target: str, length: int) -> None:
        """Sends a request's header."""
        kind = f"Content-Type: {RESPONSES}\r\nContent-Length: {length}\r\n" if length else ""
        self.socket.sendall(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n{kind}\r\n".encode())

    def send(self, content: bytes, last: bool) -> None:
        """Sends a part of its body."""
        self.socket.sendall(content)

    def answer(self) -> bytes:
        """The body of an answer with status 200."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            if not (part := self.exactly(1)):
                raise Failure(f"HTTP/1.1: no whole answer: {head!r}")
            head += part
        lines = head.decode().lower().split("\r\n")
        length = next((int(s.split(":")[1]) for s in lines if s.startswith("content-length:")), None)
        if length is None:
            body = b""
            while size := int(self._line(), 16):
                body += self.exactly(size)
                self._line()
        else:
            body = self.exactly(length)
        if " 200 " not in lines[0] or (length or 0) > len(body):
            raise Failure(f"HTTP/1.1: {head!r} {body!r}")
        return body

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\r\n"):
            if not (part := self.exactly(1)):
                raise Failure("HTTP/1.1: the answer was cut off")
            line += part
        return line[:-2]


class Two(Client):
    """HTTP/2, one stream, without any answer to pings or to the service's farewell."""

    def __init__(self, direct: Direct) -> None:
        super().__init__(direct, "h2")
        self.socket.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        self._frame(SETTINGS, 0, b"", stream=0)

    def _frame(self, kind: int, flags: int, content: bytes, stream: int = 1) -> None:
        self.socket.sendall(
            len(content).to_bytes(3, "big") + bytes([kind, flags]) + stream.to_bytes(4, "big") + content)

    def begin(self, method: str, target: str, length: int) -> None:
        """Sends a request's header."""
        fields = {":method": method, ":scheme": "https", ":authority": "localhost", ":path": target}
        if length:
            fields |= {"content-type": RESPONSES, "content-length": str(length)}
        # Each field as it is: a zero byte, then name and value with their lengths.
        block = b"".join(
            b"\0" + bytes([len(name)]) + name.encode() + bytes([len(value)]) + value.encode()
            for name, value in fields.items())
        self._frame(HEADERS, END_HEADERS | (0 if length else END_STREAM), block)

    def send(self, content: bytes, last: bool) -> None:
        """Sends a part of its body."""
        self._frame(DATA, END_STREAM if last else 0, content)

    def answer(self) -> bytes:
        """The body of an answer with status 200."""
        body = b""
        while True:
            head = self.exactly(9)
            if len(head) < 9:
                raise Failure("HTTP/2: no whole answer")
            content = self.exactly(int.from_bytes(head[:3], "big"))
            if head[3] == HEADERS and STATUS_OK not in content[:3]:
                raise Failure(f"HTTP/2: the status is not 200: {content!r}")
            if head[3] == DATA:
                body += content
            if head[3] in (HEADERS, DATA) and head[4] & END_STREAM:
                return body

    def farewell(self) -> None:
        """Returns when the service has said that it takes no more requests here."""
        while len(head := self.exactly(9)) == 9:
            self.exactly(int.from_bytes(head[:3], "big"))
            if head[3] == GOAWAY:
                return
        raise Failure("HTTP/2: the connection ended without GOAWAY")


def idle(direct: Direct) -> list[Client]:
    """Connections that have had an answer and wait."""
    clients: list[Client] = [One(direct), Two(direct)]
    for client in clients:
        client.begin("GET", f"/v1/rounds/{ROUND}", 0)
        client.answer()
    return clients


def end(service: Service) -> Callable[[], float]:
    """Asks the service to end; the result waits for it and says after how many seconds it had."""
    began = time.monotonic()
    os.kill(service.process.pid, signal.SIGTERM)

    def wait() -> float:
        try:
            code = service.process.wait(60)
        except subprocess.TimeoutExpired as error:
            raise Failure("the service has not ended after a minute") from error
        if code:
            raise Failure(f"the service ended with {code}")
        return time.monotonic() - began

    return wait


def quiet(city: City) -> None:
    """Nothing is under way, but connections are open."""
    with Service(city) as service:
        direct = Direct(city, "alpha")
        kept = [*idle(direct), One(direct), Two(direct)]
        with socket.create_connection(("127.0.0.1", city.port)):
            took = end(service)()
        kept[1].farewell()
    print(f"drain: with 5 idle connections it ended after {took:.1f} s", flush=True)
    if took > END_SECONDS:
        raise Failure(f"idle connections held the service for {took:.1f} s")


def under_way(city: City) -> None:
    """Requests that have begun get their whole answer, over both protocols."""
    with Service(city) as service:
        direct = Direct(city, "alpha")
        line = {client: direct.response() + b"\n" for client in (One(direct), Two(direct))}
        for client, content in line.items():
            client.begin("POST", TARGET, len(content))
            client.send(content[:20], last=False)
        waits = idle(direct)
        ended = end(service)
        # Now the service has noticed.
        waits[0].ended()
        for client, content in line.items():
            client.send(content[20:], last=True)
        for client in line:
            verdicts = [json.loads(text)["verdict"] for text in client.answer().splitlines()]
            if verdicts != ["accepted"]:
                raise Failure(f"a request under way got {verdicts}")
        took = ended()
    print(f"drain: with 2 requests under way it ended after {took:.1f} s", flush=True)
    if took > END_SECONDS:
        raise Failure(f"after the last answer the service went on for {took:.1f} s")


def endless(city: City) -> None:
    """Requests that never end are cut off."""
    figures = free_port()
    options = (
        "--drain-maximum", str(DRAIN_MAXIMUM), "--metrics-listen", f"127.0.0.1:{figures}")
    with Service(city, options) as service:
        direct = Direct(city, "alpha")
        kept: list[Client] = [One(direct), Two(direct)]
        for client in kept:
            client.begin("POST", TARGET, 10_000)
            client.send(b"{", last=False)
        kept += idle(direct)
        with socket.create_connection(("127.0.0.1", figures)) as half:
            half.sendall(b"GET /metrics HTTP/1.1\r\n")
            took = end(service)()
    print(f"drain: with 2 requests that never end it ended after {took:.1f} s", flush=True)
    # One listener after the other.
    if not DRAIN_MAXIMUM <= took <= 2 * DRAIN_MAXIMUM + END_SECONDS:
        raise Failure(f"requests that never end held the service for {took:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    options = parser.parse_args()
    with City(options.programs) as city:
        with Service(city):
            city.enroll("alpha")
        for step in (quiet, under_way, endless):
            step(city)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"drain: {failure}")
