"""Finding partners: what is asked, what was found, taking it over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata_web.consortia.actions.partners import take_over
from cordata_web.consortia.candidates import core_of
from cordata_web.consortia.completing import ask_for_partners
from cordata_web.consortia.facts import partners_of, programme_of
from cordata_web.consortia.forms.partners import SearchForm
from cordata_web.consortia.models import Consortium, PartnerSearch
from cordata_web.consortia.presenting import conflict_of, proposals_of
from cordata_web.consortia.views.access import frame, owned
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import concept_label
from cordata_web.jobs.messages import standing_of
from cordata_web.people import policy
from cordata_web.programmes.names import rule_name


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, pk: str) -> HttpResponse:
    """What is asked; the answer is made in the background."""
    row = owned(request, pk)
    last = row.searches.first()
    form = SearchForm(request.POST or None, initial=SearchForm.initial_of(last.asked if last else {}))
    if request.method == "POST" and form.is_valid():
        made = ask_for_partners(consortium=row, settings=form.settings, actor=request.user)
        return redirect("consortia:search", row.pk, made.pk)
    core = core_of(row)
    context = {
        **frame(request, row, "find"),
        "form": form,
        "programme": programme_of(row),
        "concepts": [concept_label(one) for one in row.concepts],
        "core": core,
        "free": [one for one in partners_of(row) if one not in core],
        "searches": row.searches.filter(found__isnull=False)[:5],
    }
    return render(request, "consortia/find.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def search(request: HttpRequest, pk: str, search_pk: str) -> HttpResponse:
    """The proposals, or how far the search is."""
    row = owned(request, pk)
    found = _search(row, search_pk)
    job = found.job
    context = {
        **frame(request, row, "find"),
        "search": found,
        "job": job if job and policy.can(request.user, "see", job) else None,
        "standing": _standing(found),
        "proposals": proposals_of(found, row),
        "conflict": conflict_of(found),
        "left_open": [rule_name(one) for one in (found.found or {}).get("left_open", ())],
        "asked": found.asked,
    }
    return render(request, "consortia/search.html", context)


@login_required
@require_POST
def take(request: HttpRequest, pk: str, search_pk: str, number: int) -> HttpResponse:
    """Take a proposal over: its members become proposed partners."""
    row = owned(request, pk)
    found = _search(row, search_pk)
    proposals = (found.found or {}).get("proposals", [])
    if not 1 <= number <= len(proposals):
        raise Http404(number)
    ids = [member["id"] for member in proposals[number - 1]["members"]]
    known = Profile.objects.filter(pk__in=ids, state="published").in_bulk()
    take_over(consortium=row, profiles=[known[one] for one in ids if one in known], actor=request.user)
    messages.success(request, _("The proposal is taken over. Nobody has been asked yet: invite whom you like."))
    return redirect(row)


def _search(row: Consortium, pk: str) -> PartnerSearch:
    return get_object_or_404(row.searches.select_related("job"), pk=pk)


def _standing(found: PartnerSearch) -> str:
    from django.utils import timezone

    return standing_of(found.job, now=timezone.now()) if found.job else ""
