"""One paragraph makes a profile: told, proposed, confirmed; then at once the first matches."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata_web.desk.forms.paragraph import ParagraphForm, ProposalForm, offered_concepts
from cordata_web.desk.matches import matches_for
from cordata_web.desk.proposing import Proposal, propose
from cordata_web.directory.advice import advice_for
from cordata_web.directory.models import Profile
from cordata_web.directory.rewriting import rewrite_profile
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError, prepare
from cordata_web.people import policy

SUGGESTED = 5


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paragraph(request: HttpRequest, slug: str) -> HttpResponse:
    """First the text, then what was found in it; nothing is kept before it is confirmed."""
    profile = get_object_or_404(policy.visible_to(request.user, Profile.objects.all()), pk=slug)
    policy.demand(request.user, "edit", profile)
    if request.POST.get("stage") == "proposal":
        return _confirm(request, profile)
    form = ParagraphForm(request.POST or None, initial={"text": profile.descriptions.get(profile.local_language, "")})
    if request.method == "POST" and form.is_valid():
        return _propose(request, profile, propose(form.cleaned_data["text"]))
    prepare()
    return render(request, "desk/paragraph.html", {"profile": profile, "form": form})


def _propose(request: HttpRequest, profile: Profile, proposal: Proposal) -> HttpResponse:
    shown = (*proposal.found, *proposal.suggested[:SUGGESTED])
    initial = {
        "language": proposal.language,
        "description": proposal.description,
        "seeks": proposal.seeks,
        "offers": profile.offers.get(proposal.language, ""),
        "concepts": list(proposal.found),
        "sectors": list(proposal.sectors),
    }
    form = ProposalForm(initial=initial, offered=shown)
    context = {"profile": profile, "form": form, "certain": proposal.certain, "offered": shown}
    return render(request, "desk/proposal.html", context)


def _confirm(request: HttpRequest, profile: Profile) -> HttpResponse:
    sought = request.POST.get("more", "")[:100]
    offered = offered_concepts([*request.POST.getlist("offered"), *request.POST.getlist("concepts")], sought)
    form = ProposalForm(request.POST, offered=offered)
    if request.POST.get("action") != "more" and form.is_valid():
        _keep(request, profile, form.cleaned_data)
        return HttpResponseRedirect(reverse("desk:matches", args=[profile.pk]))
    context = {"profile": profile, "form": form, "certain": True, "offered": offered, "sought": sought}
    return render(request, "desk/proposal.html", context)


def _keep(request: HttpRequest, profile: Profile, confirmed: dict[str, Any]) -> None:
    language = confirmed["language"]
    texts = {
        "descriptions": {**profile.descriptions, language: confirmed["description"]},
        "offers": {**profile.offers, language: confirmed["offers"]},
        "seeks": {**profile.seeks, language: confirmed["seeks"]},
    }
    changes: dict[str, Any] = {
        column: {code: words for code, words in spoken.items() if words} for column, spoken in texts.items()
    }
    if not any(profile.descriptions.values()):
        changes["local_language"] = language  # the first text says in which language they write
    changes["sectors"] = confirmed["sectors"]
    rewrite_profile(profile=profile, actor=request.user, changes=changes, concepts=confirmed["concepts"])


@login_required
@never_cache
@require_safe
def matches(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom the organisation could meet, how complete its profile is, and what comes next."""
    profile = get_object_or_404(policy.visible_to(request.user, Profile.objects.all()), pk=slug)
    policy.demand(request.user, "see_matches", profile)
    context: dict[str, Any] = {
        "profile": profile,
        "advice": advice_for(profile),
        "may_submit": policy.can(request.user, "submit", profile),
        "may_edit": policy.can(request.user, "edit", profile),
    }
    try:
        context["found"] = matches_for(profile, request.user)
    except (NoIndexError, OutdatedIndexError):
        messages.warning(request, _("The search is being prepared at the moment. Your text is kept."))
    return render(request, "desk/matches.html", context)
