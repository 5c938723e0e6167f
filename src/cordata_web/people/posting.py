"""Letters by Django's own mail, until the site's post office is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import override

from cordata_web.people.models import User


@dataclass(frozen=True)
class Draft:
    subject: str
    paragraphs: Sequence[str]
    button: tuple[str, str] | None = None
    items: Sequence[tuple[str, str, str]] = ()
    closing: str = ""


def absolute(path: str) -> str:
    return getattr(settings, "CORDATA_SITE_URL", "http://localhost:8000").rstrip("/") + path


def post(
    kind: str, *, to: User | str, write: Callable[[], Draft], topic: str = "essential", language: str | None = None
) -> None:
    del kind, topic
    with override(to.language if isinstance(to, User) else language):
        letter = write()
    lines = [*letter.paragraphs, *(letter.button or ()), letter.closing]
    send_mail(letter.subject, "\n\n".join(lines), None, [to.email if isinstance(to, User) else to])
