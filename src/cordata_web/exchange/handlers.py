"""Background work of the exchange: the indexes and the matches kept in step, the end of validity.

All work on an index goes through one lane, so that two jobs never write the same files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata_web.exchange import deadline_jobs, expiry, live, receiving
from cordata_web.exchange.digest import send_digests
from cordata_web.exchange.indexing import profile_id, update_index
from cordata_web.exchange.opportunity_records import live_opportunities, update_opportunity_index
from cordata_web.exchange.telling import tell_matches
from cordata_web.jobs import Run, enqueue_unless_waiting, every, handles

__all__ = ["deadline_jobs", "receiving"]  # imported for what they register

INDEX = "index"
DAY = 24 * 60
MOST_PROFILES = 200
"""More profiles that changed at once are left to the nightly refresh of all."""


@handles("update_index", lane=INDEX)
def index_profiles(run: Run) -> Mapping[str, Any]:
    """Bring the index of the profiles in step, and have those that changed matched anew."""
    done = update_index(progress=run.progress)
    changed = sorted({profile_id(record) for record in done.changed})[:MOST_PROFILES]
    with transaction.atomic():
        for profile in changed:
            enqueue_unless_waiting("match_profile", {"profile": profile})
    return {"total": done.total, "read": done.read, "removed": done.removed}


@handles("match_opportunity", lane=INDEX)
def match_opportunity(run: Run) -> Mapping[str, Any]:
    """Bring the index of the opportunities in step, and find the partners of one."""
    update_opportunity_index()
    return {"matches": live.match_opportunity(run.arguments["opportunity"], pause=run.stop_if_cancelled)}


@handles("match_profile", lane=INDEX)
def match_profile(run: Run) -> Mapping[str, Any]:
    """Match an organisation that changed, and its opportunities, which carry what is known of it."""
    update_opportunity_index()
    return {"opportunities": live.match_profile(run.arguments["profile"], pause=run.stop_if_cancelled)}


@every(minutes=DAY, kind="exchange.match_all", lane=INDEX)
def match_all(run: Run) -> Mapping[str, Any]:
    """Match all anew: what a killed worker or a change of the engine left behind is made good."""
    update_index()
    update_opportunity_index()
    rows = live_opportunities()
    live.forget_all_but(rows)
    for number, row in enumerate(rows, start=1):
        run.stop_if_cancelled()
        live.refresh(row)
        run.progress(number, len(rows))
    return {"opportunities": len(rows)}


@every(minutes=15, kind="exchange.tell_matches")
def tell_of_matches(_run: Run) -> Mapping[str, Any]:
    """Tell organisations of new matches: soon, but never of more than a few a week."""
    return {"told": tell_matches(now=timezone.now())}


@every(minutes=60, kind="exchange.send_digests")
def send_round_ups(_run: Run) -> Mapping[str, Any]:
    """Send the round-ups that are due today; the letters' keys let each go once."""
    return {"sent": send_digests(now=timezone.now())}


@every(minutes=DAY, kind="exchange.expire")
def expire(run: Run) -> Mapping[str, Any]:
    """End what is over, warn the owners of what soon is; each in a transaction of its own, to be safe to repeat."""
    today = timezone.localdate()
    ended = 0
    for thing in expiry.over(today):
        run.stop_if_cancelled()
        ended += expiry.expire(thing, today=today)
    letters = 0
    for thing in expiry.ending(today):
        run.stop_if_cancelled()
        letters += expiry.warn(thing, today=today)
    return {"expired": ended, "letters": letters}
