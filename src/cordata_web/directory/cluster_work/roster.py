"""The members of a cluster, with how fresh each one's profile is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.directory import completeness
from cordata.directory.completeness import WEIGHTS
from cordata_web.directory.models import Membership, MembershipRequest, Profile
from cordata_web.directory.plain import plain_profile
from cordata_web.people.models import AuditEntry, RoleAssignment
from cordata_web.people.models.roles import FOR_A_PROFILE

OLD_AFTER = timedelta(days=183)
ENDS_SOON = timedelta(days=30)
ENOUGH_PERCENT = 60
FRESHNESS = {
    "fresh": _("Up to date"),
    "incomplete": _("Much is missing"),
    "old": _("Not touched for half a year"),
    "ending": _("Ends soon"),
    "expired": _("Not public any more: its time is over"),
    "not_public": _("Not public yet"),
    "away": _("Put aside"),
}
"""The best first."""
STALE = frozenset({"incomplete", "old", "ending", "expired"})
FRESHNESS_TONES = {"fresh": "strong", "not_public": "plain", "away": "plain"}


@dataclass(frozen=True, slots=True)
class Member:
    """A member on the manager's list; ``people`` counts those who act for it themselves."""

    membership: Membership
    profile: Profile
    freshness: str
    percent: int
    people: int
    nudged: datetime | None

    @property
    def is_stale(self) -> bool:
        return self.freshness in STALE

    @property
    def freshness_name(self) -> str:
        return str(FRESHNESS[self.freshness])

    @property
    def tone(self) -> str:
        return FRESHNESS_TONES.get(self.freshness, "glow")


def memberships_today(cluster: Profile, today: date) -> QuerySet[Membership]:
    """Those that hold today, by name; whatever the state of the members' profiles."""
    rows = Membership.holding(today).filter(cluster=cluster, member__merged_into__isnull=True)
    return rows.order_by("member__folded_name", "member_id")


def member_ids(cluster: Profile, today: date) -> list[str]:
    return list(memberships_today(cluster, today).values_list("member_id", flat=True))


def roster_of(cluster: Profile, today: date) -> list[Member]:
    """Every member of today."""
    rows = memberships_today(cluster, today).select_related("member").defer("member__search_text")
    memberships = list(rows.prefetch_related("member__concepts", "member__citations"))
    ids = [one.member_id for one in memberships]
    held = RoleAssignment.holding(today).filter(profile__in=ids, role__in=FOR_A_PROFILE)
    people = dict(held.order_by().values_list("profile_id").annotate(Count("pk")))
    nudged = last_nudges(ids)
    return [_member(one, today, people, nudged) for one in memberships]


def freshness_of(profile: Profile, percent: int, *, today: date) -> str:
    """How fresh a profile is, as a code of ``FRESHNESS``."""
    if profile.state in ("archived", "rejected"):
        return "away"
    if profile.state in ("draft", "in_review", "changes_requested"):
        return "not_public"
    until = profile.valid_until
    if profile.state == "expired" or (until is not None and until < today):
        return "expired"
    if until is not None and until <= today + ENDS_SOON:
        return "ending"
    if timezone.localdate(profile.updated) <= today - OLD_AFTER:
        return "old"
    return "incomplete" if percent < ENOUGH_PERCENT else "fresh"


def percent_of(profile: Profile) -> int:
    """How complete it is; one that its own people keep needs no other source."""
    plain = plain_profile(profile)
    kept = profile.claimed is not None and not plain.citation.source and not plain.example
    return completeness(plain) + (WEIGHTS["source"] if kept else 0)


def last_nudges(ids: list[str], *, action: str = "nudge") -> dict[str, datetime]:
    """When each profile was last reminded, as far as that bars another reminder."""
    since = timezone.now() - timedelta(days=settings.CORDATA_NUDGE_DAYS)
    told = AuditEntry.objects.filter(object_kind="directory.profile", action=action, when__gt=since)
    rows = told.filter(object_id__in=ids).order_by("when").values_list("object_id", "when")
    return dict(rows)


def counted(roster: list[Member]) -> dict[str, Counter[str]]:
    """How many members of each kind, state of the profile, and freshness."""
    return {
        "kind": Counter(one.profile.kind for one in roster),
        "state": Counter(one.profile.state for one in roster),
        "freshness": Counter(one.freshness for one in roster),
    }


def former_members(cluster: Profile, today: date) -> QuerySet[Membership]:
    """Those whose last membership is over; the newest first, each once in what is shown."""
    still = memberships_today(cluster, today).values("member_id")
    over = Membership.objects.filter(cluster=cluster, until__lt=today).exclude(member_id__in=still)
    return over.select_related("member").order_by("-until", "member__folded_name", "pk")


def open_requests(cluster: Profile) -> QuerySet[MembershipRequest]:
    return MembershipRequest.objects.filter(cluster=cluster, state=MembershipRequest.State.OPEN).select_related(
        "member"
    )


def _member(membership: Membership, today: date, people: Mapping[str, int], nudged: Mapping[str, datetime]) -> Member:
    profile = membership.member
    percent = percent_of(profile)
    freshness = freshness_of(profile, percent, today=today)
    return Member(membership, profile, freshness, percent, people.get(profile.pk, 0), nudged.get(profile.pk))
