"""A consortium of the site as the library's values, and what a profile tells of an organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from django.db.models import QuerySet

from cordata.funding import Consortium as Facts
from cordata.funding import NotValidError, Partner, Programme, load_programmes
from cordata.funding.budgets import Budget, Plans, reckon
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.directory.models import Profile

SMALL = ("micro", "small", "medium")
NONPROFIT: dict[str, bool] = {"university": True, "research": True, "public": True, "sme": False, "large": False}
NEVER_SMALL = ("large", "university", "public")


def told_by(profile: Profile) -> dict[str, Any]:
    """What the columns of a partner hold at first; whatever the profile leaves open is None."""
    return {
        "name": profile.name,
        "country": profile.country,
        "kind": profile.kind,
        "nuts": profile.nuts,
        "sme": _small(profile),
        "nonprofit": NONPROFIT.get(profile.kind),
    }


def partners_of(row: Consortium) -> QuerySet[ConsortiumPartner]:
    """Those who take part, whoever was removed or has declined left out."""
    present = row.partners.filter(removed__isnull=True).exclude(state="declined")
    return present.select_related("profile").prefetch_related("lines")


def partner_facts(row: ConsortiumPartner, *, with_budget: bool = True) -> Partner:
    """One partner; name and place of a profile count as they are now."""
    lines = {line.category: line.amount for line in row.lines.all()} if with_budget else {}
    profile = row.profile
    return Partner(
        id=row.key,
        name=profile.name if profile else row.name,
        country=profile.country if profile else row.country,
        kind=cast(Any, profile.kind if profile else row.kind),
        sme=row.sme,
        nonprofit=row.nonprofit,
        nuts=profile.nuts if profile else row.nuts,
        coordinator=row.is_coordinator,
        budget=lines,
        group=row.group,
        size=cast(Any, profile.size_category if profile else ""),
    )


def consortium_facts(
    row: Consortium, partners: Iterable[ConsortiumPartner] | None = None, *, with_budget: bool = True
) -> Facts:
    """The consortium; the grant is the one that the budget comes to, once all budgets are known."""
    chosen = partners_of(row) if partners is None else partners
    told = tuple(partner_facts(one, with_budget=with_budget) for one in chosen)
    facts = Facts(told, row.duration_months, row.start)
    programme = programme_of(row)
    if programme is None or facts.total() is None:
        return facts
    budget = budget_of(row, facts, programme)
    return replace(facts, grant=budget.grant) if budget else facts


def budget_of(row: Consortium, facts: Facts, programme: Programme) -> Budget | None:
    """What everybody spends and gets; None on days on which the programme is not valid."""
    try:
        return reckon(facts, programme, row.day, Plans(cast(Any, row.activity), frozenset(row.flats)))
    except NotValidError:
        return None


def programme_of(row: Consortium) -> Programme | None:
    return load_programmes().get(row.programme)


def _small(profile: Profile) -> bool | None:
    """The size test counts first, then the kind."""
    if profile.size_category:
        return profile.size_category in SMALL
    if profile.kind == "sme":
        return True
    return False if profile.kind in NEVER_SMALL else None
