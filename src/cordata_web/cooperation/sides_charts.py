"""Charts of synergies and bridges, from results that were computed before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cordata.charts import Caption, Chart, MapWords
from cordata_web.cooperation import results
from cordata_web.cooperation.errors import NoSuchChartError
from cordata_web.cooperation.kinds import BROKERS, FIRST, SYNERGIES
from cordata_web.cooperation.maps import map_of
from cordata_web.cooperation.views.sides import inputs_for, projects_told


def synergies_chart(theme: str, names: Mapping[str, str]) -> Chart:
    """Joint projects across sides by region, the strongest pairs joined."""
    found = _result(SYNERGIES, theme)
    counts: Counter[str] = Counter()
    for one, _side, other, _third, projects, _pairs in found["dyads"]:
        counts.update({one: projects, other: projects})
    return map_of(
        dict(counts),
        Caption(
            _("Who works together across sides"),
            _("Joint projects of firms, research and public bodies of different regions."),
        ),
        MapWords(_("Joint projects"), _("Region"), names),
        links=[(dyad[0], dyad[2], float(dyad[4])) for dyad in found["dyads"][:FIRST]],
    )


def brokers_chart(names: Mapping[str, str]) -> Chart:
    """How often a region's organisations stand between regions; the emptiest pairs joined."""
    found = _result(BROKERS, "")
    return map_of(
        found["regions"],
        Caption(
            _("Bridges between regions"),
            _("How many pairs of partners of different regions stand apart but for an organisation of the region."),
        ),
        MapWords(_("Pairs"), _("Region"), names),
        links=[(one, other, expected - ties) for one, other, ties, expected, _bridges in found["gaps"][:FIRST]],
    )


def _result(kind: str, theme: str) -> Any:
    dataset = projects_told()
    found = results.find(kind, inputs_for(kind, dataset, theme)) if dataset else None
    if found is None:
        raise NoSuchChartError(kind)
    return found
