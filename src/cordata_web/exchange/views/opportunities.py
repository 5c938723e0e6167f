"""Opportunities to read: the public board, one's own, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.kernel import LANGUAGES
from cordata_web.directory import wording as names
from cordata_web.directory.texts import Text, text_for_reader
from cordata_web.directory.vocabulary import reading_language
from cordata_web.exchange import board, cards, wording
from cordata_web.exchange.board import Chosen, Opportunities, read_chosen
from cordata_web.exchange.linked_data import linked_data
from cordata_web.exchange.models import TEXTS, Opportunity
from cordata_web.exchange.partners import partners_of
from cordata_web.people import policy
from cordata_web.people.models import Comment
from cordata_web.people.policy import Standing

PER_PAGE = 20
STEPS = ("submit", "take_back", "renew", "archive", "restore")
"""The steps that an owner takes, in the order of their buttons."""


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    chosen = read_chosen(request.GET)
    context = _listed(request, board.board(), chosen)
    follow = cards.address_of("exchange:follow")
    return render(request, "exchange/opportunities/list.html", {**context, "follow_url": follow})


@login_required
@require_safe
def own_opportunities(request: HttpRequest) -> HttpResponse:
    chosen = read_chosen(request.GET, "exchange:own_opportunities")
    context = _listed(request, board.own(request.user), chosen, with_state=True)
    context["cards"].sort(key=lambda card: (card["owner"].name, card["opportunity"].organisation_id))
    return render(request, "exchange/opportunities/own.html", context)


def _listed(request: HttpRequest, rows: Opportunities, chosen: Chosen, *, with_state: bool = False) -> dict[str, Any]:
    found = board.matching(rows, chosen).defer("search_text")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "chosen": chosen,
        "page": page,
        "number": page.paginator.count,
        "cards": cards.cards_of(page, request.user),
        "facets": board.facets_of(rows, chosen, with_state=with_state),
        "removable": board.removable(chosen),
        "everything": reverse(chosen.path),
    }


@require_safe
def opportunity(request: HttpRequest, pk: str) -> HttpResponse:
    rows = policy.visible_to(request.user, Opportunity.objects.select_related("organisation"))
    shown = get_object_or_404(rows, pk=pk)
    standing = policy.standing_of(request.user)
    return render(request, "exchange/opportunities/page.html", page_of(request, shown, standing))


@require_safe
def opportunity_json_ld(request: HttpRequest, pk: str) -> JsonResponse:
    """Only of what is public, and only what everybody may know."""
    shown = get_object_or_404(board.board(), pk=pk)
    data = linked_data(request, shown, cards.owner_of(shown, AnonymousUser()))
    return JsonResponse(data, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def page_of(request: HttpRequest, shown: Opportunity, standing: Standing) -> dict[str, Any]:
    """What the page shows to somebody."""
    language = _shown_language(shown, request.GET.get("text", ""))
    card = cards.card_of(shown, standing)
    live = shown.is_live(timezone.localdate())
    is_own = policy.can(standing, "edit", shown) or bool({"owner", "preparer"} & policy.relations(standing, shown))
    return {
        "opportunity": shown,
        "card": card,
        "live": live,
        "is_own": is_own,
        "language": language,
        "texts": _texts(shown, language),
        "tabs": _language_tabs(shown, language),
        "original": names.language_name(shown.language),
        "translated_by": _translated_by(shown, language),
        "facts": facts_of(shown),
        "concepts": cards.concept_chips(shown.concepts),
        "seeks": _partner_sought(shown),
        "steps": [step for step in STEPS if policy.can(standing, step, shown)],
        "may_edit": policy.can(standing, "edit", shown),
        "may_translate": policy.can(standing, "translate", shown),
        "comments": _comments(shown, standing),
        "may_comment": is_own and policy.can(standing, "comment", shown),
        "may_review": policy.can(standing, "review", shown),
        "state": cards.shown_state(shown),
        "express_url": "" if is_own or not live else cards.address_of("exchange:express_interest", shown.pk),
        "follow_url": cards.address_of("exchange:follow") if live and not is_own else "",
        "partners": partners_of(shown, standing) if policy.can(standing, "see_matches", shown) else None,
    }


def facts_of(shown: Opportunity) -> list[dict[str, str]]:
    """What can be said in a word, as pairs of term and value."""
    said = (
        (_("Type"), wording.type_name(shown.type)),
        (_("Technology readiness level"), wording.trl_name(shown.trl)),
        (_("Protection of the know-how"), wording.ipr_name(shown.ipr_status) if shown.ipr_status else ""),
        (_("Type of cooperation"), ", ".join(map(wording.cooperation_name, shown.cooperation))),
    )
    return [{"term": term, "value": value} for term, value in said if value]


def _partner_sought(shown: Opportunity) -> list[dict[str, str]]:
    said = (
        (_("Kinds of partner sought"), ", ".join(names.kind_name(kind, plural=True) for kind in shown.partner_kinds)),
        (_("Countries of the partner"), ", ".join(map(names.country_name, shown.partner_countries))),
    )
    return [{"term": term, "value": value} for term, value in said if value]


def _shown_language(shown: Opportunity, wanted: str) -> str:
    for language in (wanted, reading_language(), shown.language, "en"):
        if shown.titles.get(language):
            return language
    return shown.language


def _texts(shown: Opportunity, language: str) -> dict[str, Text | None]:
    """Each text in the language that is shown; where it lacks there, in another one that the page names."""
    return {
        column: Text(texts[language], language) if texts.get(language) else text_for_reader(texts, shown.language)
        for column in TEXTS
        if (texts := getattr(shown, column)) is not None
    }


def _language_tabs(shown: Opportunity, language: str) -> list[dict[str, Any]]:
    path = shown.get_absolute_url()
    there = [code for code in LANGUAGES if shown.titles.get(code)]
    tabs = [
        {"label": names.language_name(code), "url": f"{path}?text={code}", "current": code == language}
        for code in there
    ]
    return tabs if len(tabs) > 1 else []


def _translated_by(shown: Opportunity, language: str) -> str:
    return "" if language == shown.language else str(wording.TRANSLATORS.get(shown.translated.get(language, ""), ""))


def _comments(shown: Opportunity, standing: Standing) -> list[Comment]:
    if not policy.can(standing, "see_comments", shown):
        return []
    about = {"object_kind": shown._meta.label_lower, "object_id": shown.pk, "purpose": "review"}
    return list(Comment.objects.filter(**about).select_related("author"))
