"""The charts of the cooperation's pages: each from the choices of an address, so that the address reproduces it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from cordata.charts import (
    Axes,
    Caption,
    Chart,
    MapWords,
    intervals,
    matrix,
    network,
    scatter,
    small_multiples,
)
from cordata.cooperation import CooperationError
from cordata.kernel import load_regions
from cordata_web.cooperation import results, showing
from cordata_web.cooperation import sides_charts as sides
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices
from cordata_web.cooperation.errors import NoSuchChartError
from cordata_web.cooperation.kinds import FIRST, LINKS, REGIONS, SPECIALISATION
from cordata_web.cooperation.maps import map_of
from cordata_web.cooperation.tables import dataset_of_links
from cordata_web.cooperation.yearly import activities_of, regions_of, yearly_chart
from cordata_web.directory import wording

SHOWN = 15
STRONGEST = 5
LARGEST = 6.0
WRITTEN = 6


def chart_of(kind: str, choices: Choices, *, activity: str = "") -> Chart:
    """The chart of a kind.

    Raises
    ------
    NoSuchChartError, EmptyChartError, CooperationError
        When it cannot be drawn.
    """
    if kind not in CHARTS:
        raise NoSuchChartError(kind)
    return CHARTS[kind](choices, activity)


def _strengths(choices: Choices, _activity: str) -> Chart:
    region = _region(choices)
    rows = showing.strengths(showing.rows_of(results.compute(SPECIALISATION, choices.inputs()), region, choices))
    return intervals(
        [(row.name, row.low, row.quotient, row.high) for row in rows[:SHOWN]],
        Caption(
            _("%(region)s: what it is specialised in") % {"region": wording.region_name(region)},
            _("Location quotients with their intervals; the dashed line stands at 1, the average."),
        ),
        (_("Activity"), _("Lower end"), _("Quotient"), _("Upper end")),
        middle=1.0,
    )


def _reach(choices: Choices, _activity: str) -> Chart:
    region = _region(choices)
    rows = showing.rows_of(results.compute(SPECIALISATION, choices.inputs()), region, choices)
    near = [row for row in showing.within_reach(rows) if row.complexity is not None]
    return scatter(
        [(row.name, row.density, row.complexity or 0.0) for row in near],
        Caption(
            _("%(region)s: what lies within its reach") % {"region": wording.region_name(region)},
            _(
                "Activities in which the region is not specialised: the further right, the nearer to what it does; the "
                "higher, the more complex. Top right is where to look first."
            ),
        ),
        (_("Activity"), _("Relatedness density"), _("Complexity")),
        written=WRITTEN,
    )


def _links(choices: Choices, _activity: str) -> Chart:
    found = results.compute(LINKS, choices.inputs())
    regions = load_regions()
    abroad = [one for one in found if regions[one["region"]].country != regions[one["other"]].country]
    if choices.regions:
        abroad = [one for one in abroad if {one["region"], one["other"]} & set(choices.regions)]
    first = abroad[:FIRST]
    counts: dict[str, float] = {}
    for one in first:
        for code in (one["region"], one["other"]):
            counts[code] = counts.get(code, 0) + 1
    return map_of(
        counts,
        Caption(
            _("The links most worth making"),
            _("Lines join the regions of each link."),
        ),
        MapWords(_("Links of the region"), _("Region"), _names()),
        links=[(one["region"], one["other"], one["potential"]) for one in first],
    )


def _activity(choices: Choices, activity: str) -> Chart:
    result = results.compute(SPECIALISATION, choices.inputs())
    if activity not in result["activities"]:
        raise NoSuchChartError(activity)
    column = result["activities"].index(activity)
    values = {region: result["quotients"][at][column] for at, region in enumerate(result["regions"])}
    ends = {region: (result["low"][at][column], result["high"][at][column]) for at, region in enumerate(values)}
    name = activity_name(choices.source.nomenclature, activity)
    return map_of(
        values,
        Caption(name, _("Location quotients of an activity by region: above 1 the region is specialised in it.")),
        MapWords(_("Quotient"), _("Region"), _names(), _("uncertain")),
        scale="diverging",
        uncertain={region for region, (low, high) in ends.items() if not showing.is_sure(low, high)},
    )


def _years(choices: Choices, activity: str) -> Chart:
    """Of the activity that is asked for, by region; else of what the first region is most surely specialised in."""
    if activity:
        name = activity_name(choices.source.nomenclature, activity)
        return yearly_chart(regions_of(activity, choices, choices.regions), name, choices)
    region = _region(choices)
    rows = showing.strengths(showing.rows_of(results.compute(SPECIALISATION, choices.inputs()), region, choices))
    found = activities_of(region, [row.code for row in rows], choices)
    return yearly_chart(found, wording.region_name(region), choices)


def _matrix(choices: Choices, _activity: str) -> Chart:
    """Quotients of the chosen regions, or of all, up to 3: beyond it no reader sees a difference."""
    result = results.compute(SPECIALISATION, choices.inputs())
    wanted = [region for region in result["regions"] if not choices.regions or region in choices.regions]
    rows = [result["quotients"][result["regions"].index(region)] for region in wanted]
    return matrix(
        [[min(value, 3.0) for value in row] for row in rows],
        Caption(
            _("Regions by activities"),
            _("Location quotients, drawn up to 3. Regions and activities that are alike stand together."),
        ),
        Axes(
            rows=[wording.region_name(region) for region in wanted],
            columns=[activity_name(choices.source.nomenclature, one) for one in result["activities"]],
            row=_("Region"),
            column=_("Activity"),
            value=_("Quotient"),
        ),
    )


def _strongest(choices: Choices, _activity: str) -> Chart:
    """The strongest activities of each chosen region, side by side."""
    result = results.compute(SPECIALISATION, choices.inputs())
    told = {
        wording.region_name(region): [
            (row.name, min(row.quotient, LARGEST))
            for row in showing.strengths(showing.rows_of(result, region, choices))[:STRONGEST]
        ]
        for region in choices.regions
    }
    return small_multiples(
        {region: rows for region, rows in told.items() if rows},
        Caption(
            _("What each region is strongest in"),
            _("Location quotients of the activities in which each region is most surely specialised."),
        ),
        (_("Region"), _("Activity"), _("Quotient")),
    )


def _network(_choices: Choices, _activity: str) -> Chart:
    links = dataset_of_links()
    if links is None:
        raise NoSuchChartError("network")
    result = results.compute(REGIONS, {"dataset": links.pk, "version": links.version, "years": None})
    return network(
        [(one, other, weight) for one, other, weight in result["ties"]],
        Caption(
            _("Who works with whom"),
            _("Regions and their joint projects; regions that work much with each other stand together."),
        ),
        (_("Region"), _("Other region"), _("Joint projects"), _("Community")),
        names=_names(),
        groups={node["id"]: str(node["community"] + 1) for node in result["nodes"]},
    )


def _synergies(_choices: Choices, activity: str) -> Chart:
    return sides.synergies_chart(activity, _names())


def _brokers(_choices: Choices, _activity: str) -> Chart:
    return sides.brokers_chart(_names())


def _region(choices: Choices) -> str:
    if not choices.regions:
        raise NoSuchChartError("region")
    return choices.regions[0]


def _names() -> dict[str, str]:
    return {code: wording.region_name(code) for code in load_regions()}


CHARTS: dict[str, Callable[[Choices, str], Chart]] = {
    "strengths": _strengths,
    "reach": _reach,
    "links": _links,
    "activity": _activity,
    "years": _years,
    "matrix": _matrix,
    "strongest": _strongest,
    "network": _network,
    "synergies": _synergies,
    "brokers": _brokers,
}
REFUSALS: tuple[Any, ...] = (CooperationError, NoSuchChartError)
