"""Where the figures of a page come from: loaded datasets, and the directory itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cordata_web.cooperation.models import Dataset
from cordata_web.directory.models import Profile, ProfileConcept

DIRECTORY = "directory"
KEEP_COUNTS = "keep-counts"
"""Projects, partners and money by region: to be read, but no activities to be specialised in."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader must know about figures: who published them, of which years, under which licence, how many.

    ``version`` changes whenever any figure does. ``adds_up`` tells whether values of several years may be summed
    (new participations) or stand for the same thing again (people employed).
    """

    id: str
    name: str
    publisher: str
    address: str
    licence: str
    nomenclature: str
    nuts_version: str
    unit: str
    first_year: int | None
    last_year: int | None
    rows: int
    checked: date | None
    notes: tuple[str, ...]
    version: str
    adds_up: bool
    is_shipped: bool = False

    @property
    def years(self) -> str:
        if self.first_year is None:
            return date_format(self.checked, "SHORT_DATE_FORMAT") if self.checked else ""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    @property
    def url(self) -> str:
        return reverse("cooperation:source", args=[self.id])


def sources() -> list[Source]:
    """All sources of figures by region and activity, the fullest first, the directory last."""
    rows = (
        Dataset.objects.filter(figures__isnull=False)
        .exclude(pk=KEEP_COUNTS)
        .distinct()
        .order_by("is_shipped", "-rows", "pk")
    )
    return [*(source_of(row) for row in rows), directory_source()]


def source(identifier: str) -> Source | None:
    if identifier == DIRECTORY:
        return directory_source()
    row = Dataset.objects.filter(pk=identifier).first()
    return source_of(row) if row else None


def source_of(row: Dataset) -> Source:
    return Source(
        id=row.pk,
        name=row.name,
        publisher=row.publisher,
        address=row.address,
        licence=row.licence,
        nomenclature=row.nomenclature,
        nuts_version=row.nuts_version,
        unit=row.unit,
        first_year=row.first_year,
        last_year=row.last_year,
        rows=row.rows,
        checked=row.checked,
        notes=tuple(row.notes),
        version=row.version,
        adds_up=row.kind == Dataset.Kind.PROJECTS or row.unit == "participations",
        is_shipped=row.is_shipped,
    )


def directory_source() -> Source:
    """The directory as a source: what clusters and organisations of each region say that they do."""
    profiles = Profile.objects.filter(state="published")
    facts = profiles.aggregate(number=Count("pk"), newest=Max("updated"))
    links = ProfileConcept.objects.filter(profile__state="published").aggregate(number=Count("pk"), newest=Max("pk"))
    said = f"{facts['number']}|{facts['newest']}|{links['number']}|{links['newest']}"
    return Source(
        id=DIRECTORY,
        name=_("Directory of this network"),
        publisher=_("The organisations themselves"),
        address="",
        licence=_("Each profile names its sources"),
        nomenclature="concept",
        nuts_version="2021",
        unit="profiles",
        first_year=None,
        last_year=None,
        rows=links["number"],
        checked=facts["newest"].date() if facts["newest"] else None,
        notes=(),
        version=hashlib.sha256(said.encode()).hexdigest(),
        adds_up=True,
    )


def version_of(identifiers: Iterable[str]) -> dict[str, str]:
    """The version of each source, as an input of what is computed from them."""
    return {found.id: found.version for one in sorted(identifiers) if (found := source(one)) is not None}
