"""Regions compared by their instruments, and instruments that could be opened together."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.funding import Coverage, coverage, joint_calls, lacks, likeness_of_mixes
from cordata.funding.comparing import Axis
from cordata.kernel import COUNTRIES, load_regions
from cordata_web.directory import wording as places
from cordata_web.directory.files import lines_of_table
from cordata_web.funding import wording
from cordata_web.funding.records import known_instruments
from cordata_web.funding.selection import read_regions
from cordata_web.funding.views.instruments import row_of

MOST = 10
CALLS = 30
LEVELS_OF_OWN = ("regional", "national", "eu", "private")


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """Regions by forms or purposes: how many instruments serve each."""
    axis = _axis(request)
    rows = _coverage(axis)
    kinds = list(dict.fromkeys(row.kind for row in rows))
    names = wording.FORMS if axis == "form" else wording.PURPOSES
    by_region = {code: [row for row in rows if row.region == code] for code in load_regions()}
    context = {
        "axis": axis,
        "kinds": [names[kind] for kind in kinds],
        "groups": [
            {
                "name": places.country_name(country),
                "rows": [
                    {"code": code, "cells": [_cell(cell, axis) for cell in by_region[code]]}
                    for code, region in load_regions().items()
                    if region.country == country
                ],
            }
            for country in COUNTRIES
        ],
    }
    return render(request, "funding/coverage.html", context)


@require_safe
def coverage_csv(request: HttpRequest) -> StreamingHttpResponse:
    axis = _axis(request)
    rows = ((row.region, row.kind, row.regional, row.national, row.eu, row.private) for row in _coverage(axis))
    response = StreamingHttpResponse(
        lines_of_table(("region", axis, *LEVELS_OF_OWN), rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="coverage.csv"'
    return response


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Up to ten regions: their mixes, and what each other has that the first lacks."""
    chosen = read_regions(request.GET, MOST)
    instruments = list(known_instruments().values())
    rows = coverage(instruments, chosen)
    context: dict[str, Any] = {
        "chosen": chosen,
        "most": MOST,
        "groups": [
            {
                "name": places.country_name(country),
                "regions": [code for code, region in load_regions().items() if region.country == country],
            }
            for country in COUNTRIES
        ],
        "kinds": [wording.FORMS[kind] for kind in dict.fromkeys(row.kind for row in rows)],
        "rows": [{"code": code, "cells": [row.total for row in rows if row.region == code]} for code in chosen],
    }
    if len(chosen) > 1:
        first = chosen[0]
        context["others"] = [
            {
                "code": other,
                "likeness": likeness_of_mixes(instruments, first, other),
                "lacks": [row_of(one) for one in lacks(instruments, first, other)],
                "gives": [row_of(one) for one in lacks(instruments, other, first)],
            }
            for other in chosen[1:]
        ]
    return render(request, "funding/compare.html", context)


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """Pairs of instruments that could be opened as one call."""
    region = next(iter(read_regions(request.GET, 1)), "")
    found = joint_calls(list(known_instruments().values()), region=region)
    context = {
        "region": region,
        "regions": sorted(load_regions()),
        "number": len(found),
        "rows": [
            {
                "one": row_of(call.one),
                "other": row_of(call.other),
                "score": call.score,
                "shared": [wording.BENEFICIARIES[kind] for kind in call.shared],
                "are_neighbours": call.are_neighbours,
                "alignments": [wording.alignment_sentence(a.code, a.one, a.other) for a in call.alignments],
            }
            for call in found[:CALLS]
        ],
    }
    return render(request, "funding/calls.html", context)


def _axis(request: HttpRequest) -> Axis:
    return "purpose" if request.GET.get("by") == "purpose" else "form"


def _coverage(axis: Axis) -> list[Coverage]:
    return coverage(list(known_instruments().values()), list(load_regions()), axis)


def _cell(row: Coverage, axis: Axis) -> dict[str, Any]:
    told = {"regional": row.regional, "national": row.national, "eu": row.eu, "private": row.private}
    words = ", ".join(f"{wording.LEVELS[level]}: {number}" for level, number in told.items() if number)
    own = row.regional + row.national
    return {
        "total": row.total,
        "shade": min(own, 6),
        "title": words or _("None"),
        "query": f"region={row.region}&{axis}={row.kind}",
    }
