"""Writing opportunities, and the steps of their publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cordata_web.directory.folding import searchable
from cordata_web.directory.models import Profile
from cordata_web.directory.translations import now_outdated
from cordata_web.directory.vocabulary import names_of, thesaurus
from cordata_web.exchange.models import TEXTS, Opportunity
from cordata_web.jobs import enqueue_unless_waiting
from cordata_web.people import audit
from cordata_web.people.models import Comment, User
from cordata_web.people.transitions import advance

WRITABLE = frozenset(
    (
        *("type", "language", *TEXTS, "translated", "outdated", "sectors", "concepts", "trl", "ipr_status"),
        *("partner_kinds", "partner_countries", "cooperation", "anonymous", "valid_until"),
    )
)
MATCHED = "match_opportunity"
"""The job that brings the search and the matches in step with an opportunity."""


class NotWritableError(ValueError):
    """A column that is not for people to write, or a concept that the thesaurus does not have."""


class NotReadyError(ValueError):
    """An opportunity without title or summary is sent for review."""


def valid_from(today: date) -> date:
    """Until when an opportunity is valid that is published or renewed today."""
    return today + timedelta(days=settings.CORDATA_OPPORTUNITY_DAYS)


def longest_from(today: date) -> date:
    """The last day that an opportunity of today may choose for its end."""
    return today + timedelta(days=settings.CORDATA_OPPORTUNITY_LONGEST_DAYS)


@transaction.atomic
def write_opportunity(*, organisation: Profile, actor: User, facts: Mapping[str, Any]) -> Opportunity:
    """A new draft."""
    _demand_writable(facts)
    row = Opportunity(organisation=organisation, author=actor, valid_until=valid_from(timezone.localdate()))
    for name, value in facts.items():
        setattr(row, name, value)
    row.search_text = _search_text(row)
    row.save(force_insert=True)
    told = {name: _plain(value) for name, value in facts.items() if value not in (None, "", [], {})}
    audit.record("created", row, actor=actor, changes={"organisation": organisation.pk, **told})
    return row


@transaction.atomic
def rewrite_opportunity(*, opportunity: Opportunity, actor: User, changes: Mapping[str, Any]) -> Opportunity:
    """Write the columns that differ. What is published stays so and is matched anew.

    Translations are out of date where their original changes, unless the changes say which are.
    """
    _demand_writable(changes)
    row = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    changes = {"outdated": _outdated(row, changes), **changes}
    told = {name: [getattr(row, name), value] for name, value in changes.items() if getattr(row, name) != value}
    if not told:
        return row
    for name, (_before, value) in told.items():
        setattr(row, name, value)
    if "valid_until" in told:
        row.warned = None
    row.search_text = _search_text(row)
    row.save()
    audit.record("updated", row, actor=actor, changes={name: list(map(_plain, pair)) for name, pair in told.items()})
    if row.state == "published":
        enqueue_unless_waiting(MATCHED, {"opportunity": row.pk})
    return row


@transaction.atomic
def step_opportunity(*, opportunity: Opportunity, step: str, actor: User | None, comment: str = "") -> Opportunity:
    """Take a step of the publication, with a word of the review where there is one; the search and the matches follow.

    Raises TransitionRefusedError and NotReadyError.
    """
    if step == "submit" and not (_is_said(opportunity.titles) and _is_said(opportunity.summaries)):
        raise NotReadyError(opportunity.pk)
    was_public = opportunity.state == "published"
    done = advance(opportunity, step, actor=actor, changes=_changes_of(step, opportunity, timezone.localdate()))
    if comment.strip():
        Comment.objects.create(
            object_kind=done._meta.label_lower, object_id=done.pk, author=actor, purpose="review", text=comment.strip()
        )
    if was_public or done.state == "published":
        enqueue_unless_waiting(MATCHED, {"opportunity": done.pk})
    return done


def _changes_of(step: str, opportunity: Opportunity, today: date) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if step == "renew" or (step in ("submit", "approve") and opportunity.valid_until <= today):
        changes = {"valid_until": max(opportunity.valid_until, valid_from(today)), "warned": None}
    if step == "approve" and opportunity.published is None:
        changes["published"] = timezone.now()
    return changes


def _demand_writable(changes: Mapping[str, Any]) -> None:
    unknown = set(changes) - WRITABLE or {one for one in changes.get("concepts", ()) if one not in thesaurus()}
    if unknown:
        raise NotWritableError(", ".join(sorted(unknown)))


def _outdated(row: Opportunity, changes: Mapping[str, Any]) -> list[str]:
    return now_outdated(
        {name: getattr(row, name) for name in TEXTS},
        {name: changes.get(name, getattr(row, name)) for name in TEXTS},
        originals=(row.language, changes.get("language", row.language)),
        already=row.outdated,
    )


def _search_text(row: Opportunity) -> str:
    """The opportunity's own words only: who is behind it is asked for elsewhere, where it may be known."""
    texts: list[Iterable[str]] = [getattr(row, column).values() for column in TEXTS]
    return searchable([text for group in (*texts, *map(names_of, row.concepts)) for text in group])


def _is_said(texts: Mapping[str, str]) -> bool:
    return any(text.strip() for text in texts.values())


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
