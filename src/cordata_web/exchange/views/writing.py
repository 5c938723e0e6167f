"""Writing an opportunity: the question of the money, the form, what it is about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import concept_label
from cordata_web.exchange import cards, wording
from cordata_web.exchange.actions.opportunities import rewrite_opportunity, write_opportunity
from cordata_web.exchange.forms.opportunity import OpportunityForm, TopicsForm, initial_of, initial_of_new
from cordata_web.exchange.models import TEXTS, Opportunity, OpportunityType
from cordata_web.exchange.proposing import propose
from cordata_web.people import policy


@login_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Which way does the money flow?"""
    asked = request.GET.get("organisation", "")
    flows = [
        {
            "title": title,
            "name": name,
            "types": [
                {
                    "code": code,
                    "name": wording.type_name(code),
                    "icon": wording.TYPE_ICONS[code],
                    "sentence": wording.TYPE_SENTENCES[code],
                }
                for code in codes
            ],
        }
        for title, name, codes in wording.FLOWS
    ]
    context = {
        "flows": flows,
        "organisations": _organisations(request),
        "asked": asked,
        "create_url": cards.address_of("directory:new"),
    }
    return render(request, "exchange/opportunities/start.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, type_code: str) -> HttpResponse:
    if type_code not in OpportunityType.values:
        raise Http404(type_code)
    organisations = _organisations(request)
    if not organisations:
        return redirect("exchange:opportunity_start")
    wanted = request.POST.get("organisation") or request.GET.get("organisation") or organisations[0].pk
    organisation = next((one for one in organisations if one.pk == wanted), None)
    if organisation is None:
        raise Http404(wanted)
    policy.demand(request.user, "write_opportunity", organisation)
    form = OpportunityForm(request.POST or None, initial=initial_of_new(type_code), organisation=organisation)
    if request.method == "POST" and form.is_valid():
        made = write_opportunity(organisation=organisation, actor=request.user, facts=form.facts(None))
        return redirect("exchange:opportunity_topics", made.pk)
    context = {"form": form, "organisations": organisations, "organisation": organisation, "type": type_code}
    return render(request, "exchange/opportunities/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: str) -> HttpResponse:
    shown = _mine(request, pk)
    form = OpportunityForm(request.POST or None, initial=initial_of(shown), organisation=shown.organisation)
    if request.method == "POST" and form.is_valid():
        rewrite_opportunity(opportunity=shown, actor=request.user, changes=form.facts(shown))
        return redirect("exchange:opportunity_topics", shown.pk)
    context = {"form": form, "opportunity": shown, "organisation": shown.organisation, "type": shown.type}
    return render(request, "exchange/opportunities/form.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: HttpRequest, pk: str) -> HttpResponse:
    """The language, concepts and sectors that the text seems to have, to confirm."""
    shown = _mine(request, pk)
    text = "\n".join(filter(None, (getattr(shown, column).get(shown.language, "") for column in TEXTS)))
    proposal = propose(text, language=shown.language, side=shown.side)
    offered = dict.fromkeys((*shown.concepts, *proposal.certain, *proposal.guessed))
    initial = {
        "language": shown.language,
        "concepts": shown.concepts or list(proposal.certain or proposal.guessed),
        "sectors": shown.sectors or list(proposal.sectors),
    }
    choices = [(concept, concept_label(concept)) for concept in offered]
    form = TopicsForm(request.POST or None, initial=initial, concepts=choices)
    if request.method == "POST" and form.is_valid():
        rewrite_opportunity(opportunity=shown, actor=request.user, changes=_topics_of(shown, form.cleaned_data))
        if shown.state == "published":
            messages.success(request, _("Saved. The changes are public, and partners are looked for anew."))
        else:
            messages.success(request, _("Saved as a draft. Look at it once more and send it for review."))
        return redirect(shown)
    return render(request, "exchange/opportunities/topics.html", {"form": form, "opportunity": shown})


def _topics_of(shown: Opportunity, said: dict[str, Any]) -> dict[str, Any]:
    """With another language, the texts move to it."""
    changes: dict[str, Any] = {"concepts": said["concepts"], "sectors": said["sectors"]}
    if said["language"] == shown.language:
        return changes
    for column in TEXTS:
        texts = dict(getattr(shown, column))
        own = texts.pop(shown.language, "")
        changes[column] = {**texts, said["language"]: own} if own else texts
    marked = {code: who for code, who in shown.translated.items() if code != said["language"]}
    return {**changes, "language": said["language"], "translated": marked}


def _mine(request: HttpRequest, pk: str) -> Opportunity:
    rows = policy.visible_to(request.user, Opportunity.objects.select_related("organisation"))
    shown = get_object_or_404(rows, pk=pk)
    policy.demand(request.user, "edit", shown)
    return shown


def _organisations(request: HttpRequest) -> list[Profile]:
    """In whose name somebody may write, by name."""
    standing = policy.standing_of(request.user)
    rows = Profile.objects.filter(pk__in=standing.acts_for | standing.prepares).exclude(state="archived")
    return [one for one in rows if policy.can(standing, "write_opportunity", one)]
