"""Interest in opportunities: expressed, answered, listed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata.exchange import INTEREST, TransitionRefusedError
from cordata_web.directory.models import Profile
from cordata_web.exchange import listing
from cordata_web.exchange.actions import interests as actions
from cordata_web.exchange.cards import owner_of
from cordata_web.exchange.forms.interests import AcceptForm, DeclineForm, ExpressForm, QuestionForm, ReplyForm
from cordata_web.exchange.models import Interest, Opportunity
from cordata_web.exchange.state_names import state_chip
from cordata_web.exchange.wording import cooperation_name
from cordata_web.people import policy
from cordata_web.people.policy import Standing

FORMS: dict[str, type[forms.Form]] = {
    "accept": AcceptForm, "decline": DeclineForm, "ask": QuestionForm, "answer": ReplyForm, "withdraw": forms.Form,
}  # fmt: skip


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def express_interest(request: HttpRequest, pk: str) -> HttpResponse:
    shown = policy.visible_to(request.user, Opportunity.objects.select_related("organisation"))
    opportunity = get_object_or_404(shown, pk=pk)
    candidates = Profile.objects.filter(pk__in=policy.acts_for(request.user)).exclude(state="archived")
    if not candidates:
        return _found_first(request)
    form = ExpressForm(
        request.POST or None, opportunity=opportunity, organisations=candidates, language=get_language() or "en"
    )
    if request.method == "POST" and form.is_valid():
        organisation = form.cleaned_data["organisation"]
        policy.demand(request.user, "express_interest", organisation)
        try:
            made = actions.express_interest(
                opportunity=opportunity,
                organisation=organisation,
                author=request.user,
                answers=form.answers,
                today=timezone.localdate(),
            )
        except actions.InterestRefusedError as error:
            form.add_error(None, _refusal(error))
        else:
            messages.success(request, _("Your interest is on its way. You will hear from us when they answer."))
            return HttpResponseRedirect(made.get_absolute_url())
    context = {
        "opportunity": opportunity,
        "title": opportunity.title_in(get_language() or "en"),
        "owner": owner_of(opportunity, request.user),
        "form": form,
        "refusal": "" if form.is_bound else _why_not(opportunity, list(candidates)),
    }
    return render(request, "exchange/dealings/express.html", context, status=422 if form.errors else 200)


def _found_first(request: HttpRequest) -> HttpResponse:
    messages.info(
        request, _("Interest is expressed for an organisation. Tell us for which one you act; then you go on here.")
    )
    return HttpResponseRedirect(f"{reverse('directory:new')}?{urlencode({'next': request.path})}")


def _why_not(opportunity: Opportunity, candidates: list[Profile]) -> str:
    """Said at once, where none of the organisations can express interest."""
    found = []
    for one in candidates:
        try:
            actions.demand_possible(opportunity, one, today=timezone.localdate())
        except actions.InterestRefusedError as error:
            found.append(_refusal(error))
        else:
            return ""
    return found[0]


def _refusal(error: actions.InterestRefusedError) -> str:
    sentences = {
        actions.OwnOpportunityError: _("This is your organisation's own opportunity."),
        actions.NotLiveError: _("This opportunity is not open any more."),
        actions.AlreadyInterestedError: _("Your organisation has expressed interest in it already."),
    }
    return sentences[type(error)]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, pk: str) -> HttpResponse:
    shown = policy.visible_to(request.user, Interest.objects.select_related(*LOADED))
    found = get_object_or_404(shown, pk=pk)
    bound = None
    step = request.POST.get("step", "")
    if request.method == "POST":
        if step not in FORMS:
            return HttpResponseBadRequest()
        if INTEREST.transition(step, found.state) is None:
            return _too_late(request, found)
        policy.demand(request.user, step, found)
        bound = FORMS[step](request.POST, prefix=step)
        if bound.is_valid():
            return _done(request, found, step, bound.cleaned_data)
    context = {**_facts(request, found), "forms": _forms(request, found, step, bound), "failed": step if bound else ""}
    return render(request, "exchange/dealings/interest.html", context, status=422 if bound else 200)


LOADED = ("opportunity__organisation", "organisation", "author", "opportunity__author")


def _too_late(request: HttpRequest, found: Interest) -> HttpResponse:
    messages.warning(request, _("Meanwhile something has changed here; please look again."))
    return HttpResponseRedirect(found.get_absolute_url())


def _done(request: HttpRequest, found: Interest, step: str, said: dict[str, Any]) -> HttpResponse:
    who = {"interest": found, "actor": request.user, "today": timezone.localdate()}
    do: dict[str, Callable[..., Any]] = {
        "accept": actions.accept_interest,
        "decline": actions.decline_interest,
        "ask": actions.ask_sender,
        "answer": actions.answer_receiver,
        "withdraw": actions.withdraw_interest,
    }
    done = {
        "accept": _("You are introduced to each other. Say hello."),
        "decline": _("They are told politely. Thank you for answering."),
        "ask": _("Your question is on its way."),
        "answer": _("Your answer is on its way."),
        "withdraw": _("Your interest is withdrawn; they are told."),
    }
    try:
        result = do[step](**who, **said)
    except TransitionRefusedError:
        return _too_late(request, found)
    messages.success(request, done[step])
    return HttpResponseRedirect(result.get_absolute_url())


def _forms(request: HttpRequest, found: Interest, step: str, bound: forms.Form | None) -> dict[str, forms.Form]:
    """Those of the steps that this person may take now."""
    may = [name for name in FORMS if policy.can(request.user, name, found)]
    return {name: bound if bound and name == step else FORMS[name](prefix=name) for name in may}


def _facts(request: HttpRequest, found: Interest) -> dict[str, Any]:
    standing = policy.standing_of(request.user)
    related = policy.relations(standing, found)
    owner = owner_of(found.opportunity, standing)
    introduction = getattr(found, "introduction", None)
    sees_introduction = introduction is not None and policy.can(standing, "see", introduction)
    return {
        "interest": found,
        "title": found.opportunity.title_in(get_language() or "en"),
        "owner": owner,
        "is_receiver": "receiver" in related,
        "is_sender": "sender" in related,
        "sender_url": _profile_url(found.organisation, standing),
        "cooperation": cooperation_name(found.cooperation) if found.cooperation else "",
        "chip": state_chip(found),
        "questions": [_question(one, owner.is_named) for one in actions.questions_of(found)],
        "introduction": introduction if sees_introduction else None,
        "is_waiting": found.state not in INTEREST.closed,
    }


def _question(comment: Any, owner_is_named: bool) -> dict[str, Any]:
    """Whoever asks for an anonymous opportunity is not named either."""
    asked = comment.purpose == "ask"
    name = comment.author.name if comment.author and (owner_is_named or not asked) else ""
    return {"asked": asked, "name": name, "text": comment.text, "when": comment.created}


def _profile_url(profile: Profile, standing: Standing) -> str:
    return profile.get_absolute_url() if policy.can(standing, "see", profile) else ""


@login_required
@never_cache
@require_safe
def interests(request: HttpRequest) -> HttpResponse:
    """Received and sent; whoever reads all sees all of them as received."""
    standing = policy.standing_of(request.user)
    side = "sent" if request.GET.get("side") == "sent" else "received"
    rows = policy.visible_to(standing, Interest.objects.select_related("organisation", "opportunity__organisation"))
    if side == "sent":
        rows = rows.filter(organisation__in=standing.acts_for)
    elif not standing.reads_all:
        rows = rows.filter(opportunity__organisation__in=standing.acts_for)
    page = listing.page_of(request, rows)
    tabs = [
        {"label": _("Received"), "url": "?side=received", "current": side == "received"},
        {"label": _("Sent"), "url": "?side=sent", "current": side == "sent"},
    ]
    context = {
        "side": side,
        "tabs": tabs,
        "facets": listing.facets_of(request, rows),
        "page": page,
        "rows": [interest_row(one, standing, side) for one in page],
    }
    return render(request, "exchange/dealings/interests.html", context)


def interest_row(found: Interest, standing: Standing, side: str) -> dict[str, Any]:
    owner = owner_of(found.opportunity, standing)
    other = found.organisation.name if side == "received" else owner.name or owner.place
    until = _("Answer until %(day)s") % {"day": _day(found)} if found.state not in INTEREST.closed else ""
    return listing.row(
        found, title=found.opportunity.title_in(get_language() or "en"), meta=[other, until], text=found.why
    )


def _day(found: Interest) -> str:
    return date_format(found.respond_by, "DATE_FORMAT")
