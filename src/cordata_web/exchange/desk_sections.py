"""What awaits somebody in the exchange, for the page "My desk"."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.exchange import COLLABORATION
from cordata_web.exchange.models import Collaboration, Interest, Introduction, Message, Participant
from cordata_web.exchange.views.collaborations import collaboration_row
from cordata_web.exchange.views.interests import interest_row
from cordata_web.exchange.views.introductions import introduction_row
from cordata_web.people.policy import Standing

SHOWN = 5


def waiting_for_answer(standing: Standing, _request: HttpRequest) -> dict[str, Any]:
    """Interests to accept or decline, questions to answer, introductions to agree to; what is due first comes first."""
    mine = standing.acts_for
    received = Q(opportunity__organisation__in=mine, state="sent")
    asked = Q(organisation__in=mine, state="asked")
    interests = Interest.objects.filter(received | asked).select_related("organisation", "opportunity__organisation")
    unanswered = Q(first__in=mine, agreed_by_first=False) | Q(second__in=mine, agreed_by_second=False)
    proposed = Introduction.objects.filter(unanswered, state__in=("proposed", "half_agreed")).select_related(
        "first", "second", "opportunity__organisation"
    )
    dated = [
        *(
            (one.respond_by, interest_row(one, standing, "received" if one.state == "sent" else "sent"))
            for one in interests
        ),
        *((one.respond_by, introduction_row(one, standing)) for one in proposed),
    ]
    rows = [row for _day, row in sorted(dated, key=lambda pair: (pair[0] is None, pair[0], pair[1]["url"]))]
    return _section(_("Waiting for your answer"), rows, len(rows), reverse("exchange:interests"))


def your_introductions(standing: Standing, _request: HttpRequest) -> dict[str, Any]:
    """Open conversations in which the person takes part or could, those with something new first."""
    mine = standing.acts_for
    takes_part = Participant.objects.filter(user=standing.user_id or 0, left__isnull=True).values("introduction")
    parties = Q(first__in=mine) | Q(second__in=mine) | Q(pk__in=takes_part)
    found = Introduction.objects.filter(parties, state="open").select_related(
        "first", "second", "opportunity__organisation"
    )
    new = unread_counts(standing)
    ordered = sorted(found, key=lambda one: (-new.get(one.pk, 0), -one.updated.timestamp()))
    rows = [{**introduction_row(one, standing), "new": new.get(one.pk, 0)} for one in ordered]
    return _section(_("Your introductions"), rows, len(rows), reverse("exchange:introductions"))


def collaborations(standing: Standing, _request: HttpRequest) -> dict[str, Any]:
    """Those under way of the organisations for which the person acts."""
    mine = standing.acts_for
    found = (
        Collaboration.objects.filter(Q(first__in=mine) | Q(second__in=mine))
        .exclude(state__in=COLLABORATION.closed)
        .select_related("first", "second", "introduction")
    )
    rows = [collaboration_row(one, standing) for one in found]
    return _section(_("Collaborations"), rows, len(rows), reverse("exchange:collaborations"))


def unread_counts(standing: Standing) -> dict[str, int]:
    """How many messages of others the person has not seen, by introduction."""
    counts: dict[str, int] = {}
    for one in Participant.objects.filter(user=standing.user_id or 0, left__isnull=True, profile__in=standing.acts_for):
        messages = Message.objects.filter(introduction=one.introduction_id).exclude(author=standing.user_id)
        unread = messages.filter(created__gt=one.last_read) if one.last_read else messages
        counts[one.introduction_id] = unread.count()
    return counts


def _section(title: str, rows: list[dict[str, Any]], number: int, url: str) -> dict[str, Any]:
    return {"title": title, "rows": rows[:SHOWN], "number": number, "url": url}
