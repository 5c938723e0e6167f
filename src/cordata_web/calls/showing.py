"""Calls as pages show them, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from cordata.funding import Call as Facts
from cordata.funding import Deadline, load_programmes
from cordata.funding.call_matching import CallHit
from cordata_web.calls import wording
from cordata_web.calls.listing import Chosen, Found
from cordata_web.calls.models import Call, FittingCall
from cordata_web.calls.past import past_of
from cordata_web.directory import wording as names
from cordata_web.exchange import messages
from cordata_web.programmes import showing as of_programmes

TONES = {"open": "strong", "forthcoming": "glow"}
MOST_WINNERS = 10


def call_row(one: Found) -> dict[str, Any]:
    """What a list shows."""
    return {
        "url": one.row.get_absolute_url(),
        "title": one.row.title,
        "topic": one.row.topic or one.row.reference,
        "family": wording.family_name(one.row.family) or one.row.programme_name,
        "action": wording.ACTIONS.get(one.row.action, one.row.action_name),
        "status": wording.STATUSES[one.status],
        "tone": TONES.get(one.status, ""),
        "deadline": deadline_row(one.deadline) if one.deadline else None,
        "grant": wording.grant_sentence(one.row.smallest, one.row.largest, one.row.currency),
        "is_example": one.row.origin == Call.Origin.EXAMPLE,
    }


def deadline_row(one: Deadline, now: datetime | None = None) -> dict[str, Any]:
    """A moment as the call tells it, in its own zone and in the site's where that is another."""
    local = timezone.localtime(one.at)
    zone = getattr(one.at.tzinfo, "key", "UTC")
    return {
        "stage": wording.stage_name(one.stage, one.number),
        "day": one.at.date(),
        "hour": one.at.strftime("%H:%M"),
        "zone": zone,
        "iso": one.at.isoformat(),
        "local": local if local.utcoffset() != one.at.utcoffset() else None,
        "is_over": now is not None and one.at < now,
        "left": wording.days_left((one.at - now).days) if now is not None and one.at >= now else "",
    }


def month_rows(months: Sequence[tuple[date, int]], chosen: Chosen) -> list[dict[str, Any]]:
    """Deadlines by month as bars, in hundredths of the longest."""
    most = max((number for _month, number in months), default=0) or 1
    return [
        {
            "month": month,
            "number": number,
            "width": f"{100 * number / most:.1f}",
            "query": chosen.query(month=f"{month:%Y-%m}"),
            "is_chosen": chosen.month == f"{month:%Y-%m}",
        }
        for month, number in months
    ]


def programme_of(facts: Facts, day: date) -> dict[str, Any] | None:
    """Who may apply by the rules of the call's programme on the day of its deadline."""
    programme = load_programmes().get(facts.programme)
    if programme is None:
        return None
    return {
        "programme": programme,
        "day": day,
        "rules": [of_programmes.rule_row(rule, programme.currency) for rule in programme.rules_on(day)],
        "rates": [of_programmes.rate_row(rate) for rate in programme.rates_on(day)],
        "gaps": of_programmes.gaps_of(programme),
    }


def evidence_of(facts: Facts) -> dict[str, Any] | None:
    """Past projects near to the call, and who of our regions took part."""
    found = past_of(facts, most=MOST_WINNERS)
    if not found.projects:
        return None
    return {
        "level": wording.LEVELS[found.level],
        "projects": found.projects,
        "regions": [(names.region_name(region), number) for region, number in found.regions],
        "winners": [
            {"name": one.name, "region": names.region_name(one.region), "projects": one.projects, "newest": one.newest}
            for one in found.winners
        ],
    }


def hit_row(hit: CallHit, spoken: tuple[str, ...] = ()) -> dict[str, Any]:
    """A call that was found for somebody, with its reasons."""
    row = Call.objects.filter(pk=hit.call.id).prefetch_related("deadlines").first()
    if row is None:
        return {}
    reasons = [{"code": one.code, "facts": one.facts} for one in hit.reasons]
    found = Found(row, hit.call, hit.status, hit.deadline)
    return {
        **call_row(found),
        "fit": messages.fit(hit.score),
        "score": hit.score,
        "reasons": sentences(reasons, spoken),
    }


def kept_row(fit: FittingCall, found: Found) -> dict[str, Any]:
    """A call that was found for an organisation in the night."""
    return {**call_row(found), "fit": messages.fit(fit.score), "reasons": sentences(fit.reasons, ())}


def sentences(reasons: Iterable[Any], spoken: tuple[str, ...]) -> list[str]:
    """Each reason once, without those that say nothing or stand in the row already."""
    told = [wording.fit_sentence(one["code"], one["facts"], spoken) for one in reasons if not _is_idle(one)]
    return [one for one in dict.fromkeys(told) if one]


def _is_idle(reason: Any) -> bool:
    return reason["code"] == "grant_size" or (reason["code"] == "shared_words" and not reason["facts"]["words"])


def text_of(row: Call) -> tuple[str, str]:
    """What is asked for, and the language in which it is told."""
    wanted = get_language() or "en"
    language = next((one for one in (wanted, "en", *row.texts) if row.texts.get(one)), "")
    return row.texts.get(language, ""), language
