"""The selection as CSV and JSON, and one profile as JSON-LD."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from cordata_web.directory import queries
from cordata_web.directory.files import as_json, csv_lines, json_ld
from cordata_web.directory.queries import Profiles
from cordata_web.directory.selection import read_selection


@require_safe
def selection_csv(request: HttpRequest) -> StreamingHttpResponse:
    rows = _selected(request).iterator(chunk_size=500)
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="profiles.csv"'
    return response


@require_safe
def selection_json(request: HttpRequest) -> JsonResponse:
    response = JsonResponse({"profiles": [as_json(row) for row in _selected(request).iterator(chunk_size=500)]})
    response["Content-Disposition"] = 'attachment; filename="profiles.json"'
    return response


@require_safe
def profile_json_ld(request: HttpRequest, slug: str) -> HttpResponse:
    if winner := queries.merged_into(slug):
        return redirect("directory:profile_json_ld", winner, permanent=True)
    visible = queries.visible_to(request.user).prefetch_related("concepts", "citations", "memberships__cluster")
    described = json_ld(get_object_or_404(visible, pk=slug), request.build_absolute_uri)
    return JsonResponse(described, content_type="application/ld+json")


def _selected(request: HttpRequest) -> Profiles:
    selection = read_selection(request.GET)
    found = queries.matching(queries.listed_for(request.user), selection)
    return queries.best_first(found, selection.q).defer("search_text").prefetch_related("concepts", "citations")
