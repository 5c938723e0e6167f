"""Partners suggested to the organisations of a person."""

from __future__ import annotations

from django.http import HttpRequest

from cordata_web.desk.matches import matches_for
from cordata_web.desk.organisations import own_profiles
from cordata_web.desk.section import Section
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError
from cordata_web.people.policy import Standing

SHOWN = 3


def first_matches(standing: Standing, request: HttpRequest) -> Section | None:
    """For the person's only organisation, the best partners; those with several look at one by one."""
    own = [profile for profile in own_profiles(standing) if profile.state != "archived"]
    if len(own) != 1:
        return None
    try:
        found = matches_for(own[0], request.user)
    except (NoIndexError, OutdatedIndexError):
        return None  # the search page itself tells what is the matter
    if not found:
        return None
    return Section("desk/suggestions.html", {"profile": own[0], "cards": found[0].cards[:SHOWN]})
