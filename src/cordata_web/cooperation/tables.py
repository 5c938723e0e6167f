"""Figures of a source as a table of regions by activities, and the joint projects between regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from django.db.models import Sum

from cordata.cooperation import Table
from cordata.kernel import load_regions
from cordata.kernel.regions import NUTS2_LENGTH
from cordata_web.cooperation.models import Dataset, Figure, JointProjects
from cordata_web.cooperation.sources import DIRECTORY, Source
from cordata_web.directory.models import ProfileConcept
from cordata_web.directory.vocabulary import with_broader

Years = tuple[int, int] | None


def years_of(source: Source, wanted: Years) -> Years:
    """The years that are summed; of figures that do not add up, the newest of them only."""
    if source.first_year is None or source.last_year is None:
        return None
    first, last = wanted or (source.first_year, source.last_year)
    return (first, last) if source.adds_up else (last, last)


def table_of(source: Source, *, years: Years = None, activities: Iterable[str] | None = None) -> Table:
    """Regions of the macro-region that have any value, by the activities that any of them has.

    What is confidential or missing counts as nothing here; :func:`gaps_of` tells where.
    """
    cells = _directory_cells() if source.id == DIRECTORY else _cells(source.id, years_of(source, years))
    wanted = None if activities is None else set(activities)
    kept = {place: value for place, value in cells.items() if value and (wanted is None or place[1] in wanted)}
    regions = sorted({region for region, _activity in kept})
    columns = sorted({activity for _region, activity in kept})
    return Table(tuple(regions), tuple(columns), _filled(kept, regions, columns))


def gaps_of(source: Source, *, years: Years = None) -> list[tuple[str, str]]:
    """The cells that the source keeps confidential or does not tell."""
    asked = Figure.objects.filter(dataset=source.id, value=None, region__in=load_regions())
    if (span := years_of(source, years)) is not None:
        asked = asked.filter(year__range=span)
    return sorted(set(asked.values_list("region", "activity")))


def joint_projects(dataset: str | None, regions: Sequence[str], *, years: Years = None) -> np.ndarray:
    """Joint projects between the regions, (R, R), symmetric, zero on the diagonal."""
    place = {region: number for number, region in enumerate(regions)}
    matrix = np.zeros((len(regions), len(regions)))
    asked = JointProjects.objects.filter(dataset=dataset, region__in=place, other__in=place)
    if years is not None:
        asked = asked.filter(year__range=years)
    for region, other, number in asked.order_by().values_list("region", "other").annotate(number=Sum("projects")):
        matrix[place[region], place[other]] = matrix[place[other], place[region]] = number
    return matrix


def dataset_of_links() -> Dataset | None:
    """The fullest dataset that tells joint projects; what was loaded comes before what is shipped."""
    found = Dataset.objects.filter(joint_projects__isnull=False).distinct()
    return found.order_by("is_shipped", "-rows", "pk").first()


def _cells(dataset: str, years: Years) -> dict[tuple[str, str], float]:
    asked = Figure.objects.filter(dataset=dataset, value__gt=0, region__in=load_regions())
    if years is not None:
        asked = asked.filter(year__range=years)
    summed = asked.order_by().values_list("region", "activity").annotate(total=Sum("value"))
    return {(region, activity): total for region, activity, total in summed}


def _directory_cells() -> dict[tuple[str, str], float]:
    """How many published profiles of a region have a concept of each group of the thesaurus."""
    having: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = ProfileConcept.objects.filter(profile__state="published")
    for profile, nuts, concept in rows.values_list("profile_id", "profile__nuts", "concept"):
        having[nuts[:NUTS2_LENGTH], with_broader(concept)[-1]].add(profile)
    return {place: float(len(found)) for place, found in having.items() if place[0] in load_regions()}


def _filled(cells: Mapping[tuple[str, str], float], regions: Sequence[str], columns: Sequence[str]) -> np.ndarray:
    rows = {region: number for number, region in enumerate(regions)}
    places = {activity: number for number, activity in enumerate(columns)}
    values = np.zeros((len(regions), len(columns)))
    for (region, activity), value in cells.items():
        values[rows[region], places[activity]] = value
    return values
