"""Lists of interests, introductions and collaborations, filtered by state."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cordata_web.exchange.state_names import named, state_chip

ROWS = 25


def page_of(request: HttpRequest, rows: models.QuerySet[Any]) -> Page[Any]:
    """The rows of the chosen state, a page of them."""
    state = request.GET.get("state", "")
    return Paginator(rows.filter(state=state) if state else rows, ROWS).get_page(request.GET.get("page"))


def facets_of(request: HttpRequest, rows: models.QuerySet[Any]) -> list[dict[str, Any]]:
    """All states that occur, with how many, and the way back to all of them."""
    label = rows.model._meta.label_lower
    counted = Counter(rows.order_by().values_list("state", flat=True))
    current = request.GET.get("state", "")
    machine_order = [code for code, _name in rows.model._meta.get_field("state").choices]
    shown = [
        {
            "label": named(label, state),
            "url": f"?{_query(request, state)}",
            "count": counted[state],
            "current": state == current,
        }
        for state in machine_order
        if counted[state] or state == current
    ]
    every = {"label": _("All"), "url": f"?{_query(request, '')}", "count": counted.total(), "current": not current}
    return [every, *shown] if shown else []


def _query(request: HttpRequest, state: str) -> str:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked.pop("state", None)
    if state:
        asked["state"] = state
    return asked.urlencode()


def row(thing: Any, *, title: str, meta: list[str], text: str = "", icon: str = "rope") -> dict[str, Any]:
    """What a line of a list shows."""
    return {
        "url": thing.get_absolute_url(),
        "title": title,
        "meta": [one for one in meta if one],
        "text": text,
        "icon": icon,
        "chip": state_chip(thing),
    }
