"""How much of each region the directory holds, how much of it somebody has seen confirmed, and how fresh it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Substr
from django.utils import timezone

from cordata.kernel import load_regions
from cordata_web.directory.files import lines_of_table
from cordata_web.directory.models import NUTS2_LENGTH, Citation, Membership, Profile
from cordata_web.exchange.models import Opportunity

COLUMNS = ("clusters", "members", "organisations", "opportunities", "confirmed")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one region, without invented examples.

    ``members``: organisations of the region that belong to a cluster of the directory; ``organisations``: all but
    clusters; ``confirmed``: profiles of either kind of which a public page was seen to say so; ``checked``: the last
    day on which such a page was looked at; ``updated``: the last day on which a profile changed.
    """

    code: str
    country: str
    clusters: int = 0
    members: int = 0
    organisations: int = 0
    opportunities: int = 0
    confirmed: int = 0
    checked: date | None = None
    updated: date | None = None

    @property
    def profiles(self) -> int:
        return self.clusters + self.organisations

    @property
    def confirmed_percent(self) -> int:
        return round(100 * self.confirmed / self.profiles) if self.profiles else 0


def coverage(*, today: date) -> list[Coverage]:
    """Every region of the macro-region in the order of its code, those of which nothing is held too."""
    profiles, opportunities = _profiles(today), _opportunities(today)
    return [
        Coverage(code, region.country, **profiles.get(code, {}), opportunities=opportunities.get(code, 0))
        for code, region in sorted(load_regions().items())
    ]


def totals(rows: list[Coverage]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in COLUMNS}


def csv_lines(rows: list[Coverage], names: dict[str, str]) -> Iterator[str]:
    def cells(row: Coverage) -> list[Any]:
        days = [day.isoformat() if day else "" for day in (row.checked, row.updated)]
        return [row.code, names[row.code], row.country, *(getattr(row, name) for name in COLUMNS), *days]

    return lines_of_table(["region", "name", "country", *COLUMNS, "checked", "updated"], map(cells, rows))


def _profiles(today: date) -> dict[str, dict[str, Any]]:
    held = Membership.holding(today).filter(member=OuterRef("pk"), cluster__state="published")
    seen = Citation.objects.filter(profile=OuterRef("pk"), confirmed=True)
    public = Profile.objects.filter(state="published", is_example=False, merged_into__isnull=True)
    by_region = (
        public.alias(belongs=Exists(held), seen=Exists(seen))
        .order_by()
        .values(region=Substr("nuts", 1, NUTS2_LENGTH))
        .annotate(
            clusters=Count("pk", filter=Q(kind="cluster")),
            organisations=Count("pk", filter=~Q(kind="cluster")),
            members=Count("pk", filter=Q(belongs=True) & ~Q(kind="cluster")),
            confirmed=Count("pk", filter=Q(seen=True)),
            changed=Max("updated"),
        )
    )
    found = {row.pop("region"): row for row in by_region}
    checks = Citation.objects.filter(profile__in=public.order_by(), confirmed=True)
    looked = dict(
        checks.order_by().values_list(Substr("profile__nuts", 1, NUTS2_LENGTH)).annotate(newest=Max("checked"))
    )
    for code, row in found.items():
        row |= {"updated": timezone.localdate(row.pop("changed")), "checked": looked.get(code)}
    return found


def _opportunities(today: date) -> dict[str, int]:
    """Live ones that say whose they are: of an anonymous one a small region would tell too much."""
    live = Opportunity.objects.filter(
        state="published", valid_until__gte=today, is_example=False, anonymous=False,
        organisation__state="published", organisation__is_example=False,
    )  # fmt: skip
    counted = live.order_by().values_list(Substr("organisation__nuts", 1, NUTS2_LENGTH)).annotate(Count("pk"))
    return dict(counted)
