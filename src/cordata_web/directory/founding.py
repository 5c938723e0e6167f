"""A new profile of an organisation that nobody had listed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from cordata.directory.vat import check_vat
from cordata.kernel import region_of
from cordata_web.directory.folding import fold
from cordata_web.directory.models import Profile
from cordata_web.directory.places import place_of_town
from cordata_web.directory.rewriting import refresh_derived
from cordata_web.directory.vocabulary import reading_language
from cordata_web.people import audit
from cordata_web.people.assignments import give_role
from cordata_web.people.ids import ALPHABET
from cordata_web.people.models import Role, User

SLUG_LENGTH = 100
TAIL_LENGTH = 5


class UnknownRegionError(ValueError):
    """A region outside the macro-region."""


class UnknownVatError(ValueError):
    """A VAT number that cannot be one."""


@transaction.atomic
def create_organisation(
    *, actor: User, name: str, kind: str, region: str, town: str, more: Mapping[str, str]
) -> Profile:
    """A draft that its maker keeps from the first day on; ``more`` may hold ``website`` and ``vat``."""
    found = region_of(region)
    if found is None:
        raise UnknownRegionError(region)
    place = place_of_town(town, found.country)
    row = Profile(
        pk=free_slug(name),
        name=name,
        kind=kind,
        cluster_type="cluster" if kind == "cluster" else "",
        country=found.country,
        nuts=region,
        town=town,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        website=more.get("website", ""),
        vat=_sound_vat(more.get("vat", ""), found.country),
        local_language=reading_language(),
        state="draft",
        created_by=actor,
        claimed=timezone.localdate(),
    )
    refresh_derived(row)
    row.save(force_insert=True)
    audit.record("created", row, actor=actor, changes=_told(row))
    give_role(user=actor, role=role_for(row), profile=row, actor=actor)
    return row


def role_for(profile: Profile) -> Role:
    """What those are who act for it."""
    return Role.CLUSTER_MANAGER if profile.kind == "cluster" else Role.MEMBER


def _told(row: Profile) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("name", "kind", "country", "nuts", "town", "website", "vat", "state")}
    return {name: value for name, value in told.items() if value}


def _sound_vat(vat: str, country: str) -> str:
    if not vat:
        return ""
    checked = check_vat(vat, country)
    if not checked.valid:
        raise UnknownVatError(vat)
    return checked.number


def free_slug(name: str) -> str:
    """From the name; with a few letters of chance where another has it, or where a name leaves nothing."""
    plain = slugify(fold(name))[:SLUG_LENGTH].strip("-")
    if plain and not Profile.objects.filter(pk=plain).exists():
        return plain
    tail = "".join(secrets.choice(ALPHABET) for _letter in range(TAIL_LENGTH))
    return f"{plain}-{tail}".strip("-")
