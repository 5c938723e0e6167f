"""The evidence: every source of figures, and the rows that a figure was computed from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.kernel import load_regions
from cordata_web.cooperation import sources
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.messages import flag_name, licence_name, note_sentence, unit_name
from cordata_web.cooperation.models import Dataset, Figure, JointProjects, Participation
from cordata_web.directory.files import lines_of_table
from cordata_web.people import policy

PER_PAGE = 50
HEADER = ("region", "activity", "year", "value", "flag")


@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """All sources with what a reader must know about each."""
    links = Dataset.objects.filter(Q(figures__isnull=True) | Q(pk=sources.KEEP_COUNTS)).distinct()
    everything = [*sources.sources(), *(sources.source_of(row) for row in links)]
    context = {
        "rows": [{"source": one, "licence": licence_name(one), "unit": unit_name(one.unit)} for one in everything],
        "may_load": policy.can(request.user, "load_figures"),
    }
    return render(request, "cooperation/sources.html", context)


@require_safe
def source(request: HttpRequest, source: str) -> HttpResponse:
    """One source: its facts, and its rows for a region, an activity or a pair of regions."""
    if source == sources.DIRECTORY:
        return redirect(f"{reverse('directory:profiles')}?{_in_directory(request)}")
    row = Dataset.objects.filter(pk=source).first()
    if row is None:
        raise Http404(_("There is no source of this name."))
    asked = {name: request.GET.get(name, "").strip()[:120] for name in ("region", "other", "activity")}
    context = {
        "dataset": row,
        "source": sources.source_of(row),
        "licence": licence_name(sources.source_of(row)),
        "unit": unit_name(row.unit),
        "notes": [note_sentence(note) for note in row.notes],
        "asked": asked,
        "regions": sorted(load_regions()),
        "figures": _page(request, _figures(row, asked)) if not asked["other"] else None,
        "pairs": list(_pairs(row, asked)[:PER_PAGE]) if asked["other"] else [],
        "participations": _participations(row, asked)[:PER_PAGE],
    }
    context["shown"] = [_shown(row, figure) for figure in context["figures"] or ()]
    return render(request, "cooperation/source.html", context)


@require_safe
def source_csv(_request: HttpRequest, source: str) -> StreamingHttpResponse:
    """All figures of a source as a CSV file."""
    row = Dataset.objects.filter(pk=source).first()
    if row is None:
        raise Http404(_("There is no source of this name."))
    values = row.figures.values_list(*HEADER).iterator(chunk_size=5000)
    response = StreamingHttpResponse(lines_of_table(HEADER, values), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.pk}.csv"'
    return response


def _in_directory(request: HttpRequest) -> str:
    pairs = [("region", request.GET.get("region", "")), ("concept", request.GET.get("activity", ""))]
    return urlencode([pair for pair in pairs if pair[1]])


def _page(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


def _figures(row: Dataset, asked: dict[str, str]) -> QuerySet[Figure]:
    wanted = {name: asked[name] for name in ("region", "activity") if asked[name]}
    return row.figures.filter(**wanted)


def _pairs(row: Dataset, asked: dict[str, str]) -> QuerySet[JointProjects]:
    region, other = sorted((asked["region"], asked["other"]))
    return row.joint_projects.filter(region=region, other=other).order_by("-year")


def _participations(row: Dataset, asked: dict[str, str]) -> QuerySet[Participation]:
    """Who took part in projects that fit, newest first; of a pair of regions, the projects that both are in."""
    if not asked["region"]:
        return Participation.objects.none()
    found = Participation.objects.filter(project__dataset=row).select_related("project")
    if not asked["other"]:
        return found.filter(region=asked["region"]).order_by("-project__start", "pk")
    joint = row.projects.filter(participations__region=asked["region"]).filter(participations__region=asked["other"])
    both = found.filter(project__in=joint.values("pk"), region__in=(asked["region"], asked["other"]))
    return both.order_by("-project__start", "project", "region", "pk")


def _shown(row: Dataset, figure: Figure) -> dict[str, Any]:
    return {
        "region": figure.region,
        "activity": activity_name(row.nomenclature, figure.activity),
        "code": figure.activity,
        "year": figure.year,
        "value": figure.value,
        "flag": flag_name(figure.flag),
    }
