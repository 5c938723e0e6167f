"""Profiles of members that nobody had listed: public at once, for the cluster answers for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from django.db import transaction

from cordata.directory.profiles import Citation
from cordata.directory.profiles import Profile as LibraryProfile
from cordata.kernel import Kind, Place, region_of
from cordata.kernel.places import languages_spoken
from cordata_web.directory.actions import write_concepts
from cordata_web.directory.cluster_work.memberships import NotAMemberError, demand_public, has_own_people, join, lock
from cordata_web.directory.cluster_work.roster import memberships_today
from cordata_web.directory.founding import UnknownRegionError, free_slug
from cordata_web.directory.keeping import step_profile, valid_from
from cordata_web.directory.models import Citation as CitationRow
from cordata_web.directory.models import Profile
from cordata_web.directory.places import place_of_town
from cordata_web.directory.plain import citation_columns, columns_of
from cordata_web.jobs import enqueue
from cordata_web.people import audit
from cordata_web.people.models import User


class HasPeopleError(ValueError):
    """The member has people of its own here, who renew it themselves."""


class ClusterNotMadeError(ValueError):
    """Clusters are founded by their managers and reviewed by the secretariat, never made by another."""


@transaction.atomic
def add_newcomer(  # noqa: PLR0913 - all by keyword: what stands in the form
    *, cluster: Profile, actor: User, name: str, kind: str, region: str, town: str, website: str, today: date
) -> Profile:
    """List an organisation and count it among the members."""
    demand_public(cluster)
    found = region_of(region)
    if found is None:
        raise UnknownRegionError(region)
    facts = LibraryProfile(
        id="", name=name, kind=cast(Kind, kind), country=found.country, nuts=region, town=town, website=website,
        local_language=languages_spoken(found.country, region)[0],
        citation=Citation(cluster.website, confirmed=False, checked=today.isoformat()),
    )  # fmt: skip
    lock(cluster)
    made = create_listed(facts, actor=actor, today=today)
    join(cluster, made, actor)
    enqueue("update_index")
    return made


@transaction.atomic
def renew_for(*, cluster: Profile, member: Profile, actor: User, today: date) -> Profile:
    """Say that the profile of a member without people of its own still holds; the cluster answers for it."""
    demand_public(cluster)
    if not answers_for(member, today=today):
        raise HasPeopleError(member.pk)
    if not memberships_today(cluster, today).filter(member=member).exists():
        raise NotAMemberError(member.pk)
    return step_profile(profile=member, step="renew", actor=actor)


def answers_for(member: Profile, *, today: date) -> bool:
    """Whether the cluster has to answer for a member, because nobody of its own is here."""
    return member.claimed is None and not has_own_people(member, today=today)


def create_listed(facts: LibraryProfile, *, actor: User | None, today: date) -> Profile:
    """A public profile that its own people may claim later. Call it in a transaction."""
    if facts.kind == "cluster":
        raise ClusterNotMadeError(facts.name)
    profile = replace(facts, id=free_slug(facts.name), place=facts.place or _place(facts))
    columns = columns_of(profile)
    row = Profile(
        id=profile.id, state="published", valid_until=valid_from(today), created_by=actor, claimed=None, **columns
    )
    row.save(force_insert=True)
    write_concepts(row, profile.concepts)
    citation = citation_columns(profile)
    if citation:
        CitationRow.objects.create(profile=row, **citation)
    told = {name: columns[name] for name in ("name", "kind", "country", "nuts", "town", "website") if columns[name]}
    audit.record("created", row, actor=actor, changes={**told, "state": "published"})
    return row


def _place(facts: LibraryProfile) -> Place | None:
    return place_of_town(facts.town, facts.country) if facts.town else None
