"""Who takes in what is written to this site's addresses, as reply+<token>@<domain>."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


class WrongSenderError(Exception):
    """The address is right, but this sender may not write to it; raised by a receiver."""


class ReceiverTakenError(Exception):
    """Two functions want the mail to the same addresses."""


@dataclass(frozen=True)
class File:
    """A file that came with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Incoming:
    """A mail, read: ``text`` is what the sender wrote, without what it answers."""

    message_id: str
    sender: str
    sender_name: str
    subject: str
    text: str
    files: tuple[File, ...] = ()


Receiver: TypeAlias = Callable[[str, Incoming], bool]
RECEIVERS: dict[str, Receiver] = {}


def receives(name: str) -> Callable[[Receiver], Receiver]:
    """Make the function below take in the mail to ``<name>+<token>@<domain>``.

    It is called inside a transaction with the token and the mail; it returns whether the token is known, and raises
    WrongSenderError when somebody else than expected writes. The same mail reaches it once.
    """

    def register(function: Receiver) -> Receiver:
        if RECEIVERS.setdefault(name, function) is not function:
            raise ReceiverTakenError(f"{RECEIVERS[name]!r} and {function!r} both want the mail to {name}+….")
        return function

    return register
