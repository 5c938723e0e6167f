"""Organisations of the network that could join a consortium, and what each would bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import combinations
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils import timezone

from cordata.funding import Partner
from cordata.funding.completion import Candidate
from cordata.matching import Query
from cordata_web.consortia.facts import partners_of, told_by
from cordata_web.consortia.models import Consortium, ConsortiumPartner
from cordata_web.cooperation.models import Participation
from cordata_web.directory import queries
from cordata_web.directory.models import Evidence, Profile
from cordata_web.directory.vocabulary import concept_label, with_narrower
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import profile_id

RECENT = timedelta(days=183)
"""Invitations of so long ago count as lately."""
LARGEST_PROJECT = 40
"""In projects with more partners hardly anybody got to know everybody."""
MOST_HITS = 3000


def core_of(row: Consortium) -> list[ConsortiumPartner]:
    """Those who stay: locked, leading, without a profile, invited or taking part. The others may be exchanged."""
    return [one for one in partners_of(row) if one.locked or one.is_coordinator or _is_bound(one)]


def _is_bound(one: ConsortiumPartner) -> bool:
    return one.profile_id is None or one.state != "proposed"


def candidates_for(row: Consortium, core: Iterable[ConsortiumPartner]) -> list[Candidate]:
    """Every published organisation that is not in the core and not excluded.

    Invented ones are only proposed to consortia of invented ones.
    """
    there = {one.profile_id for one in core if one.profile_id}
    said_no = row.partners.filter(state="declined", profile__isnull=False).values_list("profile_id", flat=True)
    left_out = {*there, *row.excluded.values_list("pk", flat=True), *said_no}
    found = queries.listed_for(AnonymousUser()).exclude(status="ended").exclude(pk__in=left_out)
    if not row.owner.is_example:
        found = found.filter(is_example=False)
    rows = list(found.prefetch_related("concepts").defer("search_text"))
    fits, ties, asked = fits_of(row), ties_of({one.pk for one in rows} | there), lately_asked()
    return [
        Candidate(
            partner=_partner(one),
            concepts=covered_by(one, row.concepts),
            fit=fits.get(one.pk, 0.0),
            ties=frozenset(ties.get(one.pk, ())),
            asked=asked.get(one.pk, 0),
        )
        for one in rows
    ]


def covered_by(profile: Profile, wanted: Iterable[str]) -> frozenset[str]:
    """Those of the wanted concepts that the profile stands for, itself or by something narrower."""
    own = set(profile.concept_ids)
    return frozenset(concept for concept in wanted if own & with_narrower(concept))


def fits_of(row: Consortium) -> dict[str, float]:
    """How well each profile fits the topic, by the matching; empty without an index or a text."""
    text = text_of(row)
    try:
        matcher = matching.matcher(matching.PROFILES)
    except (matching.NoIndexError, matching.OutdatedIndexError):
        return {}
    top = min(len(matcher.index), MOST_HITS)
    answer = matcher.match(Query(text, side="request"), top=max(top, 1), diversify=False)
    best: dict[str, float] = {}
    for hit in answer.hits:
        key = profile_id(hit.id)
        best[key] = max(best.get(key, 0.0), min(max(hit.score, 0.0), 1.0))
    return best


def text_of(row: Consortium) -> str:
    """What is sought, in words."""
    return "\n".join(filter(None, (row.title, row.topic, ", ".join(concept_label(one) for one in row.concepts))))


def ties_of(profiles: set[str]) -> dict[str, set[str]]:
    """Who took part in a project with whom, as far as it is public."""
    by_project: defaultdict[Any, set[str]] = defaultdict(set)
    known = Participation.objects.filter(profile__in=profiles).values_list("project_id", "profile_id")
    told = Evidence.objects.filter(kind="project", profile__in=profiles).values_list("identifier", "profile_id")
    for project, profile in (*known, *told):
        by_project[project].add(profile)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for members in by_project.values():
        if len(members) > LARGEST_PROJECT:
            continue
        for one, other in combinations(sorted(members), 2):
            found[one].add(other)
            found[other].add(one)
    return found


def lately_asked() -> dict[str, int]:
    """How often each organisation was invited into a consortium in the last half year."""
    since = timezone.now() - RECENT
    rows = ConsortiumPartner.objects.filter(invited__gte=since, profile__isnull=False).order_by()
    return dict(rows.values_list("profile_id").annotate(number=Count("pk")))


def _partner(profile: Profile) -> Partner:
    facts: dict[str, Any] = told_by(profile)
    return Partner(id=profile.pk, size=profile.size_category, **facts)  # type: ignore[arg-type]
