"""What awaits somebody in consortia: invitations to answer, consortia of one's own."""

from __future__ import annotations

from django.http import HttpRequest

from cordata_web.consortia import desk_sections
from cordata_web.desk.section import Section
from cordata_web.people.policy import Standing

TEMPLATE = "desk/exchange.html"


def invitations_to_consortia(standing: Standing, request: HttpRequest) -> Section | None:
    if not standing.acts_for:
        return None
    shown = desk_sections.invitations(standing, request)
    return Section(TEMPLATE, shown) if shown["rows"] else None


def own_consortia(standing: Standing, request: HttpRequest) -> Section | None:
    if not standing.acts_for:
        return None
    shown = desk_sections.own_consortia(standing, request)
    return Section(TEMPLATE, shown) if shown["rows"] else None
