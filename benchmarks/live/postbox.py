"""A mail server that takes every letter and remembers its Message-ID."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes


class Postbox:
    """What has come, by Message-ID: how often."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.arrived = threading.Event()
        self.port = 0

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection; a sender that is killed in the middle of a letter has sent none."""
        try:
            writer.write(b"220 postbox\r\n")
            while line := await reader.readline():
                verb = line.split(b" ")[0].strip().upper()
                if verb == b"DATA":
                    writer.write(b"354 go on\r\n")
                    letter = await reader.readuntil(b"\r\n.\r\n")
                    self.received[str(message_from_bytes(letter)["Message-ID"])] += 1
                    self.arrived.set()
                writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 fine\r\n")
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    """Listening in a thread of its own for as long as the block takes."""
    box, ready, loop = Postbox(), threading.Event(), asyncio.new_event_loop()

    async def listen() -> None:
        server = await asyncio.start_server(box.converse, "127.0.0.1", 0, limit=2**22)
        box.port = server.sockets[0].getsockname()[1]
        ready.set()

    def serve() -> None:
        loop.run_until_complete(listen())
        loop.run_forever()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
