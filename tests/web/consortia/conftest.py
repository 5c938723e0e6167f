"""A consortium of rossi, a firm of Turin, and organisations that could join it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cordata_web.consortia.actions.founding import begin_consortium
from cordata_web.consortia.models import Consortium
from cordata_web.directory.models import Profile, ProfileConcept
from cordata_web.people.models import Role, User
from web import cast

DAY = date(2026, 3, 1)


def organisation(key: str, *concepts: str, **more: Any) -> Profile:
    made = cast.organisation(key, **more)
    for place, concept in enumerate(concepts):
        ProfileConcept.objects.create(profile=made, concept=concept, position=place)
    return made


@pytest.fixture
def rossi(db) -> Profile:
    return organisation("rossi", "casting")


@pytest.fixture
def ada(rossi: Profile) -> User:
    return cast.person("ada@rossi.example", Role.MEMBER, rossi)


@pytest.fixture
def consortium(rossi: Profile, ada: User) -> Consortium:
    """For Horizon Europe: it needs two more countries."""
    plan = {"title": "Lighter housings", "programme": "horizon-europe-ia", "day": DAY, "topic": "Thin walls, cast."}
    plan |= {"start": date(2026, 7, 1), "duration_months": 24}
    return begin_consortium(owner=rossi, actor=ada, plan=plan)


@pytest.fixture
def livarna(db) -> Profile:
    return organisation("livarna", "casting", country="SI", nuts="SI04", town="Ljubljana", local_language="sl")


@pytest.fixture
def network(livarna: Profile) -> list[Profile]:
    """Organisations of several countries with what they stand for."""
    return [
        livarna,
        organisation("uni-graz", "welding", kind="university", country="AT", nuts="AT22", town="Graz"),
        organisation("lyon", "coating", country="FR", nuts="FRK2", town="Lyon", local_language="fr"),
        organisation("bern", "casting", country="CH", nuts="CH02", town="Bern", local_language="de"),
    ]
