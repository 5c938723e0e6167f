"""Up to ten regions side by side."""

from __future__ import annotations

from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.cooperation import CooperationError, entropy, herfindahl, krugman
from cordata.kernel import COUNTRIES, load_regions
from cordata_web.cooperation import results, showing
from cordata_web.cooperation.choices import MOST_REGIONS, Choices, read_choices
from cordata_web.cooperation.kinds import SPECIALISATION
from cordata_web.cooperation.messages import error_sentence
from cordata_web.directory import wording

TOP = 5
IN_MATRIX = 20


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    choices = read_choices(request.GET)
    context: dict[str, Any] = {
        "choices": choices,
        "groups": _groups(choices),
        "most": MOST_REGIONS,
        "query": choices.query(regions=()),
    }
    if choices.regions:
        try:
            context |= _content(choices)
        except CooperationError as error:
            context["refusal"] = error_sentence(error)
    return render(request, "cooperation/compare.html", context)


def _groups(choices: Choices) -> list[dict[str, Any]]:
    """The regions to choose from, by country."""
    regions = load_regions()
    return [
        {
            "name": wording.country_name(country),
            "regions": [
                {"code": code, "chosen": code in choices.regions}
                for code, region in regions.items()
                if region.country == country
            ],
        }
        for country in COUNTRIES
    ]


def _content(choices: Choices) -> dict[str, Any]:
    result = results.compute(SPECIALISATION, choices.inputs())
    known = [region for region in choices.regions if region in result["regions"]]
    return {
        "without_figures": [region for region in choices.regions if region not in known],
        "rows": [_row(result, region, choices) for region in known],
        "matrix": _matrix(result, known, choices),
        "known": known,
    }


def _row(result: dict[str, Any], region: str, choices: Choices) -> dict[str, Any]:
    at = result["regions"].index(region)
    values = np.array(result["values"])
    return {
        "code": region,
        "total": float(values[at].sum()),
        "held": sum(result["held"][at]),
        "complexity": result["regional_complexity"][at],
        "entropy": float(entropy(values)[at]),
        "herfindahl": float(herfindahl(values)[at]),
        "krugman": float(krugman(values)[at]),
        "strengths": showing.strengths(showing.rows_of(result, region, choices))[:TOP],
    }


def _matrix(result: dict[str, Any], known: list[str], choices: Choices) -> list[dict[str, Any]]:
    """The activities in which any of the regions is strongest, with the quotient of each region."""
    by_region = {region: showing.rows_of(result, region, choices) for region in known}
    if not known:
        return []
    strongest = [max(row.low for row in rows) for rows in zip(*by_region.values(), strict=True)]
    order = sorted(range(len(strongest)), key=lambda column: -strongest[column])[:IN_MATRIX]
    return [
        {
            "code": by_region[known[0]][column].code,
            "name": by_region[known[0]][column].name,
            "cells": [_cell(by_region[region][column], region) for region in known],
        }
        for column in order
    ]


def _cell(row: showing.ActivityRow, region: str) -> dict[str, Any]:
    return {
        "row": row,
        "region": region,
        "shade": min(int(row.quotient * 2), 6) if row.value else 0,
        "title": _title(row),
    }


def _title(row: showing.ActivityRow) -> str:
    return _("Quotient %(quotient)s, from %(value)s counted") % {
        "quotient": f"{row.quotient:.2f}", "value": f"{row.value:.0f}",
    }  # fmt: skip
