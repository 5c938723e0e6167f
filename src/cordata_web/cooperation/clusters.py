"""Clusters of the directory as the library compares them, and drafts of meta-clusters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from django.db import transaction

from cordata.cooperation.metaclusters import Suggestion, suggestions
from cordata.cooperation.pairing import ClusterView, Pair, complementary, near_concepts
from cordata.kernel import SECTORS, Place
from cordata.kernel.regions import NUTS2_LENGTH
from cordata_web.cooperation.models import MetaCluster
from cordata_web.directory.models import Membership, Profile
from cordata_web.directory.vocabulary import thesaurus, with_narrower
from cordata_web.people import audit
from cordata_web.people.models import User

EDITABLE = ("title", "summary")


def views_of(profiles: Iterable[Profile]) -> list[ClusterView]:
    """Published profiles with their concepts and, for clusters, those of their members today."""
    rows = list(profiles)
    members = _concepts_of_members([row.pk for row in rows])
    return [
        ClusterView(
            id=row.pk,
            country=row.country,
            region=row.nuts[:NUTS2_LENGTH],
            concepts=frozenset(row.concept_ids) | members.get(row.pk, frozenset()),
            place=None if row.latitude is None else Place(row.latitude, row.longitude),
        )
        for row in rows
    ]


@cache
def near() -> dict[str, frozenset[str]]:
    """For each concept those next to it in the thesaurus, told from either side."""
    return near_concepts(thesaurus())


def complements_of(cluster: Profile) -> list[Pair]:
    """Clusters abroad that complement one, the best first."""
    clusters = views_of(Profile.objects.filter(kind="cluster", state="published").prefetch_related("concepts"))
    own = next((view for view in clusters if view.id == cluster.pk), None)
    return complementary(own, clusters, near()) if own else []


def suggested() -> list[Suggestion]:
    """Meta-clusters that the directory suggests, one a group of the thesaurus at most, the best first."""
    published = Profile.objects.filter(state="published", is_example=False).prefetch_related("concepts")
    clusters = views_of(published.filter(kind="cluster"))
    others = views_of(published.exclude(kind="cluster"))
    return suggestions(_themes(), clusters, others)


@transaction.atomic
def draft(*, suggestion: Suggestion, title: str, actor: User) -> MetaCluster:
    """Open a suggestion as a draft of one's own."""
    made = MetaCluster.objects.create(
        title=title,
        theme=[suggestion.theme, *suggestion.covered],
        gaps=list(suggestion.gaps),
        evidence={name: getattr(suggestion, name) for name in ("coverage", "breadth", "cohesion", "score")},
        created_by=actor,
    )
    made.clusters.set(suggestion.clusters)
    made.anchors.set(suggestion.anchors)
    audit.record("draft", made, actor=actor, changes={"theme": suggestion.theme})
    return made


@transaction.atomic
def edit(*, found: MetaCluster, clusters: Iterable[str], actor: User, changes: Mapping[str, Any]) -> MetaCluster:
    """Change title and text, and which of its clusters stay."""
    row = MetaCluster.objects.select_for_update(of=("self",)).get(pk=found.pk)
    told = {name: [getattr(row, name), changes[name]] for name in EDITABLE if getattr(row, name) != changes[name]}
    for name, (_before, after) in told.items():
        setattr(row, name, after)
    row.save()
    row.clusters.set(row.clusters.filter(pk__in=list(clusters)))
    audit.record("edit", row, actor=actor, changes=told)
    return row


@transaction.atomic
def throw_away(*, found: MetaCluster, actor: User) -> None:
    """Delete a draft; the audit log keeps that there was one."""
    audit.record("deleted", found, actor=actor, changes={"title": found.title})
    found.delete()


def _concepts_of_members(clusters: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    pairs = Membership.objects.filter(cluster__in=clusters, until__isnull=True, member__state="published")
    for cluster, concept in pairs.values_list("cluster_id", "member__concepts__concept"):
        if concept:
            found[cluster].add(concept)
    return {cluster: frozenset(concepts) for cluster, concepts in found.items()}


@cache
def _themes() -> dict[str, frozenset[str]]:
    """Each group of the thesaurus with all that lies below it."""
    return {top: with_narrower(top) for sector in SECTORS for top in thesaurus().tops(sector)}
