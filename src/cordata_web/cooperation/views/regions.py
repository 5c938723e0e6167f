"""A region: its strengths, what lies within its reach, and which regions hold what it lacks."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.cooperation import CooperationError
from cordata.kernel import load_regions
from cordata_web.cooperation import results, showing
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices, read_choices
from cordata_web.cooperation.kinds import SPECIALISATION
from cordata_web.cooperation.messages import error_sentence
from cordata_web.cooperation.tables import dataset_of_links, joint_projects
from cordata_web.cooperation.yearly import activities_of

ROWS = 12
NEEDS = 5
PARTNERS = 8


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    shown = load_regions().get(code)
    if shown is None:
        raise Http404(_("There is no region %(code)s in the Alpine macro-region.") % {"code": code})
    choices = read_choices(request.GET)
    context: dict[str, Any] = {"region": shown, "choices": choices, "query": choices.query()}
    try:
        context |= _content(code, choices)
    except CooperationError as error:
        context["refusal"] = error_sentence(error)
    return render(request, "cooperation/region.html", context)


def _content(code: str, choices: Choices) -> dict[str, Any]:
    result = results.compute(SPECIALISATION, choices.inputs())
    rows = showing.rows_of(result, code, choices)
    near, strong = showing.within_reach(rows), showing.strengths(rows)
    return {
        "has_figures": bool(rows),
        "strengths": strong[:ROWS],
        "strengths_more": max(sum(row.is_held for row in rows) - ROWS, 0),
        "yearly": activities_of(code, [row.code for row in strong], choices),
        "near": near[:ROWS],
        "partners": _partners(result, code, choices, [row.code for row in near[:NEEDS]]) if rows else [],
    }


def _partners(result: dict[str, Any], code: str, choices: Choices, needs: list[str]) -> list[dict[str, Any]]:
    """Other regions by what a link to them would add to the reach of what lies nearest, with the figures behind it."""
    others = [region for region in result["regions"] if region != code]
    held, related = np.array(result["held"]), np.array(result["related"])
    here = result["regions"].index(code)
    columns = [result["activities"].index(need) for need in needs]
    weights = related[:, columns] / np.maximum(related[:, columns].sum(axis=0), 1e-12)
    links = joint_projects(_pk(), result["regions"], years=choices.years)
    rows = []
    for other in others:
        there = result["regions"].index(other)
        added = 100 * ((held[there] * (1 - held[here])) @ weights)
        rows.append(
            {
                "code": other,
                "added": float(added.mean()),
                "joint": int(links[here, there]),
                "holds": [_name(choices, needs[at]) for at, column in enumerate(columns) if held[there, column]],
            }
        )
    return sorted(rows, key=lambda row: -row["added"])[:PARTNERS]


def _name(choices: Choices, activity: str) -> str:
    return activity_name(choices.source.nomenclature, activity)


def _pk() -> str | None:
    links = dataset_of_links()
    return links.pk if links else None
