"""What people change in the profiles that they keep."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction

from cordata_web.directory.folding import fold, searchable
from cordata_web.directory.models import ClusterMay, Profile, ProfileConcept
from cordata_web.directory.plain import plain_profile, search_text
from cordata_web.directory.translations import now_outdated
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.jobs import enqueue_unless_waiting
from cordata_web.people import audit
from cordata_web.people.models import User

BETWEEN_UPDATES = timedelta(seconds=10)
"""Of the search index: each makes all processes read it anew."""
TEXTS = ("descriptions", "offers", "seeks")
WRITABLE = frozenset(
    (
        *("name", "short_name", "kind", "cluster_type", "country", "nuts", "town", "latitude", "longitude"),
        *("sectors", "website", "founded", "members_count", "members_year", "employees", "managed_by", "label"),
        *("local_language", *TEXTS, "translated", "outdated", "vat"),
    )
)
"""Columns that a profile's own people write."""


class NotWritableError(ValueError):
    """A column that is not for its people to write, or a concept that the thesaurus does not have."""


def refresh_derived(row: Profile) -> None:
    """Bring the columns that follow from others in step; the row need not be saved yet."""
    row.folded_name = fold(f"{row.name} {row.short_name}")
    row.search_text = searchable([row.name, row.town]) if row._state.adding else search_text(plain_profile(row))


@transaction.atomic
def rewrite_profile(
    *,
    profile: Profile,
    actor: User,
    changes: Mapping[str, Any],
    concepts: Sequence[str] | None = None,
    still_right: Collection[str] = (),
) -> Profile:
    """Write the columns that differ, and the concepts where some are given; the search follows what is published.

    Texts of other languages are out of date where their original changes, but in the languages that are still right.
    """
    unknown = set(changes) - WRITABLE or {one for one in concepts or () if one not in thesaurus()}
    if unknown:
        raise NotWritableError(", ".join(sorted(unknown)))
    row = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    outdated = [code for code in _outdated(row, changes) if code not in still_right]
    changes = {"outdated": outdated, **changes}
    told = {name: [getattr(row, name), value] for name, value in changes.items() if getattr(row, name) != value}
    for name, (_before, value) in told.items():
        setattr(row, name, value)
    if concepts is not None and tuple(concepts) != row.concept_ids:
        told["concepts"] = [list(row.concept_ids), list(concepts)]
        _write_concepts(row, concepts)
    if not told:
        return row
    refresh_derived(row)
    row.save()
    audit.record("updated", row, actor=actor, changes=told)
    if row.state == "published":
        enqueue_unless_waiting("update_index", apart=BETWEEN_UPDATES)
    return row


@transaction.atomic
def let_cluster_act(*, profile: Profile, actor: User, may: ClusterMay) -> Profile:
    """Say what the managers of its clusters may do in its name."""
    row = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if row.cluster_may != may:
        audit.record("let cluster act", row, actor=actor, changes={"cluster_may": [row.cluster_may, str(may)]})
        row.cluster_may = may
        row.save(update_fields=["cluster_may", "updated"])
    return row


def _outdated(row: Profile, changes: Mapping[str, Any]) -> list[str]:
    return now_outdated(
        {name: getattr(row, name) for name in TEXTS},
        {name: changes.get(name, getattr(row, name)) for name in TEXTS},
        originals=(row.local_language, changes.get("local_language", row.local_language)),
        already=row.outdated,
    )


def _write_concepts(row: Profile, concepts: Sequence[str]) -> None:
    row.concepts.all().delete()
    ProfileConcept.objects.bulk_create(
        ProfileConcept(profile=row, concept=concept, position=position) for position, concept in enumerate(concepts)
    )
