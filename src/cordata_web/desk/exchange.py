"""What awaits somebody in the exchange: answers, introductions, collaborations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from cordata_web.desk.section import Section
from cordata_web.exchange import desk_sections
from cordata_web.people.policy import Standing

TEMPLATE = "desk/exchange.html"


def waiting_for_answer(standing: Standing, request: HttpRequest) -> Section | None:
    return _section(desk_sections.waiting_for_answer, standing, request)


def introductions(standing: Standing, request: HttpRequest) -> Section | None:
    return _section(desk_sections.your_introductions, standing, request)


def collaborations(standing: Standing, request: HttpRequest) -> Section | None:
    return _section(desk_sections.collaborations, standing, request)


def _section(
    write: Callable[[Standing, HttpRequest], dict[str, Any]], standing: Standing, request: HttpRequest
) -> Section | None:
    if not standing.acts_for:
        return None
    shown = write(standing, request)
    return Section(TEMPLATE, shown) if shown["rows"] else None
