"""Reading the directory: who may see what, the profiles of a selection, and counts."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Substr

from cordata.kernel import SECTORS, Place
from cordata_web.directory.folding import fold
from cordata_web.directory.models import NUTS2_LENGTH, Citation, Membership, Profile, ProfileConcept
from cordata_web.directory.selection import DIMENSIONS, Selection
from cordata_web.directory.vocabulary import thesaurus, with_broader, with_narrower
from cordata_web.people import policy
from cordata_web.people.policy import Reader

SHORT_WORD = 3
"""Words up to this length are sought at the beginnings of words only: "ai" is not meant to find "available"."""

COLUMNS = tuple(dimension for dimension in DIMENSIONS if dimension != "concept")
"""The dimensions that stand in the profile's own row."""

SHOWN_IN_LISTS = (
    "name", "kind", "country", "nuts", "town", "sectors", "local_language", "descriptions", "offers", "is_example",
    "status", "founded", "members_count", "employees",
)  # fmt: skip

Profiles = QuerySet[Profile]


def visible_to(user: Reader) -> Profiles:
    """The profiles that somebody may see, without those merged into others and those put aside."""
    return policy.visible_to(user, Profile.objects.exclude(state="archived"))


def merged_into(slug: str) -> str | None:
    """Where a profile went that was made one with another."""
    return Profile.objects.filter(pk=slug).values_list("merged_into", flat=True).first()


def listed_for(user: Reader) -> Profiles:
    """The profiles that stand in lists, for everybody alike: published ones; those of one's own are on one's desk."""
    return visible_to(user).filter(state="published")


def matching(profiles: Profiles, selection: Selection, *, leaving_out: str = "") -> Profiles:
    """Those of the profiles that a selection asks for; one dimension can be left out, to count its values."""
    found = profiles.filter(_holds_words("search_text", selection.q)) if selection.q else profiles
    for dimension in DIMENSIONS:
        values = selection.values(dimension)
        if values and dimension != leaving_out:
            found = _filtered(found, dimension, values)
    return found


