"""The two sides of an introduction or a collaboration, as far as a reader may know them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cordata_web.directory import wording
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.models import Profile
from cordata_web.exchange.models import Collaboration, Introduction
from cordata_web.people import policy
from cordata_web.people.policy import Reader, Standing

SIDES = ("first", "second")


@dataclass(frozen=True, slots=True)
class SeenSide:
    """One of the two; ``own`` when the reader may act for it. Hidden, it has neither name nor page."""

    side: str
    name: str
    kind: str
    icon: str
    place: str
    url: str
    hidden: bool
    own: bool
    agreed: bool


def sides_of(thing: Introduction | Collaboration, reader: Reader | Standing) -> list[SeenSide]:
    standing = policy.standing_of(reader)
    return [_seen(thing, side, standing) for side in SIDES]


def name_seen(thing: Introduction | Collaboration, side: str, reader: Reader | Standing) -> str:
    return _seen(thing, side, policy.standing_of(reader)).name


def own_sides(thing: Introduction | Collaboration, reader: Reader | Standing) -> list[str]:
    """Those for which somebody may act; both where a manager acts for both."""
    acts_for = policy.acts_for(reader)
    return [side for side in SIDES if getattr(thing, f"{side}_id") in acts_for]


def is_hidden(thing: Introduction | Collaboration, profile: Profile, standing: Standing) -> bool:
    """Whoever published anonymously stays so until both have agreed."""
    if isinstance(thing, Collaboration) or thing.opened is not None or thing.opportunity is None:
        return False
    opportunity = thing.opportunity
    if not opportunity.anonymous or opportunity.organisation_id != profile.pk:
        return False
    return not policy.can(standing, "see_identity", opportunity)


def _seen(thing: Any, side: str, standing: Standing) -> SeenSide:
    profile: Profile = getattr(thing, side)
    hidden = is_hidden(thing, profile, standing)
    country = wording.country_name(profile.country)
    return SeenSide(
        side=side,
        name=_("An organisation that does not give its name yet") if hidden else profile.name,
        kind=wording.kind_name(profile.kind),
        icon=KIND_ICONS[profile.kind],
        place=country if hidden else place_of(profile),
        url="" if hidden else profile.get_absolute_url(),
        hidden=hidden,
        own=profile.pk in standing.acts_for,
        agreed=bool(getattr(thing, f"agreed_by_{side}", False)),
    )
