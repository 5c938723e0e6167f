"""The links most worth making: all at once, and each with its reasons and with who could make it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.cooperation import CooperationError
from cordata.kernel import load_regions
from cordata_web.cooperation import results
from cordata_web.cooperation.activities import activity_name
from cordata_web.cooperation.choices import Choices, read_choices
from cordata_web.cooperation.kinds import FIRST, LINKS
from cordata_web.cooperation.makers import makers_of
from cordata_web.cooperation.messages import error_sentence
from cordata_web.cooperation.reasons import sentence_of
from cordata_web.cooperation.tables import dataset_of_links
from cordata_web.directory.files import lines_of_table

COLUMNS = (
    *("region", "other", "worth", "potential", "adds_to_region", "adds_to_other", "common", "km", "actual"),
    *("expected", "rank_low", "rank_high", "among_first"),
)
REASONS_SHOWN = 3


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The ten links most worth making, of one region where one is chosen; across borders unless asked otherwise."""
    choices = read_choices(request.GET)
    within = request.GET.get("within") == "yes"
    context: dict[str, Any] = {
        "choices": choices,
        "query": choices.query(),
        "within": within,
        "links_of": dataset_of_links(),
        "regions": sorted(load_regions()),
        "region": choices.regions[0] if choices.regions else "",
    }
    try:
        found = chosen_links(choices, within=within)
    except CooperationError as error:
        context["refusal"] = error_sentence(error)
    else:
        context["rows"] = [_row(link, choices) for link in found[:FIRST]]
        context["number"] = len(found)
    return render(request, "cooperation/overview.html", context)


@require_safe
def overview_csv(request: HttpRequest) -> HttpResponse:
    """All links with their figures as a CSV file."""
    choices = read_choices(request.GET)
    try:
        found = chosen_links(choices, within=request.GET.get("within") == "yes")
    except CooperationError as error:
        raise Http404(error_sentence(error)) from error
    rows = ([link[column] for column in COLUMNS] for link in found)
    response = StreamingHttpResponse(lines_of_table(COLUMNS, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="links.csv"'
    return response


@require_safe
def link(request: HttpRequest, region: str, other: str) -> HttpResponse:
    """Two regions: what each would add to the other, what there is between them, and who could make the link."""
    for code in (region, other):
        if code not in load_regions():
            raise Http404(_("There is no region %(code)s in the Alpine macro-region.") % {"code": code})
    if region >= other:
        if region == other:
            raise Http404(_("A region has no link to itself."))
        return redirect(f"{reverse('cooperation:link', args=[other, region])}?{request.GET.urlencode()}")
    choices = read_choices(request.GET)
    context: dict[str, Any] = {
        "choices": choices, "query": choices.query(), "region": region, "other": other, "links_of": dataset_of_links()
    }  # fmt: skip
    try:
        everything = results.compute(LINKS, choices.inputs())
    except CooperationError as error:
        context["refusal"] = error_sentence(error)
        return render(request, "cooperation/link.html", context)
    ranked = [
        (rank, one) for rank, one in enumerate(everything, start=1) if (one["region"], one["other"]) == (region, other)
    ]
    if ranked:
        rank, shown = ranked[0]
        reasons = [sentence_of(reason, choices.source.nomenclature) for reason in shown["reasons"]]
        sides = [makers_of(code, shown, choices, request.user) for code in (region, other)]
        context |= {"activities": _activities(shown["reasons"], choices)}
        context |= {"link": shown, "rank": rank, "number": len(everything), "reasons": reasons, "sides": sides}
    return render(request, "cooperation/link.html", context)


def chosen_links(choices: Choices, *, within: bool) -> list[dict[str, Any]]:
    """The links of the choices; only those across a border of countries unless ``within``."""
    regions = load_regions()
    found = results.compute(LINKS, choices.inputs())
    if not within:
        found = [one for one in found if regions[one["region"]].country != regions[one["other"]].country]
    if choices.regions:
        found = [one for one in found if {one["region"], one["other"]} & set(choices.regions)]
    return list(found)


def _row(one: dict[str, Any], choices: Choices) -> dict[str, Any]:
    reasons = one["reasons"][:REASONS_SHOWN]
    return {
        **one,
        "sentences": [sentence_of(reason, choices.source.nomenclature) for reason in reasons],
        "activities": _activities(reasons, choices),
    }


def _activities(reasons: list[dict[str, Any]], choices: Choices) -> list[tuple[str, str]]:
    """The activities that the reasons are about, each once, with their names."""
    codes = dict.fromkeys(code for reason in reasons for code in reason["facts"].get("activities", ()))
    return [(code, activity_name(choices.source.nomenclature, code)) for code in codes]
