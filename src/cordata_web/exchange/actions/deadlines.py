"""What the site does every day so that nobody waits in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from cordata.exchange import COLLABORATION, TransitionRefusedError
from cordata_web.exchange.actions.collaborations import ask_how_it_goes
from cordata_web.exchange.actions.interests import lapse_interest
from cordata_web.exchange.actions.introductions import lapse_introduction
from cordata_web.exchange.deadlines import mark_due
from cordata_web.exchange.letters import interests as interest_letters
from cordata_web.exchange.letters import introductions as introduction_letters
from cordata_web.exchange.models import Collaboration, Interest, Introduction

QUIET_DAYS = 90
"""Days without a change after which the two of a collaboration are asked how it goes."""


def watch_deadlines(*, today: date) -> Mapping[str, int]:
    """Remind, let lapse, and ask how it goes; safe to repeat. How many of each."""
    interests = Interest.objects.filter(state__in=("sent", "asked"))
    introductions = Introduction.objects.filter(state__in=("proposed", "half_agreed"))
    return {
        "interests lapsed": _lapse(interests, lambda one: lapse_interest(interest=one, today=today), today),
        "introductions lapsed": _lapse(
            introductions, lambda one: lapse_introduction(introduction=one, today=today), today
        ),
        "interests reminded": _remind(interests, interest_letters.remind, today),
        "introductions reminded": _remind(introductions, introduction_letters.remind, today),
        "collaborations asked": _ask(today),
    }


def _lapse(rows: models.QuerySet[Any], lapse: Callable[[Any], Any], today: date) -> int:
    lapsed = 0
    for row in rows.filter(respond_by__lt=today):
        try:
            lapse(row)
        except TransitionRefusedError:  # answered at this very moment, which is better
            continue
        lapsed += 1
    return lapsed


def _remind(rows: models.QuerySet[Any], remind: Callable[..., int], today: date) -> int:
    reminded = 0
    for row in rows.filter(respond_by__gte=today):
        mark = mark_due(row.respond_by, row.reminded, today)
        if mark is None:
            continue
        with transaction.atomic():
            remind(row, mark=mark, today=today)
            # Not saved the usual way: a reminder is no change.
            type(row).objects.filter(pk=row.pk).update(reminded=today)
        reminded += 1
    return reminded


def _ask(today: date) -> int:
    long_ago = today - timedelta(days=QUIET_DAYS)
    quiet = Collaboration.objects.exclude(state__in=COLLABORATION.closed).filter(
        Q(reminded__isnull=True) | Q(reminded__lte=long_ago), updated__date__lte=long_ago
    )
    rows = list(quiet.select_related("first", "second", "introduction"))
    for row in rows:
        ask_how_it_goes(collaboration=row, today=today)
    return len(rows)
