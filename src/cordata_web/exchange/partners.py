"""Matches as people see them: the partners of an opportunity, the opportunities that fit an organisation.

Where an opportunity is anonymous, the match must not say whose it is: neither by a name, nor by a distance, nor by the
organisation that was found by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from cordata_web.directory import wording as names
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.models import Profile
from cordata_web.exchange import cards
from cordata_web.exchange.messages import fit, sentence, sentence_for_partner
from cordata_web.exchange.models import Match, Opportunity
from cordata_web.people import policy
from cordata_web.people.policy import Reader, Standing

PARTNERS_SHOWN = 10
REASONS_AT_ONCE = 4
TELLS_WHERE = ("near",)


def partners_of(opportunity: Opportunity, standing: Standing) -> list[dict[str, Any]]:
    """The best partners found for an opportunity; those who said that it is not for them are left in peace."""
    rows = policy.visible_to(standing, Match.objects.filter(opportunity=opportunity, profile__state="published"))
    rows = rows.exclude(answer=Match.Answer.DISMISSED).select_related("profile", "counterpart__organisation")
    return [partner_of(match, opportunity, standing) for match in rows[:PARTNERS_SHOWN]]


def partner_of(match: Match, opportunity: Opportunity, standing: Standing) -> dict[str, Any]:
    """What may be told of a partner: one that was found by an anonymous opportunity of its own is not named."""
    other = match.counterpart
    named = other is None or policy.can(standing, "see_identity", other)
    spoken = (opportunity.language, other.language if other else match.profile.local_language)
    reasons = [one for one in match.reasons if named or one["code"] not in TELLS_WHERE]
    return {
        "match": match,
        "owner": _named(match.profile) if named else cards.owner_of(other, standing),
        "by": cards.card_of(other, standing) if other and policy.can(standing, "see", other) else None,
        "fit": fit(match.score),
        "reasons": [sentence(one["code"], one["facts"], spoken, opportunity.side) for one in reasons][:REASONS_AT_ONCE],
    }


def opportunities_for(profile: Profile, standing: Standing) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What fits an organisation now, best first; and what it has said no to."""
    rows = Match.objects.filter(profile=profile, opportunity__state="published")
    rows = rows.filter(opportunity__valid_until__gte=timezone.localdate(), opportunity__organisation__state="published")
    rows = policy.visible_to(standing, rows).select_related("opportunity__organisation", "counterpart", "profile")
    shown = [_offered(match, standing) for match in rows]
    open_ones = [one for one in shown if one["match"].answer != Match.Answer.DISMISSED]
    return open_ones, [one for one in shown if one["match"].answer == Match.Answer.DISMISSED]


def opportunities_told(matches: Iterable[Match], reader: Reader) -> list[dict[str, Any]]:
    """What a letter may say of matches: title, address, whose it is as far as the reader may know, two reasons."""
    standing = policy.standing_of(reader)
    told = []
    for match in matches:
        offered = _offered(match, standing)
        owner = offered["card"]["owner"]
        told.append(
            {
                "title": offered["card"]["title"].words,
                "url": offered["card"]["url"],
                "owner": f"{owner.name or owner.kind}, {owner.country}.",
                "reasons": offered["reasons"][:2],
                "score": match.score,
            }
        )
    return told


def _offered(match: Match, standing: Standing) -> dict[str, Any]:
    opportunity, own = match.opportunity, match.counterpart
    named = policy.can(standing, "see_identity", opportunity)
    spoken = (match.profile.local_language, opportunity.language)
    told = [one for one in match.reasons if named or one["code"] not in TELLS_WHERE]
    sentences = [sentence_for_partner(one["code"], one["facts"], spoken, opportunity.side) for one in told]
    may_answer = policy.can(standing, "answer", match)
    return {
        "match": match,
        "card": cards.card_of(opportunity, standing),
        "by": own if own and policy.can(standing, "see_identity", own) else None,  # it is the organisation's own
        "fit": fit(match.score),
        "reasons": [one for one in sentences if one][:REASONS_AT_ONCE],
        "may_answer": may_answer,
        "express_url": cards.address_of("exchange:express_interest", opportunity.pk) if may_answer else "",
    }


def _named(profile: Profile) -> cards.Owner:
    return cards.Owner(
        names.kind_name(profile.kind),
        KIND_ICONS[profile.kind],
        names.country_name(profile.country),
        place_of(profile),
        profile.name,
        profile.get_absolute_url(),
        profile.is_example,
    )
