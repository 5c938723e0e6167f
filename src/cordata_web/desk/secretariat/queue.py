"""What awaits the secretariat's look, across organisations, clusters, opportunities and claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata_web.directory import wording
from cordata_web.directory.listing import KIND_ICONS, place_of
from cordata_web.directory.models import Claim, Profile
from cordata_web.directory.states import state_name
from cordata_web.exchange.models import Opportunity
from cordata_web.exchange.wording import TYPE_ICONS, type_name
from cordata_web.people.models import AuditEntry, Comment, Role, RoleAssignment

KINDS = ("organisation", "cluster", "opportunity", "claim")
OURS, THEIRS, ALL = "ours", "theirs", "all"
"""Whose turn it is: the secretariat's, or the owners', who were asked for changes."""
REVIEWED = ("in_review", "changes_requested")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the queue; ``answered``: its owners have said something since the secretariat did."""

    kind: str
    key: str
    title: str
    meta: tuple[str, ...]
    icon: str
    country: str
    since: datetime
    state: str
    url: str
    ours: bool
    answered: bool = False
    example: bool = False

    @property
    def state_name(self) -> str:
        return _("Waiting for an answer") if self.kind == "claim" else state_name(self.state)


def waiting(*, kind: str = "", turn: str = OURS, country: str = "") -> list[Waiting]:
    """The oldest first."""
    found = [*_profiles(), *_opportunities(), *_claims()]
    chosen = (one for one in found if kind in ("", one.kind) and country in ("", one.country))
    return sorted((one for one in chosen if turn == ALL or one.ours == (turn == OURS)), key=lambda one: one.since)


def _profiles() -> Iterable[Waiting]:
    rows = Profile.objects.filter(state__in=REVIEWED, merged_into__isnull=True).defer("search_text")
    sent, answered = _submitted("directory.profile", rows), _answered("directory.profile", rows)
    for row in rows:
        yield Waiting(
            kind="cluster" if row.kind == "cluster" else "organisation",
            key=row.pk,
            title=row.name,
            meta=(wording.kind_name(row.kind), place_of(row)),
            icon=KIND_ICONS[row.kind],
            country=row.country,
            since=sent.get(row.pk, row.updated),
            state=row.state,
            url=reverse("secretariat:review", args=["profile", row.pk]),
            ours=row.state == "in_review" or row.pk in answered,
            answered=row.pk in answered,
            example=row.is_example,
        )


def _opportunities() -> Iterable[Waiting]:
    rows = Opportunity.objects.filter(state__in=REVIEWED).select_related("organisation").defer("search_text")
    sent, answered = _submitted("exchange.opportunity", rows), _answered("exchange.opportunity", rows)
    for row in rows:
        yield Waiting(
            kind="opportunity",
            key=row.pk,
            title=row.title_in(get_language() or "en") or _("Without a title"),
            meta=(type_name(row.type), row.organisation.name),
            icon=TYPE_ICONS.get(row.type, "concept"),
            country=row.organisation.country,
            since=sent.get(row.pk, row.updated),
            state=row.state,
            url=reverse("secretariat:review", args=["opportunity", row.pk]),
            ours=row.state == "in_review" or row.pk in answered,
            answered=row.pk in answered,
            example=row.is_example,
        )


def _claims() -> Iterable[Waiting]:
    for row in Claim.objects.filter(state=Claim.State.OPEN).select_related("profile", "user"):
        yield Waiting(
            kind="claim",
            key=row.pk,
            title=_("%(person)s says to act for %(name)s") % {"person": row.user, "name": row.profile.name},
            meta=(wording.kind_name(row.profile.kind), place_of(row.profile)),
            icon="person",
            country=row.profile.country,
            since=row.created,
            state=row.state,
            url=reverse("secretariat:claim", args=[row.pk]),
            ours=True,
        )


def _submitted(label: str, rows: QuerySet[Any]) -> dict[str, datetime]:
    """When each was sent for review the last time."""
    sent = AuditEntry.objects.filter(object_kind=label, action="submit", object_id__in=[row.pk for row in rows])
    return dict(sent.order_by().values_list("object_id").annotate(Max("when")))


def _answered(label: str, rows: QuerySet[Any]) -> set[str]:
    """Those whose newest comment is not the secretariat's."""
    office = set(
        RoleAssignment.holding(timezone.localdate()).filter(role=Role.SECRETARIAT).values_list("user_id", flat=True)
    )
    said = Comment.objects.filter(object_kind=label, purpose="review", object_id__in=[row.pk for row in rows])
    newest = dict(said.order_by("created", "pk").values_list("object_id", "author_id"))
    return {pk for pk, author in newest.items() if author not in office}
