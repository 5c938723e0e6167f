"""Taking in one mail: read, checked, handed to its receiver, once."""

from __future__ import annotations

import enum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.module_loading import autodiscover_modules

from cordata_web.mail.models import Received
from cordata_web.mail.reading import Address, MailError, addresses_in, incoming, parsed, written_by_a_machine
from cordata_web.mail.receiving import RECEIVERS, Incoming


class NobodyThereError(MailError):
    """No address of this site, or none that is known (any more)."""


class Outcome(enum.Enum):
    """What became of a mail that was not refused."""

    TAKEN = "The mail was taken in."
    KNOWN = "The mail had been taken in before."
    IGNORED = "The mail was written by a machine and is ignored."


def take_in(raw: bytes) -> Outcome:
    """Hand the mail to the receiver of its address, in one transaction; MailError or WrongSenderError if refused."""
    mail = parsed(raw)
    if written_by_a_machine(mail):
        return Outcome.IGNORED
    if not settings.CORDATA_MAIL_DOMAIN:
        raise NobodyThereError("This site takes no mail in: CORDATA_MAIL_DOMAIN is not set.")
    autodiscover_modules("handlers")
    addresses = addresses_in(mail, domain=settings.CORDATA_MAIL_DOMAIN)
    if not addresses:
        raise NobodyThereError(f"The mail is not for an address of {settings.CORDATA_MAIL_DOMAIN} that takes answers.")
    return _hand_over(addresses[0], incoming(mail, raw))


def _hand_over(address: Address, mail: Incoming) -> Outcome:
    receiver = RECEIVERS.get(address.receiver)
    facts = {"message_id": mail.message_id, "receiver": address.receiver, "token": address.token}
    if receiver is None:
        raise NobodyThereError(f"Nobody takes in the mail to {address.receiver}+….")
    if Received.objects.filter(**facts).exists():
        return Outcome.KNOWN
    with transaction.atomic():
        try:
            with transaction.atomic():
                Received.objects.create(**facts, sender=mail.sender[:254])
        except IntegrityError:  # another process is taking in the same mail and was quicker
            return Outcome.KNOWN
        if not receiver(address.token, mail):
            raise NobodyThereError("This address is not, or no longer, known here.")
    return Outcome.TAKEN
