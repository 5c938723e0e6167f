"""The address in each letter at which its topic can be stopped, signed and good for ever."""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from cordata_web.mail.sites import absolute
from cordata_web.mail.topics import STOPPABLE
from cordata_web.people.models import User

SALT = "cordata.mail.stop"


class BadStopTokenError(Exception):
    """Nobody signed this token here, or its person is gone."""


def stop_address(user: User, topic: str) -> str:
    token = signing.Signer(salt=SALT).sign(f"{user.pk}.{topic}")
    return absolute(reverse("mail_stop", args=[token]))


def read_stop_token(token: str) -> tuple[User, str]:
    """Whose letters about what."""
    try:
        number, topic = signing.Signer(salt=SALT).unsign(token).split(".")
        user = User.objects.get(pk=int(number), erased=None)
    except (signing.BadSignature, ValueError, User.DoesNotExist) as error:
        raise BadStopTokenError(token) from error
    if topic not in STOPPABLE:
        raise BadStopTokenError(token)
    return user, topic
