"""What stands between an agent and the aggregator and misbehaves: TCP, byte by byte."""

from __future__ import annotations

import socket
import struct
import threading
from dataclasses import dataclass

CHUNK = 65536
HOLD_SECONDS = 0.3


@dataclass(frozen=True)
class Fault:
    """One fault of one connection.

    - kind: `cut` ends both directions, `reset` with a reset, `hold` waits once, `swallow` lets
      nothing more through from that side, `unheard` nothing more from the aggregator once the agent
      has sent so much, `garbage` changes a byte, `replay` sends what the agent sent once more on a
      connection of its own.
    - upward: whether bytes from the agent are counted, or those of the aggregator.
    - offset: how many of them go through untouched.
    """

    kind: str
    upward: bool
    offset: int


class Between:
    """Passes connections on; the next one with a fault, when there is one."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.fault: Fault | None = None
        self.is_lasting = False
        self.struck = False
        self.has_struck = threading.Event()
        # Bytes that went up and down on the last connection.
        self.counts = [0, 0]
        threading.Thread(target=self._accept, daemon=True).start()

    def arm(self, fault: Fault | None, is_lasting: bool = False) -> None:
        """What the next connection meets, or every one that follows; None for nothing."""
        self.struck = False
        self.has_struck.clear()
        self.is_lasting = is_lasting
        self.fault = fault

    def close(self) -> None:
        self.listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            fault = self.fault
            if not self.is_lasting:
                self.fault = None
            threading.Thread(target=self._serve, args=(client, fault), daemon=True).start()

    def _serve(self, client: socket.socket, fault: Fault | None) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=60)
        except OSError:
            client.close()
            return
        counts = [0, 0]
        self.counts = counts
        up = threading.Thread(
            target=self._pump, args=(client, server, fault, True, counts), daemon=True)
        up.start()
        self._pump(server, client, fault, False, counts)
        up.join(60)
        client.close()
        server.close()

    def _pump(
        self, source: socket.socket, sink: socket.socket, fault: Fault | None, upward: bool,
        counts: list[int]
    ) -> None:
        sent = bytearray()
        mine = fault is not None and fault.kind != "unheard" and fault.upward == upward
        unheard = fault is not None and fault.kind == "unheard" and not upward
        try:
            while data := source.recv(CHUNK):
                if unheard and counts[0] > fault.offset:
                    self.struck = True
                    self.has_struck.set()
                    sink.shutdown(socket.SHUT_RDWR)
                    return
                start = counts[0 if upward else 1]
                counts[0 if upward else 1] += len(data)
                sent += data if mine and fault.kind == "replay" else b""
                if mine and start + len(data) > fault.offset >= start:
                    self.struck = True
                    data = self._strike(fault, data, fault.offset - start, source, sink, bytes(sent))
                    if data is None:
                        return
                sink.sendall(data)
        except OSError:
            pass
        finally:
            for end in (sink, source):
                try:
                    end.shutdown(socket.SHUT_WR if end is sink else socket.SHUT_RD)
                except OSError:
                    pass

    def _strike(
        self, fault: Fault, data: bytes, at: int, source: socket.socket, sink: socket.socket,
        sent: bytes
    ) -> bytes | None:
        """What of the data goes on; None when the connection is over."""
        match fault.kind:
            case "cut" | "reset":
                sink.sendall(data[:at])
                if fault.kind == "reset":
                    for end in (source, sink):
                        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    source.close()
                    sink.close()
                    return None
                for end in (source, sink):
                    end.shutdown(socket.SHUT_RDWR)
                return None
            case "swallow":
                # The rest is read and thrown away, so that the sender believes it has arrived.
                source.settimeout(HOLD_SECONDS)
                try:
                    while source.recv(CHUNK):
                        pass
                except OSError:
                    pass
                for end in (source, sink):
                    end.shutdown(socket.SHUT_RDWR)
                return None
            case "hold":
                sink.sendall(data[:at])
                threading.Event().wait(HOLD_SECONDS)
                return data[at:]
            case "garbage":
                return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1:]
            case "replay":
                with socket.create_connection(("127.0.0.1", self.target), timeout=10) as other:
                    other.sendall(sent)
                return data
        raise ValueError(fault.kind)
