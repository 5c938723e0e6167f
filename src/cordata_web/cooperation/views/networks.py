"""Who brokers between regions, which belong together, and where the holes are."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cordata.cooperation import CooperationError
from cordata_web.cooperation import results
from cordata_web.cooperation.kinds import ORGANISATIONS, REGIONS
from cordata_web.cooperation.messages import error_sentence
from cordata_web.cooperation.models import Dataset
from cordata_web.cooperation.receiving import inputs_of
from cordata_web.cooperation.sources import source_of
from cordata_web.cooperation.tables import dataset_of_links
from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.people import policy

SHOWN = 15
HOLES = 5
CLUSTERS = 10


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """The network of regions, and that of organisations where a source tells them."""
    links = dataset_of_links()
    context: dict[str, Any] = {"links_of": links}
    if links is not None:
        context["source"] = source_of(links)
        try:
            context["regions"] = _regions(results.compute(REGIONS, inputs_of(links)))
        except CooperationError as error:
            context["refusal"] = error_sentence(error)
    told = Dataset.objects.filter(projects__isnull=False).distinct().order_by("-rows", "pk").first()
    if told is not None:
        found = results.find(ORGANISATIONS, inputs_of(told))
        context["organisations_of"] = told
        context["organisations"] = _organisations(found) if found else None
        context["may_compute"] = policy.can(request.user, "compute")
    return render(request, "cooperation/network.html", context)


@require_POST
def compute_network(request: HttpRequest) -> HttpResponse:
    """Have the network of organisations computed in the background."""
    if not policy.can(request.user, "compute"):
        raise PermissionDenied
    told = Dataset.objects.filter(projects__isnull=False).distinct().order_by("-rows", "pk").first()
    if told is None:
        raise Http404(_("No joint projects are loaded yet."))
    job = results.ask_for(ORGANISATIONS, inputs_of(told), owner=request.user)
    return redirect("jobs:job", pk=job.pk)


def _regions(result: dict[str, Any]) -> dict[str, Any]:
    nodes = sorted(result["nodes"], key=lambda node: (-node["betweenness"], node["id"]))
    communities: dict[int, list[str]] = {}
    for node in sorted(result["nodes"], key=lambda node: -node["strength"]):
        communities.setdefault(node["community"], []).append(wording.region_name(node["id"]))
    return {
        **result,
        "brokers": nodes[:SHOWN],
        "communities": [(number + 1, names) for number, names in sorted(communities.items())],
        "holes": [
            {
                **hole,
                "one": hole["community"] + 1,
                "two": hole["other"] + 1,
                "names": [wording.region_name(bridge) for bridge in hole["bridges"]],
            }
            for hole in result["holes"][:HOLES]
        ],
    }


def _organisations(result: dict[str, Any]) -> dict[str, Any]:
    shares = sorted(result["clusters"], key=lambda pair: (-pair[1], pair[0]))[:CLUSTERS]
    names = dict(Profile.objects.filter(pk__in=[cluster for cluster, _share in shares]).values_list("pk", "name"))
    clusters = [
        {"id": cluster, "name": names[cluster], "percent": 100 * share} for cluster, share in shares if cluster in names
    ]
    return {**result, "clusters": clusters, "nodes": result["nodes"][:SHOWN]}
