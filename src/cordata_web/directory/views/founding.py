"""The way in: an organisation is found in the directory and claimed, or listed anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata_web.directory import listing, queries
from cordata_web.directory.claiming import (
    ActsAlreadyError,
    NotClaimableError,
    address_proves,
    claim_profile,
)
from cordata_web.directory.forms.founding import ClaimForm, NewOrganisationForm, listed_of
from cordata_web.directory.founding import create_organisation
from cordata_web.directory.messages import duplicate_reason
from cordata_web.directory.models import Claim, Profile
from cordata_web.directory.resemblance import Resemblance, resembling
from cordata_web.people import policy

FEWEST_LETTERS = 3
SIGNER = signing.Signer(salt="claim")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Asks again only where one of the likely ones is not among those that the page has shown already."""
    policy.demand(request.user, "create_profile")
    form = NewOrganisationForm(request.POST or None, initial=dict(request.GET.items()))
    found: list[Resemblance] = []
    if request.method == "POST" and form.is_valid():
        found = resembling(form.listed, request.user)
        seen = request.POST.get("seen", "").split()
        if all(one.profile.pk in seen for one in found if one.is_strong):
            return _create(request, form.cleaned_data)
    context = {
        "form": form,
        "alike": [_row(one) for one in found],
        "seen": " ".join(one.profile.pk for one in found),
    }
    return render(request, "directory/own/new.html", context)


def _create(request: HttpRequest, entered: dict[str, Any]) -> HttpResponse:
    more = {"website": entered["website"], "vat": entered["vat"]}
    facts = {name: entered[name] for name in ("name", "kind", "region", "town")}
    profile = create_organisation(actor=request.user, **facts, more=more)
    return HttpResponseRedirect(_next_page(profile, request))


def _next_page(profile: Profile, request: HttpRequest) -> str:
    """Back to what somebody came from; else where one describes what one does, at best by one paragraph."""
    came_from = request.GET.get("next", "")
    if came_from.startswith("/") and url_has_allowed_host_and_scheme(came_from, allowed_hosts=None):
        return came_from
    return reverse("desk:paragraph", args=[profile.pk])


@login_required
@never_cache
@require_safe
def alike(request: HttpRequest) -> JsonResponse:
    """Those that perhaps are what somebody is typing, for the page's own script."""
    entered = listed_of(request.GET)
    enough = len(entered.name.strip()) >= FEWEST_LETTERS or entered.vat or entered.website
    found = resembling(entered, request.user) if enough else []
    return JsonResponse({"profiles": [_row(one) for one in found]})


def _row(one: Resemblance) -> dict[str, Any]:
    """What the page tells of one: of one that is not public yet, its name only."""
    profile = one.profile
    reasons = [duplicate_reason(reason) for reason in one.reasons]
    return {
        "id": profile.pk,
        "name": profile.name,
        "place": listing.place_of(profile) if one.public else _("being prepared, not public yet"),
        "url": profile.get_absolute_url() if one.public else "",
        "claim_url": _claim_address(one),
        "reasons": reasons if one.public else [],
    }


def _claim_address(one: Resemblance) -> str:
    """With a key for what the person may not see yet, so that nobody gets there by guessing."""
    path = reverse("directory:claim", args=[one.profile.pk])
    return path if one.public else f"{path}?{urlencode({'key': SIGNER.sign(one.profile.pk)})}"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    profile = _claimable(request, slug)
    policy.demand(request.user, "claim", profile)
    if profile.pk in policy.acts_for(request.user):
        return HttpResponseRedirect(profile.get_absolute_url())
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _claim(request, profile, form.cleaned_data["message"])
    context = {
        "profile": profile,
        "form": form,
        "at_once": address_proves(request.user, profile),
        "open": Claim.objects.filter(profile=profile, user=request.user, state=Claim.State.OPEN).first(),
        "public": queries.visible_to(request.user).filter(pk=profile.pk).exists(),
    }
    return render(request, "directory/own/claim.html", context)


def _claimable(request: HttpRequest, slug: str) -> Profile:
    """One that the person sees, or one that its name, typed in full, has led to."""
    standing = Profile.objects.filter(merged_into__isnull=True)
    if request.GET.get("key") != SIGNER.sign(slug):
        standing = queries.visible_to(request.user).filter(merged_into__isnull=True)
    return get_object_or_404(standing, pk=slug)


def _claim(request: HttpRequest, profile: Profile, message: str) -> HttpResponse:
    try:
        made = claim_profile(profile=profile, user=request.user, message=message)
    except NotClaimableError:
        messages.error(request, _("Nobody can act for this organisation."))
        return HttpResponseRedirect(reverse("directory:new"))
    except ActsAlreadyError:
        return HttpResponseRedirect(profile.get_absolute_url())
    if made.state == Claim.State.CONFIRMED:
        messages.success(request, _("Your e-mail address shows it: you act for %(name)s.") % {"name": profile.name})
        return HttpResponseRedirect(_next_page(profile, request))
    messages.success(request, _("Thank you. The secretariat will answer you by e-mail."))
    return HttpResponseRedirect(reverse("desk:home"))
