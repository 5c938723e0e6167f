"""Asking for the best partners, in the background, and keeping what was found as plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cordata.funding import NotValidError
from cordata.funding.completion import Completion, Member, Proposal, Weights, WishError, Wishes, complete
from cordata.funding.linear import OutOfTimeError
from cordata_web.consortia.candidates import candidates_for, core_of, covered_by
from cordata_web.consortia.facts import consortium_facts, programme_of
from cordata_web.consortia.messages import wish_error
from cordata_web.consortia.models import Consortium, ConsortiumPartner, PartnerSearch
from cordata_web.cooperation.potentials import potential_of_regions
from cordata_web.jobs import enqueue
from cordata_web.people.models import User

COMPLETE = "consortia.complete"
KEPT = 10
"""As many searches of a consortium are kept."""
SECONDS = 10.0
DIGITS = 4


class CannotSearchError(ValueError):
    """The search cannot be made; the text is a sentence for whoever asked."""


@transaction.atomic
def ask_for_partners(*, consortium: Consortium, settings: Mapping[str, Any], actor: User) -> PartnerSearch:
    """Put the search into the queue; the oldest ones make room."""
    made = PartnerSearch.objects.create(consortium=consortium, asked=dict(settings))
    made.job = enqueue(COMPLETE, {"search": made.pk}, owner=actor)
    made.save(update_fields=["job"])
    kept = list(consortium.searches.values_list("pk", flat=True)[:KEPT])
    consortium.searches.exclude(pk__in=kept).delete()
    return made


def search(row: PartnerSearch, pause: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """The proposals for a consortium as it is now.

    Raises
    ------
    CannotSearchError
        When the programme has no rules on the day, the settings contradict each other, or the time was over.
    """
    consortium = row.consortium
    programme = programme_of(consortium)
    if programme is None:
        raise CannotSearchError(_("Choose a programme first: its rules say which partners are needed."))
    core = core_of(consortium)
    candidates = candidates_for(consortium, core)
    pause()
    facts = consortium_facts(consortium, core, with_budget=False)
    try:
        found = complete(
            facts, candidates, programme, consortium.day, wishes_of(row.asked, consortium, core), seconds=SECONDS
        )
    except NotValidError as error:
        raise CannotSearchError(_("The programme has no rules on this day. Choose another day.")) from error
    except WishError as error:
        raise CannotSearchError(wish_error(error)) from error
    except OutOfTimeError as error:
        sentence = _("No answer was found in time. Lock some partners, or allow fewer of them, and ask again.")
        raise CannotSearchError(sentence) from error
    best = max((one.fit for one in candidates), default=0.0)
    return {**as_json(found), "best_fit": round(best, DIGITS)}


def wishes_of(asked: Mapping[str, Any], consortium: Consortium, core: list[ConsortiumPartner]) -> Wishes:
    """The settings as the library takes them."""
    covered = [covered_by(one.profile, consortium.concepts) for one in core if one.profile is not None]
    kinds = {kind: int(number) for kind, number in asked.get("kinds", {}).items() if number}
    return Wishes(
        largest=int(asked.get("largest") or 10),
        smallest=asked.get("smallest") or None,
        concepts=tuple(consortium.concepts),
        covered=frozenset().union(*covered),
        kinds=kinds,
        potential=potential_of_regions(),
        weights=Weights(ties=int(asked.get("trust", 20)) / 100),
        alternatives=int(asked.get("alternatives") or 3),
    )


def as_json(found: Completion) -> dict[str, Any]:
    """Plain data: ids, codes with facts, numbers."""
    return {
        "proposals": [_proposal(one) for one in found.proposals],
        "conflict": list(found.conflict),
        "smallest": found.smallest,
        "left_open": list(found.left_open),
        "candidates": found.candidates,
        "considered": found.considered,
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "members": [_member(member) for member in one.members],
        "value": round(one.value, DIGITS),
        "parts": {name: round(part, DIGITS) for name, part in one.parts.items()},
        "proved": one.proved,
        "gap": round(one.gap, DIGITS),
        "uncovered": list(one.uncovered),
        "broken_soft": list(one.broken_soft),
        "outcome": one.verdict.outcome,
        "size": len(one.consortium.partners),
    }


def _member(member: Member) -> dict[str, Any]:
    return {
        "id": member.candidate.id,
        "fit": round(member.candidate.fit, DIGITS),
        "concepts": sorted(member.candidate.concepts),
        "reasons": [{"code": reason.code, "facts": _plain(reason.facts)} for reason in member.reasons],
        "reserve": [candidate.id for candidate in member.reserve],
    }


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, (tuple, list)) else value for name, value in facts.items()}
