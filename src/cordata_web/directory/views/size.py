"""The size test: questions on one page, then the size with its reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cordata_web.directory.forms.size import MOST_RELATIONS, OwnFiguresForm, RelationForm, RelationRows, relation_of
from cordata_web.directory.models import Profile, SizeTest
from cordata_web.directory.size_messages import IMPOSSIBLE, size_name, size_problem, size_reason
from cordata_web.directory.sizing import take_size_test
from cordata_web.directory.views.keeping import own_profile
from cordata_web.people import policy


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def size(request: HttpRequest, slug: str) -> HttpResponse:
    """Whoever may see the figures sees the last outcome; its own people take the test anew."""
    profile = own_profile(request, slug, "see_size")
    may_test = policy.can(request.user, "test_size", profile)
    last = SizeTest.objects.filter(profile=profile).first()
    if request.method == "POST":
        policy.demand(request.user, "test_size", profile)
        return _answered(request, profile, last)
    answers = last.answers if last else {}
    own = OwnFiguresForm(initial=answers.get("own"))
    rows = RelationRows(initial=answers.get("relations", []), prefix="relations")
    return _page(request, profile, {"own": own, "rows": rows, "last": last, "may_test": may_test})


def _answered(request: HttpRequest, profile: Profile, last: SizeTest | None) -> HttpResponse:
    if request.POST.get("action") == "add":
        own, rows = _typed(request.POST)
        return _page(request, profile, {"own": own, "rows": rows, "last": last, "may_test": True})
    own = OwnFiguresForm(request.POST)
    rows = RelationRows(request.POST, prefix="relations")
    if own.is_valid() and rows.is_valid():
        kept = [row.cleaned_data for row in rows if row not in rows.deleted_forms and row.cleaned_data.get("name")]
        problem = _take(request, profile, own, kept)
        if not problem:
            messages.success(request, _("Thank you. This is your size."))
            return HttpResponseRedirect(reverse("directory:size", args=[profile.pk]))
        own.add_error(None, problem)
    return _page(request, profile, {"own": own, "rows": rows, "last": last, "may_test": True})


def _typed(sent: QueryDict) -> tuple[OwnFiguresForm, Any]:
    """What was typed so far, not judged yet, and one more row."""
    told = sent.get("relations-TOTAL_FORMS", "0")
    number = min(int(told), MOST_RELATIONS - 1) if told.isdecimal() and len(told) < len("1000") else 0
    names = (*RelationForm.base_fields, "DELETE")
    typed = [{name: sent.get(f"relations-{at}-{name}", "") for name in names} for at in range(number)]
    rows = RelationRows(initial=typed, prefix="relations")
    rows.extra = 1
    return OwnFiguresForm(initial=sent.dict()), rows


def _take(request: HttpRequest, profile: Profile, own: OwnFiguresForm, kept: list[dict[str, Any]]) -> str:
    """Take the test; what is the matter, in a sentence, where it cannot be taken."""
    relations = [{name: value for name, value in row.items() if name != "DELETE"} for row in kept]
    answers = {"own": own.cleaned_data, "relations": relations}
    try:
        periods = own.periods(tuple(relation_of(row) for row in relations))
        take_size_test(profile=profile, actor=request.user, periods=periods, answers=answers)
    except IMPOSSIBLE as error:
        return size_problem(error)
    return ""


def _page(request: HttpRequest, profile: Profile, context: dict[str, Any]) -> HttpResponse:
    last = context["last"]
    shown = {
        "size_in_words": size_name(last.category) if last else "",
        "reasons": [size_reason(one["code"], one["facts"]) for one in last.reasons] if last else [],
    }
    return render(request, "directory/own/size.html", {"profile": profile, **context, **shown})
