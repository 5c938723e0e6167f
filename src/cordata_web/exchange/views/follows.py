"""Following, and what one follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cordata_web.directory.models import Profile
from cordata_web.exchange.following import (
    BOARD,
    EmptySearchError,
    Search,
    TooMuchFollowedError,
    followed_by,
    stop_following,
)
from cordata_web.exchange.following import follow as follow_it
from cordata_web.exchange.models import Follow, Opportunity
from cordata_web.mail.preferences import digest_rhythm
from cordata_web.people import policy


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The address says what: ``opportunity``, ``profile``, or a search on the page named by ``page``.

    A page with one button first, for whoever comes back from signing in.
    """
    asked = request.POST if request.method == "POST" else request.GET
    what = _what(request, asked)
    if request.method != "POST":
        return render(request, "exchange/follows/follow.html", _shown(what, asked))
    try:
        follow_it(user=request.user, **what)  # type: ignore[misc]
    except TooMuchFollowedError:
        messages.error(request, _("You follow a hundred things already. Stop following some of them first."))
    else:
        messages.success(request, _("You follow it now. What is new about it comes with your round-up by e-mail."))
    return redirect("exchange:followed")


@login_required
@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    facts = {"followed": followed_by(request.user), "rhythm": digest_rhythm(request.user)}  # type: ignore[arg-type]
    return render(request, "exchange/follows/followed.html", facts)


@login_required
@require_POST
def stop(request: HttpRequest, pk: str) -> HttpResponse:
    row = get_object_or_404(policy.visible_to(request.user, Follow.objects.all()), pk=pk)
    policy.demand(request.user, "stop", row)
    stop_following(followed=row, actor=request.user)  # type: ignore[arg-type]
    messages.success(request, _("You do not follow it any more."))
    return redirect("exchange:followed")


def _what(request: HttpRequest, asked: QueryDict) -> dict[str, Any]:
    if "opportunity" in asked:
        rows = policy.visible_to(request.user, Opportunity.objects.all())
        return {"opportunity": get_object_or_404(rows, pk=asked["opportunity"])}
    if "profile" in asked:
        rows_of_profiles = policy.visible_to(request.user, Profile.objects.all())
        return {"profile": get_object_or_404(rows_of_profiles, pk=asked["profile"])}
    try:
        return {"search": Search.asked(asked.get("page", BOARD), asked)}
    except EmptySearchError as error:
        raise Http404 from error


def _shown(what: dict[str, Any], asked: QueryDict) -> dict[str, Any]:
    (thing,) = what.values()
    is_search = isinstance(thing, Search)
    return {
        "label": thing.label if is_search else str(thing),
        "url": thing.url if is_search else thing.get_absolute_url(),
        "fields": [(name, value) for name, values in asked.lists() for value in values],
    }
