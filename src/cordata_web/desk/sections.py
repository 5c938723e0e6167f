"""The sections of the desk, in their order. A topic adds a function of its own to ``SECTIONS``."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from cordata_web.desk.calls import calls
from cordata_web.desk.clusters import memberships_to_confirm, my_clusters
from cordata_web.desk.consortia import invitations_to_consortia, own_consortia
from cordata_web.desk.exchange import collaborations, introductions, waiting_for_answer
from cordata_web.desk.offices import my_regions, the_secretariat
from cordata_web.desk.organisations import my_organisations, open_claims, start_here, what_expires
from cordata_web.desk.section import Section
from cordata_web.desk.suggestions import first_matches
from cordata_web.desk.translations import translations_to_look_at
from cordata_web.people.policy import Standing

SECTIONS: list[Callable[[Standing, HttpRequest], Section | None]] = [
    start_here,
    the_secretariat,
    waiting_for_answer,
    invitations_to_consortia,
    memberships_to_confirm,
    introductions,
    collaborations,
    own_consortia,
    my_clusters,
    open_claims,
    what_expires,
    translations_to_look_at,
    my_organisations,
    my_regions,
    first_matches,
    calls,
]
"""Each says what awaits the person in its topic; None where nothing does."""


def sections_for(standing: Standing, request: HttpRequest) -> list[Section]:
    """Those that have something for the person."""
    return [section for write in SECTIONS if (section := write(standing, request)) is not None]
