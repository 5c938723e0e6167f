"""Profiles that are perhaps twice there: the list, the comparison, merging, and keeping apart."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata_web.desk.duplicates import KIND, newest_result, newest_run
from cordata_web.desk.secretariat.forms.merging import MergeForm
from cordata_web.desk.secretariat.gate import back, open_to, page
from cordata_web.directory.models import Profile
from cordata_web.exchange.merging import NotMergeableError, keep_apart, merge_profiles
from cordata_web.jobs import enqueue
from cordata_web.people import policy

PAIRS_A_PAGE = 20


@open_to("see_network")
@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs; a form sent has them looked for anew."""
    running = newest_run()
    under_way = running is not None and not running.is_over
    if request.method == "POST":
        policy.demand(request.user, "merge")
        job = running if under_way else enqueue(KIND, owner=request.user)
        return HttpResponseRedirect(reverse("jobs:job", args=[job.pk]))
    pairs, looked = newest_result()
    shown = Paginator(pairs, PAIRS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": shown, "looked": looked, "number": len(pairs), "running": running if under_way else None}
    return page(request, "duplicates", "duplicates", {**context, "may_merge": policy.can(request.user, "merge")})


@open_to("merge")
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Both side by side; a form sent makes one of them."""
    first, second = _both(request, one, other)
    form = MergeForm(first, second, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _merged(request, form):
        return HttpResponseRedirect(reverse("secretariat:duplicates"))
    context = {"one": first, "other": second, "form": form}
    return page(request, "duplicates", "merge", context, status=422 if form.errors else 200)


@open_to("merge")
@require_POST
def apart(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """They are not the same."""
    first, second = _both(request, one, other)
    keep_apart(one=first, other=second, actor=request.user)
    messages.success(request, _("Noted: these two are not named together any more."))
    return back(request, "duplicates")


def _both(request: HttpRequest, one: str, other: str) -> tuple[Profile, Profile]:
    if one == other:
        raise Http404(one)
    rows = policy.visible_to(request.user, Profile.objects.filter(merged_into__isnull=True))
    rows = rows.prefetch_related("concepts")
    return get_object_or_404(rows, pk=one), get_object_or_404(rows, pk=other)


def _merged(request: HttpRequest, form: MergeForm) -> bool:
    loser: Any = form.loser
    policy.demand(request.user, "merge", loser)
    policy.demand(request.user, "merge", form.winner)
    try:
        done = merge_profiles(winner=form.winner, loser=loser, actor=request.user, take=form.taken)
    except NotMergeableError as error:
        form.add_error(None, _refusal(error.code))
        return False
    facts = {"name": loser.name, "other": done.winner.name}
    messages.success(request, _("“%(name)s” is one page with “%(other)s” now, and its address leads there.") % facts)
    return True


def _refusal(code: str) -> str:
    return {
        "same": _("One of the two is not there any more."),
        "merged": _("One of the two has been merged already."),
        "kinds": _("A cluster and an organisation cannot become one. If one of them is of the wrong kind, change it."),
        "example": _("An invented organisation and a real one cannot become one."),
        "hidden": _("The page that stays would not be public, though the other is. Let the public one stay."),
    }[code]
