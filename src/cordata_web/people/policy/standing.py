"""For whom a person acts today, gathered from roles and memberships."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cordata_web.people.models import Role, RoleAssignment
from cordata_web.people.policy.memory import remembered

Reader = AbstractBaseUser | AnonymousUser
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of profiles by what the person may do for them; a stranger's are all empty.

    ``acts_for``: speaks in their name; ``prepares``: writes their drafts; ``clusters``: manages these clusters;
    ``members``: belong to them, whatever they allow. ``roles`` are those for the whole network, ``regions`` NUTS codes.
    """

    user_id: int | None = None
    roles: frozenset[str] = NOBODY
    acts_for: frozenset[str] = NOBODY
    prepares: frozenset[str] = NOBODY
    clusters: frozenset[str] = NOBODY
    members: frozenset[str] = NOBODY
    regions: frozenset[str] = field(default=NOBODY)

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None

    @property
    def is_secretariat(self) -> bool:
        return Role.SECRETARIAT in self.roles

    @property
    def is_auditor(self) -> bool:
        return Role.AUDITOR in self.roles

    @property
    def reads_all(self) -> bool:
        return self.is_secretariat or self.is_auditor


STRANGER = Standing()


def standing_of(user: Reader | Standing, *, today: date | None = None) -> Standing:
    """Where somebody stands today. Ask once where many things are looked at, and hand it on instead of the user."""
    if isinstance(user, Standing):
        return user
    if not user.is_authenticated or not user.is_active:
        return STRANGER
    day = today or timezone.localdate()
    return remembered(("standing", user.pk, day), lambda: _asked(user, day))


def _asked(user: Reader, day: date) -> Standing:
    assignments = list(RoleAssignment.holding(day).filter(user=user))
    own = _ids(assignments, Role.MEMBER)
    clusters = _ids(assignments, Role.CLUSTER_MANAGER)
    allowances = _allowances(clusters, day)
    return Standing(
        user_id=user.pk,
        roles=frozenset(one.role for one in assignments if not one.profile_id and not one.region),
        acts_for=own | clusters | {member for member, may in allowances.items() if may == "all"},
        prepares=frozenset(member for member, may in allowances.items() if may == "drafts"),
        clusters=clusters,
        members=frozenset(allowances),
        regions=frozenset(one.region for one in assignments if one.region),
    )


def _ids(assignments: list[RoleAssignment], role: Role) -> frozenset[str]:
    return frozenset(one.profile_id for one in assignments if one.role == role and one.profile_id)


def _allowances(clusters: frozenset[str], day: date) -> dict[str, str]:
    """What each of today's members of the clusters lets their managers do; those of a cluster put aside, nothing."""
    if not clusters:
        return {}
    membership: Any = apps.get_model("directory", "Membership")
    held = membership.holding(day).filter(cluster__in=clusters).exclude(cluster__state__in=("archived", "rejected"))
    return dict(held.values_list("member_id", "member__cluster_may"))
