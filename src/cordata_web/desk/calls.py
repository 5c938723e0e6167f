"""Calls on the desk: the next deadlines of those followed, and those that fit the person's organisations."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from cordata.funding import next_deadline
from cordata_web.calls.listing import found_of
from cordata_web.calls.models import FittingCall
from cordata_web.calls.records import shown
from cordata_web.calls.showing import call_row, deadline_row, kept_row
from cordata_web.desk.section import Section
from cordata_web.people.policy import Standing

SHOWN = 3
FOLLOWED = 5


def calls(standing: Standing, request: HttpRequest) -> Section | None:
    del request
    now = timezone.now()
    followed = [found_of(row, now) for row in shown().filter(followers__user=standing.user_id or 0)]
    dated = [(deadline, one) for one in followed if (deadline := next_deadline(one.facts, now)) is not None]
    dated.sort(key=lambda pair: (pair[0].at, pair[1].row.pk))
    best: dict[str, FittingCall] = {}
    for fit in FittingCall.objects.filter(profile__in=standing.acts_for).order_by("-score", "pk"):
        best.setdefault(fit.call_id, fit)
    rows = {row.pk: found_of(row, now) for row in shown().filter(pk__in=best)}
    fitting = [kept_row(fit, rows[key]) for key, fit in best.items() if key in rows and rows[key].status != "closed"]
    if not dated and not fitting:
        return None
    told = [{**call_row(one), "next": deadline_row(deadline, now)} for deadline, one in dated[:FOLLOWED]]
    return Section("desk/calls.html", {"followed": told, "fitting": fitting[:SHOWN]})
