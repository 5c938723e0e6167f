"""How a cluster stands: its profile, its members, what awaits, results of a year; and all of it as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cordata.exchange import COLLABORATION, INTRODUCTION
from cordata.kernel import KINDS
from cordata_web.directory import wording
from cordata_web.directory.advice import advice_for
from cordata_web.directory.cluster_work import cluster_files, dealings, roster
from cordata_web.directory.cluster_work.awaiting import awaiting_for
from cordata_web.directory.states import STATE_NAMES
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.exchange.models.collaboration import OutcomeType, ValueBand
from cordata_web.exchange.state_names import named
from cordata_web.people import policy

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YEARS_BACK = 5


@login_required
@never_cache
@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    cluster = managed(request, slug, "see_cluster")
    today = timezone.localdate()
    standing = policy.standing_of(request.user)
    everybody = roster.roster_of(cluster, today)
    members = [one.profile.pk for one in everybody]
    year = _year(request, today.year)
    context = {
        **frame(request, cluster, "overview"),
        "advice": advice_for(cluster),
        "number": len(everybody),
        "awaiting": awaiting_for(cluster, everybody, standing, today),
        "member_figures": _member_figures(everybody),
        "result_figures": _result_figures(dealings.results_in(members, standing, year)),
        "year": year,
        "years": [
            {"label": str(one), "url": f"?year={one}", "current": one == year}
            for one in range(today.year, today.year - YEARS_BACK, -1)
        ],
        "files": [(what, _file_names()[what]) for what in cluster_files.SHEETS],
    }
    return render(request, "directory/cluster/overview.html", context)


def _year(request: HttpRequest, this: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and this - YEARS_BACK < int(asked) <= this else this


def _member_figures(everybody: list[roster.Member]) -> list[dict[str, Any]]:
    counts = roster.counted(everybody)
    return [
        _figure(_("Members by kind"), counts["kind"], [(kind, wording.kind_name(kind, plural=True)) for kind in KINDS]),
        _figure(_("Members by state of the profile"), counts["state"], STATE_NAMES.items()),
        _figure(_("Members by freshness"), counts["freshness"], roster.FRESHNESS.items()),
    ]


def _result_figures(found: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    introductions = [(state, named("exchange.introduction", state)) for state in INTRODUCTION.states]
    stages = [(state, named("exchange.collaboration", state)) for state in COLLABORATION.states]
    return [
        _figure(_("Introductions begun"), found["introductions"], introductions),
        _figure(_("Collaborations begun, by stage"), found["collaborations"], stages),
        _figure(_("Collaborations ended, by outcome"), found["outcomes"], OutcomeType.choices),
        _figure(_("Collaborations ended, by value"), found["values"], ValueBand.choices),
    ]


def _figure(title: str, counts: Mapping[str, int], names: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A table with bars; what does not occur is left out."""
    most = max(counts.values(), default=0)
    rows = [
        {"name": str(name), "number": counts[code], "width": f"{100 * counts[code] / most:.1f}"}
        for code, name in names
        if counts.get(code)
    ]
    return {"title": title, "rows": rows, "total": sum(counts.values())}


def _file_names() -> dict[str, str]:
    return {
        "members": _("Members"),
        "opportunities": _("Offers and requests"),
        "introductions": _("Introductions"),
        "results": _("Results"),
    }


@login_required
@never_cache
@require_safe
def export(request: HttpRequest, slug: str, what: str, kind: str) -> HttpResponse:
    """One table as CSV, or one or all as a spreadsheet."""
    cluster = managed(request, slug, "see_cluster")
    chosen = list(cluster_files.SHEETS) if (what, kind) == ("all", "xlsx") else [what]
    if kind not in ("csv", "xlsx") or not set(chosen) <= set(cluster_files.SHEETS):
        raise Http404(what)
    standing, today = policy.standing_of(request.user), timezone.localdate()
    sheets = [cluster_files.sheet_of(one, cluster, standing, today) for one in chosen]
    if kind == "csv":
        response = HttpResponse(cluster_files.as_csv(sheets[0]), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(cluster_files.as_xlsx(sheets), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{cluster.pk}-{what}.{kind}"'
    return response
