"""The years of a source beside each other: of an activity by region, of a region by activity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cordata.charts import Caption, Chart, small_multiples
from cordata.kernel import load_regions
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices
from cordata_web.cooperation.errors import NoSuchChartError
from cordata_web.cooperation.messages import unit_name
from cordata_web.cooperation.models import Figure
from cordata_web.directory import wording

SHOWN = 9


@dataclass(frozen=True, slots=True)
class Yearly:
    """The rows with the largest sums, each with a value of every year; None where the source keeps or has none."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[float | None, ...]], ...]
    by: str

    def __bool__(self) -> bool:
        return len(self.years) > 1 and bool(self.rows)


def regions_of(activity: str, choices: Choices, regions: Iterable[str] = ()) -> Yearly:
    """The values of an activity in the regions that have most of it, or in those that are asked for."""
    wanted = [code for code in load_regions() if not regions or code in regions]
    asked = Figure.objects.filter(activity=activity, region__in=wanted)
    return _told(asked.values_list("region", "year", "value"), choices, _("Region"), wording.region_name)


def activities_of(region: str, activities: Iterable[str], choices: Choices) -> Yearly:
    """The values of a region in each of the activities."""
    asked = Figure.objects.filter(region=region, activity__in=list(activities))
    nomenclature = choices.source.nomenclature
    return _told(
        asked.values_list("activity", "year", "value"),
        choices,
        _("Activity"),
        lambda code: activity_name(nomenclature, code),
    )


def yearly_chart(found: Yearly, name: str, choices: Choices) -> Chart:
    """A small chart of bars for each row, all on one scale.

    Raises
    ------
    NoSuchChartError
        When there are no two years to compare.
    """
    if not found:
        raise NoSuchChartError("years")
    told = {
        label: [(str(year), value) for year, value in zip(found.years, values, strict=True) if value is not None]
        for label, values in found.rows
    }
    return small_multiples(
        told,
        Caption(_("%(name)s, year by year") % {"name": name}, unit_name(choices.source.unit)),
        (found.by, _("Year"), _("Value")),
    )


def _told(figures: Any, choices: Choices, by: str, name_of: Any) -> Yearly:
    span = choices.years or (choices.source.first_year, choices.source.last_year)
    if span[0] is None or span[0] == span[1]:
        return Yearly((), (), by)
    values: dict[str, dict[int, float | None]] = defaultdict(dict)
    for code, year, value in figures.filter(dataset=choices.source.id, year__range=span).order_by():
        values[code][year] = value
    years = tuple(sorted({year for one in values.values() for year in one}))
    first = sorted(values, key=lambda code: (-_sum(values[code]), code))[:SHOWN]
    nothing = 0.0 if choices.source.adds_up else None
    rows = tuple((name_of(code), tuple(values[code].get(year, nothing) for year in years)) for code in first)
    return Yearly(years, rows, by)


def _sum(values: Mapping[int, float | None]) -> float:
    return sum(value or 0.0 for value in values.values())