def best_first(profiles: Profiles, q: str) -> Profiles:
    """In the order to be read: names that begin with the question, names that hold it, the rest; each by name."""
    if not fold(q):
        return profiles.order_by("folded_name", "pk")
    rank = Case(
        When(folded_name__startswith=fold(q), then=Value(0)),
        When(_holds_words("folded_name", q, everywhere=True), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return profiles.alias(rank=rank).order_by("rank", "folded_name", "pk")


def for_lists(profiles: Profiles) -> Profiles:
    """With what a row of a list shows."""
    return profiles.only(*SHOWN_IN_LISTS).prefetch_related("concepts")


def counts_of(dimension: str, profiles: Profiles) -> Counter[str]:
    """How many of the profiles have each value of a dimension; those of a concept include its narrower concepts'.

    In the order of the values, so that values as frequent as one another stand alike whatever the database.
    """
    if dimension == "sector":
        having = {sector: Count("pk", filter=_in_sector(sector)) for sector in SECTORS}
        return Counter(_with_sectors_as_text(profiles).aggregate(**having))
    if dimension == "concept":
        return _by_value(_counts_of_concepts(profiles))
    column = {"kind": F("kind"), "country": F("country"), "region": Substr("nuts", 1, NUTS2_LENGTH)}[dimension]
    counted = profiles.order_by().values(value=column).annotate(number=Count("pk"))
    return _by_value({row["value"]: row["number"] for row in counted})


def facets(profiles: Profiles, selection: Selection) -> dict[str, Counter[str]]:
    """For each dimension, how many profiles each of its values would show beside the other dimensions' choices."""
    with_words = matching(profiles, Selection(q=selection.q, concept=selection.concept))
    kinds = _alike_in_columns(with_words)
    by_concept = matching(profiles, selection, leaving_out="concept")
    return {
        **{dimension: _counts_beside(kinds, selection, dimension) for dimension in COLUMNS},
        "concept": counts_of("concept", by_concept),
    }


@dataclass(frozen=True, slots=True)
class Alike:
    """How many profiles have the same values in all columns that filters ask for."""

    number: int
    kind: tuple[str, ...]
    sector: tuple[str, ...]
    country: tuple[str, ...]
    nuts: str

    def values(self, dimension: str) -> tuple[str, ...]:
        found: tuple[str, ...] = (self.nuts[:NUTS2_LENGTH],) if dimension == "region" else getattr(self, dimension)
        return found

    def holds(self, dimension: str, chosen: tuple[str, ...]) -> bool:
        if dimension == "region":
            return self.nuts.startswith(chosen)
        return not set(chosen).isdisjoint(self.values(dimension))


def _alike_in_columns(profiles: Profiles) -> list[Alike]:
    """One query for the counts of four filters: there are far fewer kinds of profiles than profiles."""
    rows = profiles.order_by().annotate(listed=Cast("sectors", TextField()))
    counted = rows.values_list("kind", "listed", "country", "nuts").annotate(number=Count("pk"))
    return [
        Alike(number, (kind,), tuple(json.loads(sectors)), (country,), nuts)
        for kind, sectors, country, nuts, number in counted
    ]


def _counts_beside(kinds: Iterable[Alike], selection: Selection, dimension: str) -> Counter[str]:
    """Of each value of a dimension, beside what is chosen of the others."""
    others = [(other, selection.values(other)) for other in COLUMNS if other != dimension and selection.values(other)]
    counts: Counter[str] = Counter()
    for one in kinds:
        if all(one.holds(other, chosen) for other, chosen in others):
            for value in one.values(dimension):
                counts[value] += one.number
    return Counter({sector: counts[sector] for sector in SECTORS}) if dimension == "sector" else _by_value(counts)


@dataclass(frozen=True, slots=True)
class RegionCounts:
    """What a region holds."""

    total: int
    kinds: Counter[str]
    sectors: Counter[str]


def counts_by_region(profiles: Profiles) -> dict[str, RegionCounts]:
    """By the code of the NUTS-2 region: the number of profiles, by kind and by sector; regions without are left out."""
    having: dict[str, Any] = {sector: Count("pk", filter=_in_sector(sector)) for sector in SECTORS}
    counted = (
        _with_sectors_as_text(profiles)
        .order_by()
        .values("kind", region=Substr("nuts", 1, NUTS2_LENGTH))
        .annotate(number=Count("pk"), **having)
    )
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    sectors: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in counted:
        kinds[row["region"]][row["kind"]] += row["number"]
        sectors[row["region"]].update({sector: row[sector] for sector in SECTORS})
    return {region: RegionCounts(kinds[region].total(), kinds[region], sectors[region]) for region in kinds}


@dataclass(frozen=True, slots=True)
class Town:
    """A town and the profiles in it: id and name of each, by name."""

    name: str
    country: str
    place: Place
    profiles: tuple[tuple[str, str], ...]


def towns(profiles: Profiles) -> list[Town]:
    """The towns of the profiles that have a place, the fullest first; a town is drawn where its first profile is."""
    located = profiles.filter(latitude__isnull=False).order_by("folded_name", "pk")
    rows = located.values_list("pk", "name", "town", "country", "latitude", "longitude")
    groups: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    places: dict[tuple[str, str], Place] = {}
    for key, name, town, country, latitude, longitude in rows:
        groups[town, country].append((key, name))
        places.setdefault((town, country), Place(latitude, longitude))
    found = [Town(*town, places[town], tuple(members)) for town, members in groups.items()]
    return sorted(found, key=lambda town: (-len(town.profiles), fold(town.name)))


def members_of(cluster: Profile, today: date) -> QuerySet[Membership]:
    """Memberships that hold today, by the members' names."""
    return (
        Membership.holding(today)
        .filter(cluster=cluster)
        .filter(member__state="published")
        .select_related("member")
        .order_by("member__folded_name", "member_id")
    )


def clusters_of(member: Profile, today: date) -> QuerySet[Membership]:
    """Memberships that hold today, by the clusters' names."""
    return (
        Membership.holding(today)
        .filter(member=member)
        .filter(cluster__state="published")
        .select_related("cluster")
        .order_by("cluster__folded_name", "cluster_id")
    )


def neighbours_abroad(profile: Profile) -> Profiles:
    """Profiles of the same kind in other countries with a concept that is one of the profile's, or next to one."""
    concepts = set(profile.concept_ids)
    known = [concept for concept in concepts if concept in thesaurus()]
    near = concepts.union(*(thesaurus().neighbours(concept) for concept in known))
    abroad = (
        Profile.objects.filter(kind=profile.kind, state="published")
        .exclude(country=profile.country)
        .exclude(status="ended")
    )
    uncited = Prefetch("citations", Citation.objects.none())  # who may be alike is not a matter of sources
    found = _filtered_by_concepts(abroad, near).defer("search_text")
    return found.prefetch_related("concepts", uncited)


def _filtered(profiles: Profiles, dimension: str, values: tuple[str, ...]) -> Profiles:
    if dimension == "region":
        return profiles.filter(_any_of(Q(nuts__startswith=code) for code in values))
    if dimension == "sector":
        return _with_sectors_as_text(profiles).filter(_any_of(map(_in_sector, values)))
    if dimension == "concept":
        return _filtered_by_concepts(profiles, set().union(*map(with_narrower, values)))
    return profiles.filter(**{f"{dimension}__in": values})


def _filtered_by_concepts(profiles: Profiles, concepts: set[str]) -> Profiles:
    return profiles.filter(Exists(ProfileConcept.objects.filter(profile=OuterRef("pk"), concept__in=concepts)))


def _holds_words(column: str, q: str, *, everywhere: bool = False) -> Q:
    words = fold(q).split()
    needles = [f" {word}" if len(word) <= SHORT_WORD and not everywhere else word for word in words]
    condition = Q()
    for needle in needles:
        condition &= Q(**{f"{column}__contains": needle})
    return condition


def _any_of(conditions: Iterable[Q]) -> Q:
    either = Q()
    for condition in conditions:
        either |= condition
    return either


def _with_sectors_as_text(profiles: Profiles) -> Profiles:
    """SQLite cannot ask whether a JSON list holds a value; as text both databases can."""
    return profiles.alias(sectors_as_text=Cast("sectors", TextField()))


def _in_sector(sector: str) -> Q:
    return Q(sectors_as_text__contains=f'"{sector}"')


def _by_value(counts: Mapping[str, int]) -> Counter[str]:
    return Counter(dict(sorted(counts.items())))


def _counts_of_concepts(profiles: Profiles) -> Counter[str]:
    """Counted here and not by the database: which concept is narrower than which only the thesaurus knows."""
    links = ProfileConcept.objects.filter(profile__in=profiles.order_by()).order_by()
    having: defaultdict[str, set[str]] = defaultdict(set)
    for profile, concept in links.values_list("profile_id", "concept"):
        for holder in with_broader(concept):
            having[holder].add(profile)
    return Counter({concept: len(found) for concept, found in having.items()})
