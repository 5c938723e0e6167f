"""Calls that fit: for an organisation of the person who is signed in, or for a paragraph that anybody writes."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cordata.funding import Applicant
from cordata.kernel import COUNTRIES, KINDS
from cordata_web.calls import feeds, fitting, showing
from cordata_web.calls.models import Call
from cordata_web.desk.organisations import own_profiles
from cordata_web.directory import wording
from cordata_web.directory.models import Profile
from cordata_web.exchange.asking import LONGEST_TEXT
from cordata_web.exchange.matching import NoIndexError, OutdatedIndexError
from cordata_web.people.policy import standing_of

LEVELS = range(1, 10)


# Exempt so that readers need no CSRF cookie: a search changes nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def fitting_calls(request: HttpRequest) -> HttpResponse:
    """Long texts are sent, short ones can stand in an address."""
    asked = request.POST if request.method == "POST" else request.GET
    profiles = [one for one in own_profiles(standing_of(request.user)) if one.state == "published"]
    text = asked.get("text", "").strip()[:LONGEST_TEXT]
    profile = next((one for one in profiles if one.pk == asked.get("profile")), None)
    if profile is None and not text and profiles:
        profile = profiles[0]
    context: dict[str, Any] = {
        "profiles": profiles,
        "profile": profile if not text else None,
        "text": text,
        "longest": LONGEST_TEXT,
        "kinds": [(kind, wording.kind_name(kind), kind == asked.get("kind")) for kind in KINDS],
        "countries": [(code, wording.country_name(code), code == asked.get("country")) for code in COUNTRIES],
        "levels": [(str(level), str(level) == asked.get("trl")) for level in LEVELS],
        "feed": feeds.feed_address(profile) if profile is not None and not text else "",
        "there_are_calls": Call.objects.filter(withdrawn__isnull=True).exists(),
    }
    applicant = _applicant(asked, text, profile)
    if applicant is None or not context["there_are_calls"]:
        return render(request, "calls/fitting.html", context)
    try:
        answer = fitting.fitting(applicant, timezone.now())
    except (NoIndexError, OutdatedIndexError):
        return render(request, "calls/fitting.html", {**context, "is_unready": True}, status=503)
    spoken = (answer.language or "en", "en")
    rows = [row for hit in answer.hits if (row := showing.hit_row(hit, spoken))]
    return render(request, "calls/fitting.html", {**context, "rows": rows, "problem": answer.problem, "asked": True})


@login_required
@require_POST
def renew_feed(request: HttpRequest) -> HttpResponse:
    """Another address for the calendar of an organisation for which the person acts."""
    standing = standing_of(request.user)
    profile = next((one for one in own_profiles(standing) if one.pk == request.POST.get("profile")), None)
    if profile is None or profile.pk not in standing.acts_for:
        raise Http404(_("There is no such calendar."))
    feeds.renew_feed_address(profile=profile, actor=request.user)
    messages.success(request, _("The calendar has a new address; the old one leads nowhere any more."))
    return redirect(f"{reverse('calls:fitting')}?{urlencode({'profile': profile.pk})}")


def _applicant(asked: Any, text: str, profile: Profile | None) -> Applicant | None:
    if text:
        kind = asked.get("kind", "") if asked.get("kind") in KINDS else ""
        country = asked.get("country", "") if asked.get("country") in COUNTRIES else ""
        trl = int(asked["trl"]) if asked.get("trl") in {str(level) for level in LEVELS} else None
        sme = {"sme": True, "large": False}.get(kind)
        return Applicant(text, None, kind, country, sme=sme, trl=trl)
    if profile is None:
        return None
    found = fitting.applicant_for(profile)
    return found if found.text.strip() else None
