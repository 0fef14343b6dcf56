"""The real programs through real proxies: squid, nginx that ends TLS, and a captive portal."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from city import City, Failure, Service, free_port

START_SECONDS = 30.0


class Program:
    """A program of Debian's that listens on a port; use it in a `with` statement."""

    def __init__(self, command: list[str], port: int, log: Path) -> None:
        self.port = port
        self.log = log
        with open(log, "wb") as output:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def __enter__(self) -> Program:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failure(f"it ended: {self.log.read_text()}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise Failure(f"it does not listen: {self.log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def squid(city: City, password: str | None) -> Program:
    """A squid that lets tunnels through, with Basic authentication when there is a password."""
    folder = city.folder / f"squid-{password}"
    folder.mkdir()
    folder.chmod(0o777)
    port = free_port()
    rules = "http_access allow localhost"
    if password:
        digest = subprocess.run(
            ["openssl", "passwd", "-apr1", password], capture_output=True, text=True, check=True)
        users = folder / "users"
        users.write_text(f"agent:{digest.stdout.strip()}\n")
        users.chmod(0o644)
        rules = (
            f"auth_param basic program /usr/lib/squid/basic_ncsa_auth {users}\n"
            "auth_param basic children 2\nacl known proxy_auth REQUIRED\nhttp_access allow known")
    configuration = folder / "squid.conf"
    configuration.write_text(f"""http_port 127.0.0.1:{port}
pid_filename none
cache deny all
cache_log {folder}/cache.log
access_log none
coredump_dir {folder}
shutdown_lifetime 1 second
{rules}
http_access deny all
""")
    city.folder.chmod(0o755)
    return Program(["squid", "-N", "-f", str(configuration)], port, folder / "out.log")


def nginx(city: City, outside: int, is_forwarding: bool) -> Program:
    """An nginx that ends TLS before the aggregator and forwards the client's certificate."""
    folder = Path(tempfile.mkdtemp(prefix="nginx-", dir=city.folder))
    folder.chmod(0o777)
    data = city.data
    forward = "proxy_set_header Client-Cert $ssl_client_escaped_cert;" if is_forwarding else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(f"""daemon off;
user root;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  client_max_body_size 9m;
  server {{
    listen 127.0.0.1:{outside} ssl;
    ssl_certificate {data}/server.pem;
    ssl_certificate_key {data}/server.key;
    ssl_client_certificate {data}/authority.pem;
    ssl_verify_client optional;
    location / {{
      proxy_pass https://127.0.0.1:{city.port};
      proxy_ssl_trusted_certificate {data}/authority.pem;
      proxy_ssl_name localhost;
      proxy_ssl_verify on;
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      {forward}
    }}
  }}
}}
""")
    return Program(
        ["nginx", "-c", str(configuration), "-e", str(folder / "error.log")], outside,
        folder / "out.log")


class Portal(BaseHTTPRequestHandler):
    """Answers everything with a page to sign in on, and status 200."""

    page = b"<!DOCTYPE html><title>Sign in</title><p>Welcome to the hotel network."

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)

    do_POST = do_CONNECT = do_GET

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def portal(port: int, certificate: Path | None, key: Path | None) -> ThreadingHTTPServer:
    """A captive portal, over TLS when there is a certificate."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Portal)
    if certificate and key:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Matrix:
    """One row for each way between agent and aggregator."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str]] = []

    def sends(self, city: City, name: str, seed: int, *options: str) -> None:
        """A sync on this way must deliver."""
        city.answers("alpha", range(seed * 10, seed * 10 + 10), seed)
        done = city.agent("alpha", "sync", "--json", *options)
        if done.returncode:
            raise Failure(f"{name}: {done.returncode} {done.stdout}{done.stderr}")
        city.check(settled=True)
        self.rows.append((name, "delivered"))

    def refuses(self, city: City, name: str, seed: int, words: list[str], *options: str) -> None:
        """A sync on this way must fail, say why, and keep everything."""
        city.answers("alpha", range(seed * 10, seed * 10 + 10), seed)
        done = city.agent("alpha", "sync", *options)
        text = (done.stdout + done.stderr).lower()
        if done.returncode == 0 or not any(word in text for word in words):
            raise Failure(f"{name}: {done.returncode} {done.stdout}{done.stderr}")
        waiting = [state for state in city.sealed("alpha").values() if state == "waiting"]
        if len(waiting) < 10:
            raise Failure(f"{name}: what was not sent does not wait")
        city.check()
        self.rows.append((name, f"named, exit {done.returncode}, nothing lost"))
        city.must(city.agent("alpha", "sync", "--proxy", "none"))
        city.check(settled=True)

    def refuses_until(self, city: City, name: str, seed: int) -> None:
        """Like `refuses`, where going straight is no way."""
        self.refuses_alone(city, name, seed, ["certificate", "permitted"])

    def refuses_alone(self, city: City, name: str, seed: int, words: list[str]) -> None:
        """A sync must fail, say why, and keep everything; another one delivers later."""
        city.answers("alpha", range(seed * 10, seed * 10 + 10), seed)
        done = city.agent("alpha", "sync")
        text = (done.stdout + done.stderr).lower()
        if done.returncode == 0 or not any(word in text for word in words):
            raise Failure(f"{name}: {done.returncode} {done.stdout}{done.stderr}")
        if "waiting" not in city.sealed("alpha").values():
            raise Failure(f"{name}: what was not sent does not wait")
        city.check()
        self.rows.append((name, f"named, exit {done.returncode}, nothing lost"))


def tunnels(programs: Path, matrix: Matrix) -> None:
    """squid as a proxy that the agent is told of."""
    with City(programs) as city, Service(city):
        city.enroll("alpha")
        with squid(city, None) as proxy:
            matrix.sends(city, "squid", 1, "--proxy", f"http://127.0.0.1:{proxy.port}")
        with squid(city, "secret") as proxy:
            credentials = city.home("alpha") / "proxy.credentials"
            credentials.write_text("agent\nsecret\n", encoding="utf-8")
            credentials.chmod(0o600)
            matrix.sends(
                city, "squid, Basic", 2, "--proxy", f"http://127.0.0.1:{proxy.port}")
            credentials.unlink()
            matrix.refuses(
                city, "squid, Basic, no password", 3, ["407", "proxy"], "--proxy",
                f"http://127.0.0.1:{proxy.port}")
        gone = free_port()
        matrix.refuses(
            city, "proxy that is not there", 4, ["proxy", "reach"], "--proxy",
            f"http://127.0.0.1:{gone}")


def terminating(programs: Path, matrix: Matrix) -> None:
    """nginx ends TLS before the aggregator."""
    outside = free_port()
    with City(programs, port=outside) as city:
        with Service(city, ("--trusted-proxy", "127.0.0.1")), nginx(city, outside, True):
            city.enroll("alpha")
            matrix.sends(city, "nginx ends TLS, forwards", 1)
        with Service(city), nginx(city, outside, True):
            matrix.refuses_until(city, "nginx ends TLS, not configured here", 2)
        with Service(city, ("--trusted-proxy", "127.0.0.1")), nginx(city, outside, False):
            matrix.refuses_until(city, "nginx ends TLS, forwards nothing", 3)
        with Service(city, ("--trusted-proxy", "127.0.0.1")), nginx(city, outside, True):
            matrix.sends(city, "nginx again", 4)


def portals(programs: Path, matrix: Matrix) -> None:
    """A captive portal answers in the aggregator's place."""
    outside = free_port()
    with City(programs, port=outside) as city:
        keys = city.folder / "portal"
        keys.mkdir()
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-keyout", str(keys / "key"), "-out", str(keys / "pem"), "-days", "2",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
            check=True, capture_output=True)
        with Service(city, ("--trusted-proxy", "127.0.0.1")), nginx(city, outside, True):
            city.enroll("alpha")
        for name, certificate, key, words in (
            ("portal with its own certificate", keys / "pem", keys / "key", ["other than the server"]),
            ("portal without TLS", None, None, ["reach", "ssl", "tls"]),
            ("portal that is let into TLS", city.data / "server.pem", city.data / "server.key",
             ["sign-in", "portal", "sign in"]),
        ):
            server = portal(outside, certificate, key)
            try:
                matrix.refuses_alone(city, name, len(matrix.rows), words)
            finally:
                server.shutdown()
                server.server_close()
        with Service(city, ("--trusted-proxy", "127.0.0.1")), nginx(city, outside, True):
            city.must(city.agent("alpha", "sync"))
            city.check(settled=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, required=True)
    parser.add_argument("--only", choices=["tunnels", "terminating", "portals"])
    options = parser.parse_args()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    for name in ("squid", "nginx"):
        if not shutil.which(name):
            raise Failure(f"{name} is not installed: use `make proxy`")
    began = time.monotonic()
    matrix = Matrix()
    for name, part in (("tunnels", tunnels), ("terminating", terminating), ("portals", portals)):
        if options.only in (None, name):
            part(options.programs, matrix)
    for name, result in matrix.rows:
        print(f"proxy: {name:40} {result}")
    print(f"proxy: {len(matrix.rows)} ways, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"proxy: {failure}")
