"""One person, one action, one thing: yes or no."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cordata_web.people.policy import rules
from cordata_web.people.policy.memory import remembered
from cordata_web.people.policy.standing import Reader, Standing, standing_of


def can(user: Reader | Standing, action: str, thing: models.Model | None = None) -> bool:
    """May the person do the action to the thing, as it is now? Without a thing: to the network as a whole."""
    standing = standing_of(user)
    if thing is None:
        return bool(rules.NETWORK.get(action, frozenset()) & _relations_to_network(standing))
    label = thing._meta.label_lower
    allowed = rules.RULES.get(label, {}).get(action)
    if allowed is None or not _state_allows(label, action, thing):
        return False
    related = relations(standing, thing)
    if allowed & related:
        return not _too_far(action, thing, allowed & related, standing)
    return action in PUBLIC and PUBLIC[action](thing, standing)


def demand(user: Reader | Standing, action: str, thing: models.Model | None = None) -> None:
    """Raise PermissionDenied where the person may not."""
    if not can(user, action, thing):
        raise PermissionDenied(f"{action} {thing._meta.label_lower if thing else 'network'}")


def can_in_region(user: Reader | Standing, action: str, region: str) -> bool:
    """May the person do the action to the network, as far as the region goes? An officer only in the own region.

    A region lies in another where its code begins with the other's; a country is the largest.
    """
    standing = standing_of(user)
    allowed = rules.NETWORK.get(action, frozenset()) & _relations_to_network(standing)
    own = any(region.startswith(code) for code in standing.regions)
    return bool(allowed - {rules.OFFICER}) or (rules.OFFICER in allowed and own)


def demand_in_region(user: Reader | Standing, action: str, region: str) -> None:
    """Raise PermissionDenied where the person may not."""
    if not can_in_region(user, action, region):
        raise PermissionDenied(f"{action} region {region}")


def relations(user: Reader | Standing, thing: models.Model) -> frozenset[str]:
    """All that the person is to the thing."""
    standing = standing_of(user)
    label = thing._meta.label_lower
    found = set(_relations_to_network(standing))
    for side, attributes in rules.SIDES.get(label, {}).items():
        profiles = {_value(thing, attribute) for attribute in attributes}
        if profiles & standing.acts_for:
            found.add(side)
        if profiles & standing.prepares:
            found.add(rules.PREPARER)
        managed = profiles & standing.members
        if managed and managed - (_unnamed(thing) - standing.acts_for - standing.prepares):
            found.add(rules.MANAGER)
    whose = rules.PERSONS.get(label)
    if whose and standing.signed_in and _value(thing, whose) == standing.user_id:
        found.add(rules.SELF)
    if label == "exchange.introduction" and _takes_part(thing, standing):
        found.add(rules.PARTICIPANT)
    if label == "consortia.consortium":
        found |= _in_consortium(thing, standing)
    return frozenset(found)


def is_public(thing: Any) -> bool:
    """Published and still valid: everybody may see it."""
    return thing.state == "published" and (thing.valid_until is None or timezone.localdate() <= thing.valid_until)


def _see_opportunity_or_profile(thing: Any, standing: Standing) -> bool:
    if thing._meta.label_lower in ("directory.profile", "exchange.opportunity"):
        return is_public(thing) or _has_dealt_with(thing, standing)
    return False


def _see_identity(thing: Any, standing: Standing) -> bool:
    """Of who stands behind an opportunity: everybody, or, where it is anonymous, those it has opened itself to."""
    if not thing.anonymous:
        return _see_opportunity_or_profile(thing, standing)
    if not standing.acts_for:
        return False
    theirs = Q(first__in=standing.acts_for) | Q(second__in=standing.acts_for)
    return bool(
        thing.interests.filter(state="accepted", organisation__in=standing.acts_for).exists()
        or thing.introductions.filter(theirs, opened__isnull=False).exists()
    )


PUBLIC = {"see": _see_opportunity_or_profile, "see_identity": _see_identity}
"""What strangers may, depending on the thing itself."""


def _has_dealt_with(thing: Any, standing: Standing) -> bool:
    """Whoever expressed interest goes on seeing the opportunity after it has expired."""
    if thing._meta.label_lower != "exchange.opportunity" or not standing.acts_for:
        return False
    return bool(thing.interests.filter(organisation__in=standing.acts_for).exists())


def _relations_to_network(standing: Standing) -> frozenset[str]:
    found = {rules.ANYONE}
    if standing.signed_in:
        found.add(rules.SIGNED_IN)
    if standing.is_secretariat:
        found.add(rules.SECRETARIAT)
    if standing.is_auditor:
        found.add(rules.AUDITOR)
    if standing.regions:
        found.add(rules.OFFICER)
    return frozenset(found)


def _state_allows(label: str, action: str, thing: Any) -> bool:
    machine = rules.MACHINES.get(label)
    if machine is not None and action in machine.steps:
        return machine.transition(action, thing.state) is not None
    if action == "edit" and label in ("directory.profile", "exchange.opportunity"):
        return thing.state in rules.EDITABLE
    if label == "exchange.introduction" and action in ("write", "join", "collaborate"):
        return bool(thing.state == "open")
    if label == "consortia.consortium" and action == "edit":
        return bool(thing.state != "archived")
    return True


def _unnamed(thing: Any) -> frozenset[str]:
    """Whoever stands behind the thing without giving a name: that it is one of theirs is nothing to tell managers."""
    label = thing._meta.label_lower
    asked = thing if label == "exchange.opportunity" else None
    if label == "exchange.match" or (label == "exchange.introduction" and thing.opened is None):
        asked = thing.opportunity
    return frozenset({asked.organisation_id}) if asked is not None and asked.anonymous else frozenset()


def _too_far(action: str, thing: Any, related: frozenset[str], standing: Standing) -> bool:
    """Whoever only prepares drafts leaves what is published alone; a cluster invites no people into a kept member.

    Nor does it introduce a partner that was found by an anonymous opportunity: the introduction would say whose it is.
    """
    if related == {rules.PREPARER}:
        return action in ("edit", "translate") and thing.state not in rules.PREPARED
    if related == {rules.RECEIVER} and thing._meta.label_lower == "consortia.consortiumpartner":
        wanted = ("accepted",) if action == "edit_budget" else ("invited", "accepted")
        return thing.removed is not None or thing.state not in wanted
    if related == {rules.MANAGER} and action == "invite_people":
        return bool(thing.assignments.filter(until__isnull=True).exists())
    if related == {rules.MANAGER} and action == "introduce" and thing._meta.label_lower == "exchange.match":
        found_by = thing.counterpart
        return found_by is not None and found_by.anonymous and thing.profile_id not in standing.members
    return False


def _in_consortium(thing: Any, standing: Standing) -> set[str]:
    """Whoever was invited is a party, whoever has accepted takes part; managers know of their members."""
    known = standing.acts_for | standing.members
    if not known:
        return set()
    asked = thing.partners.filter(profile__in=known, removed__isnull=True, state__in=("invited", "accepted"))
    rows = remembered(
        ("in consortium", thing.pk, standing.user_id, known), lambda: list(asked.values_list("profile_id", "state"))
    )
    own = {state for profile, state in rows if profile in standing.acts_for}
    found = {rules.PARTY} if own else set()
    found |= {rules.PARTICIPANT} if "accepted" in own else set()
    return found | ({rules.MANAGER} if any(profile in standing.members for profile, _state in rows) else set())


def _takes_part(thing: Any, standing: Standing) -> bool:
    """Whoever no longer acts for the organisation they came for is no longer there."""
    if not standing.signed_in:
        return False
    here = {"user": standing.user_id, "left__isnull": True, "profile__in": standing.acts_for}
    key = ("takes part", thing.pk, standing.user_id, standing.acts_for)
    return remembered(key, thing.participants.filter(**here).exists)


def _value(thing: models.Model, path: str) -> Any:
    found: Any = thing
    for name in path.split("."):
        found = getattr(found, name)
    return found
