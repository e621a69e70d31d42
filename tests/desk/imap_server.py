"""A small mailbox for tests: as much IMAP as a client needs to read what is unread and to mark it."""

from __future__ import annotations

import re
import socketserver
import threading


class MailboxServer(socketserver.ThreadingTCPServer):
    """One mailbox with some mails, none of them read."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mails: list[bytes], password: str) -> None:
        super().__init__(("127.0.0.1", 0), Session)
        self.mails, self.password = mails, password
        self.seen: set[int] = set()
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Session(socketserver.StreamRequestHandler):
    """One session."""

    server: MailboxServer

    def say(self, line: str) -> None:
        """One line."""
        self.wfile.write(f"{line}\r\n".encode())

    def handle(self) -> None:
        """Answer command by command."""
        self.say("* OK ready")
        while line := self.rfile.readline().decode():
            tag, _, rest = line.strip().partition(" ")
            verb = rest.split(" ")[0].upper()
            if verb == "LOGIN" and f'"{self.server.password}"' not in rest:
                self.say(f"{tag} NO wrong")
                continue
            if verb == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif verb == "SELECT":
                self.say(f"* {len(self.server.mails)} EXISTS")
            elif verb == "SEARCH":
                unread = [n for n in range(1, len(self.server.mails) + 1) if n not in self.server.seen]
                self.say(f"* SEARCH {' '.join(map(str, unread))}")
            elif verb == "FETCH":
                number = int(rest.split(" ")[1])
                mail = self.server.mails[number - 1]
                self.say(f"* {number} FETCH (BODY[] {{{len(mail)}}}")
                self.wfile.write(mail + b")\r\n")
            elif verb == "STORE" and re.search(r"\\Seen", rest):
                self.server.seen.add(int(rest.split(" ")[1]))
            elif verb == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")
            if verb == "LOGOUT":
                return
