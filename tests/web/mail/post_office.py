"""A mail server in a thread: takes letters in, refuses them, or goes silent, as its rule says."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

OK = "250 fine"
HANG_UP, SILENCE = "hang up", "silence"
Rule = Callable[[str, str], str]


def takes_all(_verb: str, _line: str) -> str:
    return OK


class PostOffice(socketserver.ThreadingTCPServer):
    """``rule(verb, rest of the line)`` gives the answer; for the letter itself the verb is "LETTER"."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.rule: Rule = takes_all
        self.letters: list[EmailMessage] = []
        self.connections = 0
        self.arrived = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    server: PostOffice

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 post office")
        while line := self.rfile.readline().decode().strip():
            verb, _space, rest = line.partition(" ")
            verb = verb.upper()
            if verb == "QUIT":
                return self._say("221 bye")
            if not self._say(self._on_data() if verb == "DATA" else self.server.rule(verb, rest)):
                return None
        return None

    def _on_data(self) -> str:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.server.rule("LETTER", "")
        if answer in (OK, SILENCE, HANG_UP):
            self.server.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))
            self.server.arrived.set()
        return answer

    def _say(self, answer: str) -> bool:
        if answer == SILENCE:
            time.sleep(60)
        if answer in (SILENCE, HANG_UP):
            return False
        self.wfile.write(answer.encode() + b"\r\n")
        return True


@contextmanager
def open_post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    thread = threading.Thread(target=office.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        office.shutdown()
        office.server_close()
        thread.join()
