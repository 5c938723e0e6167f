"""Takes in e-mail, one from a mail server's pipe or all of a Maildir."""

from __future__ import annotations

import logging
import mailbox
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cordata_web.mail.reading import LARGEST_MAIL, MailError
from cordata_web.mail.receiving import WrongSenderError
from cordata_web.mail.taking_in import NobodyThereError, take_in

log = logging.getLogger(__name__)
# of sysexits.h, as mail servers understand them
EX_DATAERR, EX_NOUSER, EX_TEMPFAIL = 65, 67, 75


class Command(BaseCommand):
    help = "Take in one e-mail from standard input, or all new ones of a Maildir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maildir", type=Path, metavar="FOLDER", help="read the new e-mails of this Maildir")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django hands them over
        if options["maildir"]:
            self._read_maildir(options["maildir"])
        else:
            self._take_in(sys.stdin.buffer.read(LARGEST_MAIL + 1))

    def _take_in(self, raw: bytes) -> None:
        """Take in one mail; a refusal ends the command with the code that tells the mail server what to do."""
        try:
            outcome = take_in(raw)
        except NobodyThereError as refusal:
            raise CommandError(str(refusal), returncode=EX_NOUSER) from refusal
        except WrongSenderError as refusal:
            raise CommandError(
                "Only the person to whom this address was given may write to it, from the own address.",
                returncode=EX_DATAERR,
            ) from refusal
        except MailError as refusal:
            raise CommandError(str(refusal), returncode=EX_DATAERR) from refusal
        except Exception as trouble:  # our own trouble must not cost anybody a letter: the mail server keeps it
            log.exception("A mail could not be taken in.")
            raise CommandError(f"Not now, please try again: {trouble}", returncode=EX_TEMPFAIL) from trouble
        self.stdout.write(outcome.value)

    def _read_maildir(self, folder: Path) -> None:
        """Mails that were taken in or refused are marked as seen, refused ones as flagged too; others stay new."""
        if not all((folder / part).is_dir() for part in ("cur", "new", "tmp")):
            raise CommandError(f"{folder} is no Maildir: it needs the folders cur, new and tmp.")
        box = mailbox.Maildir(folder, create=False)
        postponed = 0
        for key in sorted(box.keys()):
            message = box.get_message(key)
            if message.get_subdir() == "new":
                flags = self._flags_for(key, box.get_bytes(key))
                postponed += not flags
                if flags:
                    message.set_subdir("cur")
                    message.set_flags(flags)
                    box[key] = message
        if postponed:
            raise CommandError(f"{postponed} e-mails stay for the next time.", returncode=EX_TEMPFAIL)

    def _flags_for(self, key: str, raw: bytes) -> str:
        try:
            self._take_in(raw)
        except CommandError as refusal:
            self.stderr.write(f"{key}: {refusal}")
            return "" if refusal.returncode == EX_TEMPFAIL else "FS"
        return "S"
