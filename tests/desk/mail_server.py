"""A small mail server for tests: it keeps what it takes, refuses and drops as it is told."""

from __future__ import annotations

import socketserver
import threading
from collections import Counter


class MailServer(socketserver.ThreadingTCPServer):
    """Boxes by address; `answers` gives for an address the codes of its first attempts."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, answers: dict[str, list[int]] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.boxes: Counter[str] = Counter()
        self.answers = answers or {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Session(socketserver.StreamRequestHandler):
    """One session; code 0 drops the line."""

    server: MailServer

    def handle(self) -> None:
        """Speak as much SMTP as a client needs."""
        self.wfile.write(b"220 test\r\n")
        address = ""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
                waiting = self.server.answers.get(address, [])
                code = waiting.pop(0) if waiting else 250
                if code == 0:
                    return
                self.wfile.write(f"{code} told\r\n".encode())
            elif verb == b"DATA":
                self.wfile.write(b"354 go\r\n")
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    pass
                if text:
                    self.server.boxes[address] += 1
                    self.wfile.write(b"250 taken\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 good\r\n")
                if verb == b"QUIT":
                    return
