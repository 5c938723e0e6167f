"""The call for which a consortium is made: known to the consortium by its public identifier only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from cordata_web.calls.models import Call
from cordata_web.directory.vocabulary import reading_language

LONGEST_TOPIC = 3000


@dataclass(frozen=True, slots=True)
class Called:
    """What to show of it, and where it leads; nowhere where neither the site nor the text knows an address."""

    label: str
    url: str


def called(told: str) -> Called | None:
    """A call of the site by its title; an address as it is; anything else as its text."""
    if not told:
        return None
    row = Call.objects.filter(pk=told, withdrawn__isnull=True).only("id", "titles").first()
    if row is not None:
        return Called(_in_language(row.titles) or row.pk, reverse("calls:call", args=[row.pk]))
    return Called(told, told if told.startswith(("https://", "http://")) else "")


def plan_from(told: str, today: date) -> dict[str, Any]:
    """What a call says of a consortium for it: title, topic, programme, and the next deadline as the day."""
    row = Call.objects.filter(pk=told, withdrawn__isnull=True).prefetch_related("deadlines").first()
    if row is None:
        return {}
    days = sorted(timezone.localdate(one.at) for one in row.deadlines.all())
    day = next((one for one in days if one >= today), days[-1] if days else today)
    plan = {"title": _in_language(row.titles)[:200], "topic": _in_language(row.texts)[:LONGEST_TOPIC]}
    return {**{name: text for name, text in plan.items() if text}, "programme": row.programme, "day": day}


def _in_language(texts: dict[str, str]) -> str:
    """In the reader's language, else in English, else in any."""
    return texts.get(reading_language()) or texts.get("en") or next(iter(texts.values()), "")
