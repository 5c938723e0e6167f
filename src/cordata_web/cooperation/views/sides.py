"""Pages of public-private synergies, and of who stands between regions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from cordata.cooperation import CooperationError
from cordata_web.cooperation import results
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.kinds import BROKERS, SYNERGIES
from cordata_web.cooperation.messages import error_sentence
from cordata_web.cooperation.models import Dataset
from cordata_web.cooperation.receiving import inputs_of
from cordata_web.cooperation.sources import source_of
from cordata_web.people import policy

AT_ONCE = 2000
"""So many projects are computed while the reader waits; more in the background."""
SIDES: dict[str, Promise] = {
    "firm": gettext_lazy("Firms"),
    "research": gettext_lazy("Research"),
    "public": gettext_lazy("Public bodies"),
}


def projects_told() -> Dataset | None:
    """The fullest dataset that tells projects one by one."""
    return Dataset.objects.filter(projects__isnull=False).distinct().order_by("-rows", "pk").first()


def themes_of(dataset: Dataset) -> list[tuple[str, str]]:
    """Every activity of the projects, by its name."""
    codes = dataset.figures.order_by().values_list("activity", flat=True).distinct()
    return sorted(((code, activity_name(dataset.nomenclature, code)) for code in codes), key=lambda one: one[1])


def inputs_for(kind: str, dataset: Dataset, theme: str) -> dict[str, Any]:
    return {**inputs_of(dataset), "theme": theme} if kind == SYNERGIES else inputs_of(dataset)


@require_safe
def synergies(request: HttpRequest) -> HttpResponse:
    """For a theme: who works together across sides and regions, and which third side is missing."""
    dataset = projects_told()
    context: dict[str, Any] = {"dataset": dataset, "may_compute": policy.can(request.user, "compute")}
    if dataset is not None:
        themes = themes_of(dataset)
        asked = request.GET.get("theme", "")
        theme = asked if asked in dict(themes) else _first_theme(dataset)
        context |= {
            "source": source_of(dataset),
            "themes": themes,
            "theme": theme,
            "chosen": asked == theme,
            "query": urlencode({"activity": theme}),
        }
        if theme:
            context |= _found(SYNERGIES, dataset, theme)
        if context.get("found"):
            context |= _told(context["found"])
    return render(request, "cooperation/synergies.html", context)


def _first_theme(dataset: Dataset) -> str:
    """The one with most participations: where there is most to see."""
    sums = dataset.figures.order_by().values("activity").annotate(all=Sum("value")).order_by("-all", "activity")
    return str(sums[0]["activity"]) if sums else ""


@require_safe
def brokers(request: HttpRequest) -> HttpResponse:
    """Organisations that stand between regions, and regions with fewer ties than expected."""
    dataset = projects_told()
    context: dict[str, Any] = {"dataset": dataset, "may_compute": policy.can(request.user, "compute")}
    if dataset is not None:
        context |= {"source": source_of(dataset), **_found(BROKERS, dataset, "")}
    return render(request, "cooperation/brokers.html", context)


@require_POST
def compute_sides(request: HttpRequest) -> HttpResponse:
    """Have either computed in the background."""
    policy.demand(request.user, "compute")
    dataset = projects_told()
    if dataset is None:
        raise Http404(_("No joint projects are loaded yet."))
    theme = request.POST.get("theme", "")
    kind = SYNERGIES if theme else BROKERS
    if theme and theme not in dict(themes_of(dataset)):
        raise Http404(_("There is nothing to draw for this choice."))
    return redirect("jobs:job", pk=results.ask_for(kind, inputs_for(kind, dataset, theme), owner=request.user).pk)


def _found(kind: str, dataset: Dataset, theme: str) -> dict[str, Any]:
    inputs = inputs_for(kind, dataset, theme)
    try:
        if dataset.projects.count() <= AT_ONCE:
            return {"found": results.compute(kind, inputs)}
    except CooperationError as error:
        return {"refusal": error_sentence(error)}
    return {"found": results.find(kind, inputs)}


def _told(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "sides": [(SIDES[side], number) for side, number in found["organisations"].items()],
        "dyads": [(one, SIDES[side], other, SIDES[third], *rest) for one, side, other, third, *rest in found["dyads"]],
        "missing": [{**one, "side": SIDES[one["missing"]]} for one in found["missing"]],
        "has_candidates": any(one["candidates"] for one in found["missing"]),
    }
