"""Introductions: proposed, agreed to, listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata.exchange import INTRODUCTION, TransitionRefusedError
from cordata_web.exchange import listing, timeline
from cordata_web.exchange.actions import introductions as actions
from cordata_web.exchange.cards import owner_of
from cordata_web.exchange.forms.conversations import BeginForm
from cordata_web.exchange.forms.interests import AgreeForm, ProposeForm, TurnDownForm
from cordata_web.exchange.models import Introduction, Match
from cordata_web.exchange.sides import is_hidden, own_sides, sides_of
from cordata_web.exchange.state_names import state_chip
from cordata_web.exchange.views.conversations import conversation_of
from cordata_web.people import policy
from cordata_web.people.policy import Standing

LOADED = ("first", "second", "interest", "opportunity__organisation", "proposed_by", "collaboration")
PLAIN = ("close", "reopen", "join", "leave", "bring_in")
"""Steps that need no more than a click."""


def shown_introduction(request: HttpRequest, pk: str) -> Introduction:
    return get_object_or_404(policy.visible_to(request.user, Introduction.objects.select_related(*LOADED)), pk=pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: HttpRequest, pk: str) -> HttpResponse:
    found = shown_introduction(request, pk)
    if request.method != "POST":
        return render_introduction(request, found)
    step = request.POST.get("step", "")
    if step in PLAIN:
        return _clicked(request, found, step)
    if step not in ("agree", "decline"):
        return HttpResponseBadRequest()
    return _answered(request, found, step)


def render_introduction(request: HttpRequest, found: Introduction, **failed: forms.Form) -> HttpResponse:
    """The page, with forms that were not valid as somebody filled them in."""
    standing = policy.standing_of(request.user)
    context = {
        **_facts(found, standing),
        **conversation_of(request, found, failed.get("message")),
        "answers": _answers(found, standing, failed),
        "begin": failed.get("begin") or _begin(found, standing),
        "may": {step: policy.can(standing, rule, found) for step, rule in RULES.items()},
    }
    return render(request, "exchange/dealings/introduction.html", context, status=422 if failed else 200)


RULES = {"close": "close", "reopen": "reopen", "join": "join", "leave": "leave", "bring_in": "join"}


def _facts(found: Introduction, standing: Standing) -> dict[str, Any]:
    interest = found.interest if found.interest and policy.can(standing, "see", found.interest) else None
    opportunity = found.opportunity if found.opportunity and policy.can(standing, "see", found.opportunity) else None
    collaboration = getattr(found, "collaboration", None)
    return {
        "introduction": found,
        "sides": sides_of(found, standing),
        "chip": state_chip(found),
        "interest": interest,
        "opportunity": opportunity,
        "opportunity_title": opportunity.title_in(get_language() or "en") if opportunity else "",
        "proposer": found.proposed_by.name if found.proposed_by and found.interest_id is None else "",
        "collaboration": collaboration,
        "collaboration_chip": state_chip(collaboration) if collaboration else None,
        "timeline": timeline.timeline_of(interest, found, collaboration),
        "people": _people(found, standing),
        "is_waiting": found.state in ("proposed", "half_agreed"),
        "reasons": reasons_of(found, standing),
    }


def reasons_of(found: Introduction, standing: Standing) -> list[str]:
    """Why the two were found for each other, where a match of theirs is kept and the reader may see it."""
    if found.opportunity is None or is_hidden(found, found.opportunity.organisation, standing):
        return []
    other = found.second if found.opportunity.organisation_id == found.first_id else found.first
    match = Match.objects.filter(opportunity=found.opportunity, profile=other).first()
    return match_sentences(match) if match and policy.can(standing, "see", match) else []


def match_sentences(match: Match) -> list[str]:
    from cordata_web.exchange.messages import SENTENCES, sentence

    spoken = (match.opportunity.language, match.profile.local_language)
    known = [one for one in match.reasons if one.get("code") in SENTENCES]
    return [sentence(one["code"], one.get("facts", {}), spoken, match.opportunity.side) for one in known]


def _people(found: Introduction, standing: Standing) -> list[dict[str, Any]]:
    if found.opened is None and not policy.can(standing, "read", found):
        return []
    here = found.participants.filter(left__isnull=True).select_related("user", "profile").order_by("joined", "pk")
    return [
        {"name": one.user.name or _("Somebody"), "profile": one.profile.name, "as_manager": one.as_manager}
        for one in here
        if not is_hidden(found, one.profile, standing)
    ]


def _answers(found: Introduction, standing: Standing, failed: dict[str, forms.Form]) -> list[dict[str, Any]]:
    """For each own side that has not agreed yet, the forms of yes and no."""
    if found.state not in ("proposed", "half_agreed"):
        return []
    made = []
    for side in own_sides(found, standing):
        no = failed.get("decline")
        mine = no is not None and no.data.get(f"decline_{side}-side") == side
        made.append(
            {
                "side": side,
                "name": getattr(found, side).name,
                "agreed": getattr(found, f"agreed_by_{side}"),
                "agree": AgreeForm(prefix=f"agree_{side}", initial={"side": side}),
                "decline": no if mine else TurnDownForm(prefix=f"decline_{side}", initial={"side": side}),
                "failed": mine,
            }
        )
    return made


def _begin(found: Introduction, standing: Standing) -> BeginForm | None:
    may = policy.can(standing, "collaborate", found) and getattr(found, "collaboration", None) is None
    return BeginForm(prefix="begin") if may else None


def _answered(request: HttpRequest, found: Introduction, step: str) -> HttpResponse:
    if found.state not in ("proposed", "half_agreed"):
        return too_late(request, found)
    policy.demand(request.user, "decline", found)  # whoever may say no may say yes
    side = next((one for one in own_sides(found, request.user) if f"{step}_{one}-side" in request.POST), "")
    if not side:
        return HttpResponseBadRequest()
    made = (AgreeForm if step == "agree" else TurnDownForm)(request.POST, prefix=f"{step}_{side}")
    if not made.is_valid():
        return render_introduction(request, found, **{step: made})
    said = {**made.cleaned_data, "side": side}
    do: Callable[..., Any] = actions.agree_to_introduction if step == "agree" else actions.decline_introduction
    try:
        do(introduction=found, actor=request.user, today=timezone.localdate(), **said)
    except (TransitionRefusedError, actions.AlreadyAgreedError):
        return too_late(request, found)
    if step == "decline":
        messages.success(request, _("They are told politely. Thank you for answering."))
    elif found.state == "open":
        messages.success(request, _("Both sides have agreed: the conversation is open. Say hello."))
    else:
        messages.success(request, _("Thank you. As soon as the other side agrees too, the conversation opens."))
    return HttpResponseRedirect(found.get_absolute_url())


def too_late(request: HttpRequest, found: Introduction) -> HttpResponse:
    messages.warning(request, _("Meanwhile something has changed here; please look again."))
    return HttpResponseRedirect(found.get_absolute_url())


def _clicked(request: HttpRequest, found: Introduction, step: str) -> HttpResponse:
    if step in INTRODUCTION.steps and INTRODUCTION.transition(step, found.state) is None:
        return too_late(request, found)
    policy.demand(request.user, RULES[step], found)
    side = next(iter(own_sides(found, request.user)), "")
    try:
        messages.success(request, _do_click(request, found, step, side))
    except TransitionRefusedError:
        return too_late(request, found)
    return HttpResponseRedirect(found.get_absolute_url())


def _do_click(request: HttpRequest, found: Introduction, step: str, side: str) -> str:
    if step == "close":
        actions.close_introduction(introduction=found, actor=request.user)
        return _("The conversation is closed. It can be opened again.")
    if step == "reopen":
        actions.reopen_introduction(introduction=found, actor=request.user)
        return _("The conversation is open again.")
    if step == "join":
        actions.join_introduction(introduction=found, user=request.user, side=side)
        return _("You take part in the conversation now.")
    if step == "leave":
        actions.leave_introduction(introduction=found, user=request.user)
        return _("You have left the conversation.")
    brought = actions.bring_in_clusters(introduction=found, side=side, actor=request.user, today=timezone.localdate())
    return (
        _("Your cluster's managers take part now.")
        if brought
        else _("There is nobody to bring in: no manager of a cluster of yours is missing here.")
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def introduce(request: HttpRequest, pk: str) -> HttpResponse:
    """A manager or the secretariat proposes an introduction from a match."""
    shown = policy.visible_to(request.user, Match.objects.select_related("opportunity__organisation", "profile"))
    match = get_object_or_404(shown, pk=pk)
    policy.demand(request.user, "introduce", match)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose_from_match(
                match=match, proposer=request.user, today=timezone.localdate(), **form.cleaned_data
            )
        except actions.IntroductionRefusedError:
            form.add_error(None, _("The two have an introduction already that is open or waits for an answer."))
        else:
            messages.success(request, _("Both sides are asked. You will hear when they answer."))
            return HttpResponseRedirect(made.get_absolute_url())
    context = {
        "match": match,
        "form": form,
        "owner": owner_of(match.opportunity, request.user),
        "title": match.opportunity.title_in(get_language() or "en"),
        "reasons": match_sentences(match),
    }
    return render(request, "exchange/dealings/introduce.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def introductions(request: HttpRequest) -> HttpResponse:
    standing = policy.standing_of(request.user)
    rows = policy.visible_to(standing, Introduction.objects.select_related(*LOADED[:-1]))
    page = listing.page_of(request, rows)
    context = {
        "facets": listing.facets_of(request, rows),
        "page": page,
        "rows": [introduction_row(one, standing) for one in page],
    }
    return render(request, "exchange/dealings/introductions.html", context)


def introduction_row(found: Introduction, standing: Standing) -> dict[str, Any]:
    sides = sides_of(found, standing)
    about = found.opportunity.title_in(get_language() or "en") if found.opportunity else ""
    waits = found.state in ("proposed", "half_agreed") and found.respond_by
    until = _("Answer until %(day)s") % {"day": date_format(found.respond_by, "DATE_FORMAT")} if waits else ""
    title = _("%(first)s and %(second)s") % {"first": sides[0].name, "second": sides[1].name}
    return listing.row(found, title=title, meta=[about, until], text=found.note)
