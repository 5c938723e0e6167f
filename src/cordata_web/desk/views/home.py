"""The desk: what awaits a signed-in person, across all topics."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cordata_web.desk.links import links_for
from cordata_web.desk.sections import sections_for
from cordata_web.people.policy import standing_of


@login_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    facts = {"sections": sections_for(standing, request), "person": request.user, "links": links_for(standing)}
    facts["may_publish"] = bool(standing.acts_for)
    return render(request, "desk/home.html", facts)
