"""What all pages of a managed cluster share: whose they are, and their tabs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cordata_web.directory.cluster_tabs import tabs_of
from cordata_web.directory.models import Profile
from cordata_web.people import policy


def managed(request: HttpRequest, slug: str, action: str = "run_cluster") -> Profile:
    """The cluster; unknown to those who may not look behind its public page, refused to those who may only look."""
    clusters = Profile.objects.filter(kind="cluster", merged_into__isnull=True)
    cluster = get_object_or_404(policy.visible_to(request.user, clusters), pk=slug)
    standing = policy.standing_of(request.user)
    if not policy.can(standing, "see_cluster", cluster):
        raise Http404(slug)
    if not policy.can(standing, action, cluster):
        raise PermissionDenied(action)
    return cluster


def frame(request: HttpRequest, cluster: Profile, current: str) -> dict[str, Any]:
    """What every page shows around its own."""
    return {
        "profile": cluster,
        "cluster": cluster,
        "tabs": tabs_of(cluster, current),
        "may_run": policy.can(request.user, "run_cluster", cluster),
        "is_public": cluster.state == "published",
    }
