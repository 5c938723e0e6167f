"""Whether the potential foretold what came, next to simple methods."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cordata_web.cooperation import results
from cordata_web.cooperation.kinds import BACKTEST
from cordata_web.cooperation.messages import method_name
from cordata_web.cooperation.models import Dataset
from cordata_web.cooperation.sources import source_of
from cordata_web.people import policy

SPLIT_AT = 0.7
"""The share of the projects that are taken as known when nobody chooses a day."""
TASKS = ("organisations", "regions")


@require_safe
def backtest(request: HttpRequest) -> HttpResponse:
    """The comparison for a day, where it has been computed."""
    told = _told()
    context: dict[str, Any] = {"may_compute": policy.can(request.user, "compute")}
    if told is not None:
        split = _day(request.GET.get("split", "")) or _usual_split(told)
        context |= {"source": source_of(told), "split": split}
        found = results.find(BACKTEST, inputs_of(told, split))
        if found:
            context["result"] = found
            context["tasks"] = [
                {"name": name, **found[name], "rows": _rows(found[name])} for name in TASKS if found[name]
            ]
    return render(request, "cooperation/backtest.html", context)


@require_POST
def compute_backtest(request: HttpRequest) -> HttpResponse:
    """Have it computed for a day in the background."""
    if not policy.can(request.user, "compute"):
        raise PermissionDenied
    told = _told()
    if told is None:
        raise Http404(_("No joint projects are loaded yet."))
    split = _day(request.POST.get("split", "")) or _usual_split(told)
    job = results.ask_for(BACKTEST, inputs_of(told, split), owner=request.user)
    return redirect("jobs:job", pk=job.pk)


def inputs_of(dataset: Dataset, split: date) -> dict[str, Any]:
    """All that the comparison depends on."""
    return {"dataset": dataset.pk, "version": dataset.version, "split": split.isoformat()}


def _told() -> Dataset | None:
    return Dataset.objects.filter(projects__isnull=False).distinct().order_by("-rows", "pk").first()


def _usual_split(dataset: Dataset) -> date:
    """The day before which seven tenths of the projects began."""
    days = dataset.projects.values_list("start").annotate(number=Count("pk")).order_by("start")
    wanted, passed = SPLIT_AT * sum(number for _day_, number in days), 0
    for start, number in days:
        passed += number
        if passed >= wanted:
            return start
    raise Http404(_("No joint projects are loaded yet."))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rows(task: dict[str, Any]) -> list[dict[str, Any]]:
    """The methods, the best at recall at 10 first; figures in per cent."""
    rows = [
        {"name": method_name(name), "is_ours": name == "potential", **_figures(measures["recall@10"])}
        for name, measures in task["methods"].items()
    ]
    return sorted(rows, key=lambda row: -row["value"])


def _figures(told: dict[str, float]) -> dict[str, float]:
    return {key: 100 * value for key, value in told.items()}
