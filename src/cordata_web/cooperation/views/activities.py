"""One activity: which regions are specialised in it, on a map and as a table, and how it went year by year."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cordata.cooperation import CooperationError
from cordata_web.cooperation import results, showing
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices, read_choices
from cordata_web.cooperation.kinds import SPECIALISATION
from cordata_web.cooperation.messages import error_sentence
from cordata_web.cooperation.yearly import regions_of
from cordata_web.directory import wording


@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """The activity of the address; without one, or where the source does not know it, the choice of one."""
    choices = read_choices(request.GET)
    context: dict[str, Any] = {"choices": choices, "query": choices.query(), "kept": parse_qsl(choices.query())}
    asked = request.GET.get("activity", "").strip()
    try:
        context |= _content(asked, choices)
    except CooperationError as error:
        context["refusal"] = error_sentence(error)
    return render(request, "cooperation/activity.html", context)


def _content(asked: str, choices: Choices) -> dict[str, Any]:
    result = results.compute(SPECIALISATION, choices.inputs())
    names = {code: activity_name(choices.source.nomenclature, code) for code in result["activities"]}
    told: dict[str, Any] = {"activities": sorted(names.items(), key=lambda one: one[1].casefold())}
    if asked not in names:
        return {**told, "is_unknown": bool(asked)}
    rows = [
        (region, row)
        for region in result["regions"]
        for row in showing.rows_of(result, region, choices)
        if row.code == asked and row.value
    ]
    return {
        **told,
        "activity": asked,
        "name": names[asked],
        "rows": sorted(rows, key=lambda one: (-one[1].low, -one[1].quotient, wording.region_name(one[0]))),
        "complexity": result["complexity"][result["activities"].index(asked)],
        "yearly": regions_of(asked, choices, choices.regions),
    }
