"""The size test: questions on one page, then the size with its reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cordata.directory.ownership import CountedTwiceError, ImpossibleFiguresError, MissingFiguresError
from cordata.directory.size import EstimateBesideAccountsError
from cordata_web.directory.forms.size import OwnFiguresForm, RelationRows, relation_of
from cordata_web.directory.models import Profile, SizeTest
from cordata_web.directory.size_messages import size_name, size_reason
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
    own = OwnFiguresForm(request.POST)
    if request.POST.get("action") == "add":
        rows = RelationRows(_with_one_more(request), prefix="relations")
        return _page(request, profile, {"own": own, "rows": rows, "last": last, "may_test": True, "adding": True})
    rows = RelationRows(request.POST, prefix="relations")
    if own.is_valid() and rows.is_valid():
        kept = [row.cleaned_data for row in rows if row not in rows.deleted_forms]
        problem = _take(request, profile, own, kept)
        if not problem:
            messages.success(request, _("Thank you. This is your size."))
            return HttpResponseRedirect(reverse("directory:size", args=[profile.pk]))
        own.add_error(None, problem)
    return _page(request, profile, {"own": own, "rows": rows, "last": last, "may_test": True})


def _with_one_more(request: HttpRequest) -> Any:
    sent = request.POST.copy()
    told = sent.get("relations-TOTAL_FORMS", "0")
    sent["relations-TOTAL_FORMS"] = str(int(told) + 1 if told.isdecimal() and len(told) < len("1000") else 1)
    return sent


def _take(request: HttpRequest, profile: Profile, own: OwnFiguresForm, kept: list[dict[str, Any]]) -> str:
    """Take the test; what is the matter, in a sentence, where it cannot be taken."""
    relations = [{name: value for name, value in row.items() if name != "DELETE"} for row in kept]
    answers = {"own": own.cleaned_data, "relations": relations}
    try:
        periods = own.periods(tuple(relation_of(row) for row in relations))
        take_size_test(profile=profile, actor=request.user, periods=periods, answers=answers)
    except CountedTwiceError as error:
        return _("%(name)s stands here twice: please put both rows into one.") % {"name": error}
    except MissingFiguresError as error:
        return _("The figures of %(name)s are needed, for they count towards your size.") % {"name": error}
    except ImpossibleFiguresError:
        return _("The owners together hold more than 100 percent: please look at the shares again.")
    except EstimateBesideAccountsError:
        return _("An estimate is for a first year only: either there are accounts of earlier years, or it is one.")
    return ""


def _page(request: HttpRequest, profile: Profile, context: dict[str, Any]) -> HttpResponse:
    last = context["last"]
    shown = {
        "size_in_words": size_name(last.category) if last else "",
        "reasons": [size_reason(one["code"], one["facts"]) for one in last.reasons] if last else [],
    }
    return render(request, "directory/own/size.html", {"profile": profile, **context, **shown})
