"""The self-check of a cluster: admission criteria, the outcome of a year, and its questions field by field."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata.directory.selfcheck import DIMENSIONS, load_indicators
from cordata.directory.selfcheck import SelfCheck as Outcome
from cordata_web.directory.cluster_work import check_messages as words
from cordata_web.directory.cluster_work.self_checks import (
    admission_of,
    check_of,
    outcome_of,
    save_answers,
    years,
)
from cordata_web.directory.forms.self_check import CheckForm
from cordata_web.directory.models import Profile, SelfCheck
from cordata_web.directory.views.clusters.pages import frame, managed
from cordata_web.people import policy


@login_required
@never_cache
@require_safe
def check(request: HttpRequest, slug: str, year: int | None = None) -> HttpResponse:
    """Where the cluster stands, a year beside the one before."""
    cluster = managed(request, slug, "see_cluster")
    today = timezone.localdate()
    shown = year or today.year
    if shown not in years(today) and check_of(cluster, shown) is None:
        raise Http404(str(year))
    this, last = check_of(cluster, shown), check_of(cluster, shown - 1)
    outcome = outcome_of(this)
    admitted = admission_of(cluster, today)
    context = {
        **frame(request, cluster, "check"),
        **_result(outcome, outcome_of(last) if last else None),
        "criteria": [words.criterion_row(one) for one in admitted.criteria],
        "standing": words.STANDINGS[admitted.standing],
        "year": shown,
        "last_year": shown - 1 if last else None,
        "check": this,
        "years": _years(cluster, shown),
        "may_answer": _may_answer(request, cluster) and shown in years(today),
    }
    return render(request, "directory/cluster/check.html", context)


def _result(outcome: Outcome, before: Outcome | None) -> dict[str, Any]:
    by_code = {one.code: one for one in load_indicators()}
    earlier = {score.dimension: score.percent for score in before.dimensions} if before else {}
    return {
        "outcome": outcome,
        "level": words.LEVELS[outcome.level] if outcome.level else "",
        "answered": len(outcome.points),
        "questions": len(by_code),
        "dimensions": [
            {
                "code": score.dimension,
                "name": words.DIMENSIONS[score.dimension],
                "score": score,
                "percent": None if score.percent is None else round(score.percent),
                "before": None if earlier.get(score.dimension) is None else round(earlier[score.dimension] or 0),
                "width": f"{score.percent or 0:.1f}",
            }
            for score in outcome.dimensions
        ],
        "percent": None if outcome.percent is None else round(outcome.percent),
        "percent_before": round(before.percent) if before and before.percent is not None else None,
        "improve": [_to_improve(by_code[code], outcome) for code in outcome.improve],
        "without_evidence": [words.question(by_code[code]) for code in outcome.without_evidence],
    }


def _to_improve(indicator: Any, outcome: Outcome) -> dict[str, Any]:
    return {
        "question": words.question(indicator),
        "help": words.help_for(indicator),
        "points": outcome.points[indicator.code],
        "dimension": indicator.dimension,
    }


def _years(cluster: Profile, shown: int) -> list[dict[str, Any]]:
    today = timezone.localdate()
    kept = set(SelfCheck.objects.filter(cluster=cluster).values_list("year", flat=True))
    return [
        {
            "label": str(year),
            "url": reverse("directory:cluster_check_of", args=[cluster.pk, year]),
            "current": year == shown,
        }
        for year in sorted({today.year, today.year - 1, *kept}, reverse=True)
    ]


def _may_answer(request: HttpRequest, cluster: Profile) -> bool:
    """The answers are the cluster's own: the secretariat reads them, and writes none."""
    return policy.can(request.user, "edit", SelfCheck(cluster=cluster, year=timezone.localdate().year))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, slug: str, year: int, dimension: str) -> HttpResponse:
    """The questions of one field; whatever can be read is saved, whatever cannot is asked again."""
    cluster = managed(request, slug, "see_cluster")
    today = timezone.localdate()
    if year not in years(today) or dimension not in DIMENSIONS:
        raise Http404(dimension)
    this = check_of(cluster, year)
    policy.demand(request.user, "edit", this or SelfCheck(cluster=cluster, year=year))
    form = CheckForm(dimension, this, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        complete = form.is_valid()
        save_answers(
            cluster=cluster, year=year, actor=request.user, answers=form.answers, facts=form.facts, today=today
        )
        if complete:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(_next(request, cluster, year, dimension))
    context = {
        **frame(request, cluster, "check"),
        "form": form,
        "questions": form.questions(check_of(cluster, year - 1)),
        "year": year,
        "dimension": words.DIMENSIONS[dimension],
        "fields": _fields(cluster, year, dimension),
    }
    return render(request, "directory/cluster/questions.html", context, status=422 if form.errors else 200)


def _next(request: HttpRequest, cluster: Profile, year: int, dimension: str) -> str:
    at = DIMENSIONS.index(dimension) + 1
    if request.POST.get("go") == "on" and at < len(DIMENSIONS):
        return reverse("directory:cluster_questions", args=[cluster.pk, year, DIMENSIONS[at]])
    return reverse("directory:cluster_check_of", args=[cluster.pk, year])


def _fields(cluster: Profile, year: int, dimension: str) -> list[dict[str, Any]]:
    return [
        {
            "label": words.DIMENSIONS[code],
            "url": reverse("directory:cluster_questions", args=[cluster.pk, year, code]),
            "current": code == dimension,
        }
        for code in DIMENSIONS
    ]
