"""Who is told of which match: those worth the time, at most a few a week, spread so that all are seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from cordata.exchange import Acceptance, Proposal, gini, learn_acceptance, spread_fairly
from cordata_web.directory.models import Profile
from cordata_web.exchange.letters.matches import tell_of_matches
from cordata_web.exchange.models import Interest, Match, Opportunity
from cordata_web.exchange.speakers import people_of

ANSWERS_READ = 5000
EXPOSURE_DAYS = 90
WEEK = timedelta(days=7)


def acceptance() -> Acceptance:
    """How welcome matches of a score are, by the newest answers; what was found by hand and what by letter alike."""
    answered = Match.objects.exclude(answer="").order_by("-answered", "pk")[:ANSWERS_READ]
    rows = list(answered.values_list("score", "answer"))
    return learn_acceptance([score for score, _ in rows], [said == Match.Answer.INTERESTED for _, said in rows])


def tell_matches(*, now: datetime) -> int:
    """Tell the organisations of new matches, one organisation after the other; returns how many matches were told.

    Those of one organisation are noted and their letters written together, so that none is told twice.
    """
    chosen: defaultdict[str, list[str]] = defaultdict(list)
    for proposal in proposals_to_tell(now=now):
        chosen[proposal.reader].append(proposal.id)
    return sum(_tell(matches, now) for matches in chosen.values())


def proposals_to_tell(*, now: datetime) -> list[Proposal]:
    """The matches to be told now."""
    heard = Counter(Match.objects.filter(told__gt=now - WEEK).values_list("profile_id", flat=True))
    return spread_fairly(
        [Proposal(match.pk, match.profile_id, match.opportunity.organisation_id, match.score) for match in untold()],
        at_most=settings.CORDATA_MATCHES_A_WEEK,
        threshold=acceptance().threshold(settings.CORDATA_MATCH_WORTH),
        exposures=exposures(now=now),
        heard=heard,
    )


def untold() -> list[Match]:
    """Live matches that nobody has heard of, of organisations that have people here to hear of them."""
    today = timezone.localdate()
    rows = Match.objects.filter(
        told__isnull=True,
        answer="",
        opportunity__state="published",
        opportunity__valid_until__gte=today,
        opportunity__organisation__state="published",
        profile__state="published",
        profile__assignments__until__isnull=True,
        profile__assignments__isnull=False,
    )
    known = Match.objects.filter(pk__in=rows.values("pk"))
    said = Interest.objects.filter(opportunity=OuterRef("opportunity"), organisation=OuterRef("profile"))
    return list(known.exclude(Exists(said)).select_related("opportunity"))


def exposures(*, now: datetime) -> dict[str, float]:
    """How often each organisation with something on the board was shown to others of late; those never shown too."""
    shown = Counter(
        Match.objects.filter(told__gt=now - timedelta(days=EXPOSURE_DAYS)).values_list(
            "opportunity__organisation", flat=True
        )
    )
    live = Opportunity.objects.filter(state="published", valid_until__gte=timezone.localdate())
    return {owner: float(shown[owner]) for owner in {*live.values_list("organisation", flat=True), *shown}}


@dataclass(frozen=True, slots=True)
class ExposureReport:
    """How evenly attention was spread in the last ninety days: the Gini figure, the organisations by times shown."""

    gini: float
    organisations: int
    shown: Sequence[tuple[Profile, int]]
    threshold: float
    answers: int
    welcome: int


def exposure_report(*, now: datetime) -> ExposureReport:
    """For the secretariat."""
    counted = exposures(now=now)
    learned = acceptance()
    profiles = Profile.objects.in_bulk(counted)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ExposureReport(
        gini=gini(list(counted.values())),
        organisations=len(counted),
        shown=[(profiles[key], int(times)) for key, times in ranked if key in profiles],
        threshold=learned.threshold(settings.CORDATA_MATCH_WORTH),
        answers=learned.answers,
        welcome=Match.objects.filter(answer=Match.Answer.INTERESTED).count(),
    )


@transaction.atomic
def _tell(ids: Sequence[str], now: datetime) -> int:
    rows = Match.objects.select_for_update(of=("self",)).filter(pk__in=ids, told__isnull=True, answer="")
    matches = list(rows.select_related("opportunity__organisation", "profile", "counterpart").order_by("-score", "pk"))
    if not matches:
        return 0
    profile = matches[0].profile
    tell_of_matches(profile, matches, people_of(profile, today=timezone.localdate(now)))
    Match.objects.filter(pk__in=[match.pk for match in matches]).update(told=now)
    return len(matches)
