"""What awaits the managers of clusters, and organisations that a cluster counts among its members."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from cordata_web.desk.section import Section
from cordata_web.directory.cluster_work.awaiting import Awaiting, awaiting
from cordata_web.directory.models import MembershipRequest, Profile
from cordata_web.people.policy import Standing


@dataclass(frozen=True, slots=True)
class Managed:
    """A cluster on the desk, and what there is to do for it."""

    profile: Profile
    members: int
    awaiting: list[Awaiting]


def my_clusters(standing: Standing, request: HttpRequest) -> Section | None:
    """Each cluster that the person manages, with what awaits."""
    del request
    today = timezone.localdate()
    own = Profile.objects.filter(pk__in=standing.clusters, kind="cluster", merged_into__isnull=True)
    managed = []
    for cluster in own.defer("search_text").exclude(state__in=("archived", "rejected")):
        members, what = awaiting(cluster, standing, today)
        managed.append(Managed(cluster, members, what))
    return Section("desk/clusters.html", {"managed": managed}) if managed else None


def memberships_to_confirm(standing: Standing, request: HttpRequest) -> Section | None:
    """Questions whether an organisation belongs to a cluster."""
    del request
    asked = MembershipRequest.objects.filter(member__in=standing.acts_for, state=MembershipRequest.State.OPEN)
    rows = list(asked.select_related("cluster", "member"))
    return Section("desk/memberships.html", {"asked": rows}) if rows else None
