"""What awaits those who work for the network: the secretariat's queue, the auditor's pages, an officer's regions."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from cordata.kernel import COUNTRIES
from cordata_web.desk.secretariat.waiting import what_awaits
from cordata_web.desk.section import Section
from cordata_web.directory import wording
from cordata_web.people import policy
from cordata_web.people.policy import Standing


def the_secretariat(standing: Standing, request: HttpRequest) -> Section | None:
    """The numbers of the overview that are not nought."""
    del request
    if not policy.can(standing, "see_network"):
        return None
    cards = [card for card in what_awaits(standing) if card.number]
    return Section("desk/office.html", {"cards": cards, "only_reads": not standing.is_secretariat})


def my_regions(standing: Standing, request: HttpRequest) -> Section | None:
    """The figures of the regions that somebody looks after."""
    del request
    if not standing.regions:
        return None
    rows = [(_name(code), reverse("desk:figures", args=[code])) for code in sorted(standing.regions)]
    return Section("desk/regions.html", {"rows": rows})


def _name(code: str) -> str:
    return wording.country_name(code) if code in COUNTRIES else wording.region_name(code)
