"""Who is written to in an organisation's name: its own people, and managers of its clusters where they are in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cordata_web.directory.models import ClusterMay, Membership, Profile
from cordata_web.people import policy
from cordata_web.people.models import Role, RoleAssignment, User
from cordata_web.people.models.roles import FOR_A_PROFILE


def people_of(profile: Profile, *, today: date) -> list[User]:
    """Members of an organisation; of a cluster its managers."""
    held = RoleAssignment.holding(today).filter(profile=profile, role__in=FOR_A_PROFILE)
    return _reachable(held)


def managers_of(profile: Profile, *, today: date) -> list[tuple[User, Profile]]:
    """Managers of the clusters that the organisation belongs to today, each once, with the cluster."""
    clusters = [
        held.cluster
        for held in Membership.holding(today)
        .filter(member=profile)
        .exclude(cluster__state__in=("archived", "rejected"))
        .select_related("cluster")
        .order_by("cluster_id")
    ]
    found: dict[int, tuple[User, Profile]] = {}
    for cluster in clusters:
        held = RoleAssignment.holding(today).filter(profile=cluster, role=Role.CLUSTER_MANAGER)
        for user in _reachable(held):
            found.setdefault(user.pk, (user, cluster))
    return list(found.values())


def speakers_for(profile: Profile, *, today: date, involved: Iterable[User | None] = ()) -> list[User]:
    """The organisation's own people, and managers who may act for it where they had a hand in it.

    Where the organisation has no people of its own here, every manager who may act for it is written to.
    """
    own = people_of(profile, today=today)
    if profile.cluster_may != ClusterMay.ALL:
        return own
    hands = {user.pk for user in involved if user is not None}
    known = {user.pk for user in own}
    managers = [user for user, _cluster in managers_of(profile, today=today) if user.pk not in known]
    return [*own, *(user for user in managers if not own or user.pk in hands)]


def acts_now(user: User | None, profile: Profile) -> bool:
    """Whether the person is still there and may act for the profile."""
    return user is not None and user.erased is None and profile.pk in policy.acts_for(user)


def _reachable(held: Iterable[RoleAssignment]) -> list[User]:
    ids = [one.user_id for one in held]
    return list(User.objects.filter(pk__in=ids, is_active=True, erased__isnull=True).order_by("pk"))
