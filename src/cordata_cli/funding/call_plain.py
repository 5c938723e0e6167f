"""Calls as plain data for programs, and as words for calendars."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from cordata.funding import Call, Deadline, Evidence, entry_deadline, next_deadline, status_at
from cordata_cli.funding.call_sentences import STAGES


def plain(call: Call, now: datetime) -> dict[str, Any]:
    """Every fact of a call, its status and its next deadline at a moment."""
    coming, entry = next_deadline(call, now), entry_deadline(call, now)
    return {
        "id": call.id,
        "topic": call.topic,
        "call": call.call,
        "titles": dict(call.titles),
        "programme_name": call.programme_name,
        "family": call.family,
        "programme": call.programme,
        "action": call.action,
        "action_name": call.action_name,
        "stages": call.model,
        "status": status_at(call, now),
        "said": call.said,
        "opening": call.opening.isoformat() if call.opening else None,
        "deadlines": [_deadline(one) for one in call.deadlines],
        "next_deadline": _deadline(coming) if coming else None,
        "entry_deadline": _deadline(entry) if entry else None,
        "grant_min": call.smallest,
        "grant_max": call.largest,
        "currency": call.currency,
        "grants": call.grants,
        "keywords": list(call.keywords),
        "trl_start": call.maturity.start,
        "trl_end": call.maturity.end,
        "countries": list(call.countries),
        "kinds": list(call.kinds),
        "url": call.url,
        "source": call.source,
        "fetched": call.fetched.isoformat() if call.fetched else None,
    }


def plain_evidence(evidence: Evidence) -> dict[str, Any]:
    """Past projects near to a call."""
    return {
        "level": evidence.level,
        "key": evidence.key,
        "projects": evidence.projects,
        "regions": dict(evidence.regions),
        "winners": [asdict(winner) for winner in evidence.winners],
    }


def event_words(call: Call, deadline: Deadline) -> tuple[str, str]:
    """Title and text of a deadline in a calendar."""
    stage = f"{STAGES[deadline.stage]} {deadline.number or ''}".strip()
    return f"{call.topic or call.id}: {call.title()} ({stage})", f"{call.title()}\n{call.programme_name}\n{call.url}"


def _deadline(one: Deadline) -> dict[str, Any]:
    return {"at": one.at.isoformat(), "stage": one.stage, "number": one.number}
