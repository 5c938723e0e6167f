"""Which clusters complement one, which meta-clusters the directory suggests, and drafts of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata.cooperation.metaclusters import Suggestion
from cordata_web.cooperation import clusters as work
from cordata_web.cooperation.models import MetaCluster
from cordata_web.cooperation.reasons import pair_sentence
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import concept_label
from cordata_web.people import policy

PAIRS = 10
SUGGESTIONS = 12
GAPS = 8


class DraftForm(forms.Form):
    """Title and text of a draft."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    summary = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )


@require_safe
def complements(request: HttpRequest, slug: str) -> HttpResponse:
    """Clusters abroad that complement one."""
    cluster = queries.visible_to(request.user).filter(pk=slug, kind="cluster").first()
    if cluster is None:
        raise Http404(_("There is no cluster of this name."))
    pairs = work.complements_of(cluster)[:PAIRS]
    names = _names([pair.other for pair in pairs] + [cluster.pk])
    titles = {key: name for key, (name, _country) in names.items()}
    rows = [
        {
            "id": pair.other,
            "name": names[pair.other][0],
            "country": names[pair.other][1],
            "score": pair.score,
            "parts": (pair.talk, pair.gain),
            "sentences": [pair_sentence(reason, titles) for reason in pair.reasons],
        }
        for pair in pairs
    ]
    return render(request, "cooperation/complements.html", {"cluster": cluster, "rows": rows})


@require_safe
def metaclusters(request: HttpRequest) -> HttpResponse:
    """What the directory suggests, and one's own drafts."""
    found = work.suggested()[:SUGGESTIONS]
    names = _names({key for one in found for key in (*one.clusters, *one.anchors)})
    context = {
        "rows": [_row(one, names) for one in found],
        "drafts": policy.visible_to(request.user, MetaCluster.objects.all()),
        "may_draft": policy.can(request.user, "draft_metacluster"),
    }
    return render(request, "cooperation/metaclusters.html", context)


@require_POST
def draft_metacluster(request: HttpRequest, theme: str) -> HttpResponse:
    """Open a suggestion as a draft."""
    if not policy.can(request.user, "draft_metacluster"):
        raise PermissionDenied
    found = next((one for one in work.suggested() if one.theme == theme), None)
    if found is None:
        raise Http404(_("Nothing is suggested for this theme any more."))
    made = work.draft(suggestion=found, title=concept_label(theme), actor=request.user)
    messages.success(request, _("The draft is yours; change it as you like."))
    return redirect("cooperation:metacluster", pk=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def metacluster(request: HttpRequest, pk: str) -> HttpResponse:
    """A draft: read, changed by its owner."""
    row = _seen(request, pk)
    may_edit = policy.can(request.user, "edit", row)
    form = DraftForm(request.POST or None, initial={"title": row.title, "summary": row.summary})
    if request.method == "POST":
        policy.demand(request.user, "edit", row)
        if form.is_valid():
            kept = request.POST.getlist("cluster")
            work.edit(found=row, clusters=kept, actor=request.user, changes=form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("cooperation:metacluster", pk=row.pk)
    context = {
        "row": row,
        "form": form,
        "may_edit": may_edit,
        "clusters": row.clusters.order_by("country", "folded_name"),
        "anchors": row.anchors.order_by("country", "folded_name"),
        "theme": [concept_label(concept) for concept in row.theme],
        "gaps": [concept_label(concept) for concept in row.gaps],
    }
    return render(request, "cooperation/metacluster.html", context)


@require_POST
def delete_metacluster(request: HttpRequest, pk: str) -> HttpResponse:
    row = _seen(request, pk)
    policy.demand(request.user, "edit", row)
    work.throw_away(found=row, actor=request.user)
    messages.success(request, _("The draft is deleted."))
    return redirect("cooperation:metaclusters")


def _seen(request: HttpRequest, pk: str) -> MetaCluster:
    row = policy.visible_to(request.user, MetaCluster.objects.filter(pk=pk)).first()
    if row is None:
        raise Http404(_("There is no draft of this name."))
    return row


def _names(keys: Any) -> dict[str, tuple[str, str]]:
    rows = Profile.objects.filter(pk__in=list(keys)).values_list("pk", "name", "country")
    return {key: (name, country) for key, name, country in rows}


def _row(one: Suggestion, names: dict[str, tuple[str, str]]) -> dict[str, Any]:
    def linked(keys: tuple[str, ...]) -> list[dict[str, str]]:
        return [
            {"name": names[key][0], "country": names[key][1], "url": reverse("directory:profile", args=[key])}
            for key in keys
        ]

    return {
        "theme": one.theme,
        "title": concept_label(one.theme),
        "clusters": linked(one.clusters),
        "anchors": linked(one.anchors),
        "covered": len(one.covered),
        "all": len(one.covered) + len(one.gaps),
        "gaps": [concept_label(concept) for concept in one.gaps[:GAPS]],
        "more_gaps": max(len(one.gaps) - GAPS, 0),
        "score": one.score,
        "parts": (one.coverage / 3, one.breadth / 3, one.cohesion / 3),
    }
