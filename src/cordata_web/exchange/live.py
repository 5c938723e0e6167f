"""Matches kept in step with the network: each live opportunity with the organisations that could be its partners.

Offers meet requests; two research requests on the same theme meet as well, as both look for partners of one project.

What an opportunity finds follows from its own question alone, so that every match can be found again, whatever
changed: refreshing an opportunity and those that it meets from the other side is matching "both ways".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.matching import Filters, Hit, Query
from cordata_web.directory.models import Profile
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import offer_of, profile_id, request_of
from cordata_web.exchange.models import Match, Opportunity, OpportunityType
from cordata_web.exchange.opportunity_records import filters_of, query_of, welcomes

FLOOR = 0.05
"""The least score of a match: what scores less hardly fits."""
THEME_FLOOR = 0.15
"""The same of two research requests: below, only place, language and sector are alike."""
KEPT = 30
"""As many matches are kept of an opportunity; the others are worse."""
MET = 40
"""As many opportunities of the other side are looked at again when something changes."""
CANDIDATES = 100
FOUND = ("score", "reasons", "counterpart", "engine")
"""Columns that the matching writes; answers are people's."""


def nothing_to_do() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that could be the partner, by a hit of itself or of its own opportunity."""

    profile: str
    hit: Hit
    counterpart: str | None = None


def match_opportunity(pk: str, *, pause: Callable[[], None] = nothing_to_do) -> int:
    """Refresh an opportunity's matches and those of the opportunities that it meets; returns how many it has.

    One that is not live any more, and whatever nobody has answered of it, disappears.
    """
    row = Opportunity.objects.select_related("organisation").filter(pk=pk).first()
    if row is None:
        return 0
    if not is_live(row):
        forget(row)
        return 0
    number = refresh(row)
    for other in meeting(row):
        pause()
        refresh(other)
    return number


def meeting(row: Opportunity) -> list[Opportunity]:
    """The live opportunities that an opportunity meets now, or that met it as it was before."""
    near = opportunities_near(query_of(row), but=row.organisation_id)
    alike = [other for other, _hit in research_alike(row)[:MET]]
    by_it = Match.objects.filter(counterpart=row, answer="").values("opportunity")
    before = Opportunity.objects.select_related("organisation").filter(pk__in=by_it)
    return list({other.pk: other for other in [*near, *alike, *filter(is_live, before)]}.values())


def match_profile(pk: str, *, pause: Callable[[], None] = nothing_to_do) -> int:
    """Refresh the matches of the opportunities that meet a profile, and of those that met it; returns how many."""
    row = Profile.objects.filter(pk=pk, state="published").exclude(status="ended").first()
    met = set(Match.objects.filter(profile=pk, answer="").values_list("opportunity_id", flat=True))
    if row is None:
        Match.objects.filter(profile=pk, answer="").delete()
        return 0
    near = {other.pk: other for query in questions_of(row) for other in opportunities_near(query, but=pk)}
    near |= Opportunity.objects.select_related("organisation").in_bulk(met - near.keys())
    for other in near.values():
        pause()
        if is_live(other):
            refresh(other)
        else:
            forget(other)
    return len(near)


def questions_of(row: Profile) -> list[Query]:
    """What a profile offers, and what it seeks, as questions to the opportunities."""
    offer = offer_of(row)
    asking = [record for record in (offer, request_of(row, offer)) if record is not None and record.text.strip()]
    return [
        Query(
            record.text,
            language=record.language,
            side="request" if record.side == "request" else "offer",
            country=row.country,
            nuts=row.nuts,
        )
        for record in asking
    ]


def opportunities_near(query: Query, *, but: str) -> list[Opportunity]:
    """The live opportunities of the other side that a question meets, those of one organisation left out."""
    found = _live_rows(_hits(matching.OPPORTUNITIES, query, Filters(), MET))
    return [row for row, _hit in found if row.organisation_id != but]


def research_alike(row: Opportunity) -> list[tuple[Opportunity, Hit]]:
    """The live research requests of others that are about the same as this one, if it is one, the nearest first."""
    if row.type != OpportunityType.RESEARCH_REQUEST:
        return []
    try:
        matcher = matching.matcher(matching.RESEARCH)
    except matching.NoIndexError:  # none was published since the site was set up
        return []
    hits = [hit for hit in matcher.match_alike(row.pk, top=CANDIDATES).hits if hit.score >= THEME_FLOOR]
    return [(other, hit) for other, hit in _live_rows(hits) if other.organisation_id != row.organisation_id]


def is_live(row: Opportunity) -> bool:
    return row.is_live(timezone.localdate()) and row.organisation.state == "published"


def refresh(row: Opportunity) -> int:
    """Write what the opportunity finds now; what people have answered stays as they saw it."""
    partners = partners_for(row)
    engine = matching.engine().name[: Match._meta.get_field("engine").max_length]
    with transaction.atomic():
        Match.objects.filter(opportunity=row, answer="").exclude(profile__in=partners).delete()
        known = {match.profile_id: match for match in Match.objects.filter(opportunity=row).select_for_update()}
        for profile, partner in partners.items():
            match = known.get(profile) or Match(opportunity=row, profile_id=profile)
            if match.answer:
                continue
            match.score = min(max(partner.hit.score, 0.0), 1.0)
            match.reasons = reasons_as_json(partner.hit)
            match.counterpart_id = partner.counterpart
            match.engine = engine
            match.save(update_fields=None if match._state.adding else FOUND)
    return len(partners)


def forget(row: Opportunity) -> None:
    """Matches of what is not live any more: the unanswered go, by whichever side they were found."""
    with transaction.atomic():
        Match.objects.filter(opportunity=row, answer="").delete()
        Match.objects.filter(counterpart=row, answer="").delete()


def forget_all_but(rows: Iterable[Opportunity]) -> None:
    """What was left behind of opportunities that are not live any more."""
    there = [row.pk for row in rows]
    with transaction.atomic():
        Match.objects.filter(answer="").exclude(opportunity__in=there).delete()


def partners_for(row: Opportunity) -> dict[str, Partner]:
    """The best partners of a live opportunity, one way each, the better; by the ids of their profiles."""
    query, filters = query_of(row), filters_of(row)
    found = [*_by_profile(query, filters), *_by_opportunity(row, query, filters)]
    allowed = _partners_there({partner.profile for partner in found} - {row.organisation_id})
    best: dict[str, Partner] = {}
    for partner in sorted(found, key=lambda one: (-one.hit.score, one.counterpart or "")):
        if partner.profile in allowed and len(best) < KEPT:
            best.setdefault(partner.profile, partner)
    return best


def reasons_as_json(hit: Hit) -> list[dict[str, Any]]:
    """Codes with their facts and parts, as the sentences are made from."""
    return [{"code": one.code, "facts": dict(one.facts), "part": round(one.part, 6)} for one in hit.reasons]


def _by_profile(query: Query, filters: Filters) -> Iterable[Partner]:
    for hit in _hits(matching.PROFILES, query, filters, CANDIDATES):
        yield Partner(profile_id(hit.id), hit)


def _by_opportunity(row: Opportunity, query: Query, filters: Filters) -> Iterable[Partner]:
    alike = [(other, hit) for other, hit in research_alike(row) if welcomes(row, other.organisation)]
    for other, hit in [*_live_rows(_hits(matching.OPPORTUNITIES, query, filters, CANDIDATES)), *alike]:
        if welcomes(other, row.organisation):
            yield Partner(other.organisation_id, hit, other.pk)


def _live_rows(hits: Iterable[Hit]) -> list[tuple[Opportunity, Hit]]:
    """The opportunities that were hit, those left out that are over since the index was written."""
    found = {hit.id: hit for hit in hits}
    rows = Opportunity.objects.select_related("organisation").in_bulk(list(found))
    return [(rows[key], hit) for key, hit in found.items() if key in rows and is_live(rows[key])]


def _hits(of: str, query: Query, filters: Filters, top: int) -> list[Hit]:
    try:
        matcher = matching.matcher(of)
    except matching.NoIndexError:  # a new site has read nothing yet; the nightly job matches all anew
        return []
    answer = matcher.match(query, filters=filters, top=top, diversify=False)
    return [hit for hit in answer.hits if hit.score >= FLOOR]


def _partners_there(ids: set[str]) -> set[str]:
    rows = Profile.objects.filter(pk__in=ids, state="published").exclude(status="ended")
    return set(rows.values_list("pk", flat=True))
