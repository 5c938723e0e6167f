"""What people and imports do to profiles: each in one transaction, noted in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cordata import directory as library
from cordata_web.directory.models import Citation, Membership, Profile, ProfileConcept
from cordata_web.directory.plain import citation_columns, columns_of
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.people import audit
from cordata_web.people.models import User

DERIVED = ("folded_name", "search_text")
"""Columns that follow from others; the audit log leaves them out."""


class UnknownConceptError(ValueError):
    """A profile names a concept that the thesaurus does not have."""


class UnknownClusterError(ValueError):
    """A profile is said to be a member of a cluster that is not in the directory."""


@dataclass
class Stored:
    """How many profiles were made anew, changed, and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


def store_profiles(
    profiles: Iterable[library.Profile],
    *,
    actor: User | None,
    progress: Callable[[], object] | None = None,
) -> Stored:
    """Create or update the profiles by their ids; all of them or, on an error, none. Writes nothing for the unchanged.

    A profile that its own people keep is left to them. ``progress`` is called after each profile. A membership that
    exists already is left alone, with its period.
    """
    wanted = list(profiles)
    _demand_known_concepts(wanted)
    stored = Stored()
    with transaction.atomic():
        known = Profile.objects.prefetch_related("concepts", "citations").in_bulk([profile.id for profile in wanted])
        for profile in wanted:
            row = known.get(profile.id)
            if row is None:
                _create(profile, actor)
                stored.created += 1
            elif row.claimed is None and _update(row, profile, actor):
                stored.updated += 1
            else:
                stored.unchanged += 1
            if progress is not None:
                progress()
        _store_memberships([profile for profile in wanted if profile.cluster], actor)
    return stored


def _create(profile: library.Profile, actor: User | None) -> None:
    columns = columns_of(profile)
    row = Profile.objects.create(id=profile.id, **columns)
    write_concepts(row, profile.concepts)
    citation = citation_columns(profile)
    if citation:
        Citation.objects.create(profile=row, **citation)
    facts = {name: value for name, value in columns.items() if name not in DERIVED and value not in (None, "", [], {})}
    audit.record("created", row, actor=actor, changes={**facts, "concepts": list(profile.concepts)})


def _update(row: Profile, profile: library.Profile, actor: User | None) -> bool:
    changed = {name: value for name, value in columns_of(profile).items() if getattr(row, name) != value}
    changes: dict[str, Any] = {
        name: [getattr(row, name), value] for name, value in changed.items() if name not in DERIVED
    }
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=[*changed, "updated"])
    if row.concept_ids != profile.concepts:
        changes["concepts"] = [list(row.concept_ids), list(profile.concepts)]
        row.concepts.all().delete()
        write_concepts(row, profile.concepts)
    changes |= _update_citation(row, citation_columns(profile))
    if changes:
        audit.record("updated", row, actor=actor, changes=changes)
    return bool(changed or changes)


def write_concepts(row: Profile, concepts: Sequence[str]) -> None:
    ProfileConcept.objects.bulk_create(
        ProfileConcept(profile=row, concept=concept, position=position) for position, concept in enumerate(concepts)
    )


def _update_citation(row: Profile, wanted: dict[str, Any] | None) -> dict[str, Any]:
    """Write the source where it is new or was looked at anew; other sources of the profile stay."""
    if wanted is None:
        return {}
    for citation in row.citations.all():
        if citation.source == wanted["source"]:
            before = {name: getattr(citation, name) for name in wanted}
            if before == wanted:
                return {}
            Citation.objects.filter(pk=citation.pk).update(**wanted)
            return {"citation": [_as_json(before), _as_json(wanted)]}
    Citation.objects.create(profile=row, **wanted)
    return {"citation": [None, _as_json(wanted)]}


def _as_json(citation: dict[str, Any]) -> dict[str, Any]:
    return {**citation, "checked": citation["checked"].isoformat()}


def _store_memberships(members: Sequence[library.Profile], actor: User | None) -> None:
    clusters = Profile.objects.filter(kind="cluster").in_bulk([member.cluster for member in members])
    existing = set(
        Membership.objects.filter(member__in=[member.id for member in members]).values_list("cluster_id", "member_id")
    )
    for member in members:
        if member.cluster not in clusters:
            raise UnknownClusterError(f"{member.id}: there is no cluster {member.cluster!r} in the directory.")
        if (member.cluster, member.id) not in existing:
            membership = Membership.objects.create(cluster_id=member.cluster, member_id=member.id)
            audit.record("created", membership, actor=actor, changes={"cluster": member.cluster, "member": member.id})


def _demand_known_concepts(profiles: Sequence[library.Profile]) -> None:
    for profile in profiles:
        for concept in profile.concepts:
            if concept not in thesaurus():
                raise UnknownConceptError(f"{profile.id}: the thesaurus has no concept {concept!r}.")
