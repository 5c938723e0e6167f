"""Figures by region: the coverage of the directory for everybody, the results for those who answer for a region."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cordata.kernel import COUNTRIES, load_regions
from cordata_web.desk.figures import coverage as covering
from cordata_web.desk.figures import results
from cordata_web.directory import wording
from cordata_web.people import policy


@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    rows = covering.coverage(today=timezone.localdate())
    countries = sorted(COUNTRIES, key=wording.country_name)
    groups = [(wording.country_name(one), [row for row in rows if row.country == one]) for one in countries]
    checked = [row.checked for row in rows if row.checked]
    context = {
        "groups": groups,
        "totals": covering.totals(rows),
        "counts": {row.code: row.profiles for row in rows},
        "number": len(rows),
        "empty": sum(not row.profiles for row in rows),
        "checked": max(checked, default=None),
    }
    return render(request, "desk/coverage.html", context)


@require_safe
def coverage_csv(request: HttpRequest) -> StreamingHttpResponse:
    del request
    rows = covering.coverage(today=timezone.localdate())
    return _file(covering.csv_lines(rows, wording.region_names()), "coverage.csv")


@login_required
@never_cache
@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """For the region's officer, the secretariat and auditors."""
    _demand(request, code)
    tables = results.results_of(code, today=timezone.localdate())
    shown = [(table, [(name, number, _width(number, table.most)) for name, number in table.rows]) for table in tables]
    return render(request, "desk/figures.html", {"code": code, "name": _name(code), "tables": shown})


@login_required
@never_cache
@require_safe
def figures_csv(request: HttpRequest, code: str) -> StreamingHttpResponse:
    _demand(request, code)
    tables = results.results_of(code, today=timezone.localdate())
    return _file(results.csv_lines(code, tables), f"figures-{code}.csv")


def _demand(request: HttpRequest, code: str) -> None:
    if code not in load_regions() and code not in COUNTRIES:
        raise Http404(_("There is no region %(code)s in the Alpine macro-region.") % {"code": code})
    policy.demand_in_region(request.user, "see_figures", code)


def _name(code: str) -> str:
    return wording.country_name(code) if code in COUNTRIES else wording.region_name(code)


def _width(number: int, most: int) -> str:
    return f"{100 * number / most:.1f}" if most else "0"


def _file(lines: Any, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
