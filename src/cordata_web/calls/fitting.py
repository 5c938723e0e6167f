"""Which calls fit: the library's matching on an index kept beside those of the exchange."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from cordata.funding import Applicant, applicant_of
from cordata.funding.call_matching import CallAnswer, CallMatcher, record_of_call
from cordata.language import Progress
from cordata_web.calls.models import Call, FittingCall
from cordata_web.calls.records import all_facts
from cordata_web.directory.models import Profile
from cordata_web.directory.plain import plain_profile
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import Indexed, keep_in_step
from cordata_web.people.models import RoleAssignment
from cordata_web.people.models.roles import FOR_A_PROFILE

CALLS = "calls"
FLOOR = 0.1
"""The least score at which a call is told to somebody who did not ask."""
KEPT = 20
SHOWN = 10


@dataclass
class _Loaded:
    """The matcher of this process, and what it was made from."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    mark: tuple[object, ...] = ()
    matcher: CallMatcher | None = None


_loaded = _Loaded()


def update_call_index(*, everything: bool = False, progress: Progress | None = None) -> Indexed:
    """Bring the index on the disk in step with the calls on the pages."""
    records = [record_of_call(facts) for facts in all_facts()]
    return keep_in_step(CALLS, records, everything=everything, progress=progress)


def call_matcher() -> CallMatcher:
    """The matcher of the calls as they are now; raises NoIndexError and OutdatedIndexError."""
    index = matching.matcher(CALLS).index
    rows = Call.objects.filter(withdrawn__isnull=True).aggregate(number=Count("pk"), last=Max("changed"))
    mark = (id(index), rows["number"], rows["last"])
    with _loaded.lock:
        if _loaded.matcher is None or _loaded.mark != mark:
            _loaded.matcher = CallMatcher(matching.engine(), index, list(all_facts()))
            _loaded.mark = mark
        return _loaded.matcher


def fitting(applicant: Applicant, now: datetime, *, top: int = SHOWN) -> CallAnswer:
    """The best calls for somebody; raises NoIndexError and OutdatedIndexError."""
    return call_matcher().match(applicant, now, top=top)


def applicant_for(profile: Profile) -> Applicant:
    return applicant_of(plain_profile(profile))


def refresh_fits(profile: Profile, now: datetime) -> int:
    """Write which calls fit an organisation now; what was found before keeps its day. Returns how many there are."""
    applicant = applicant_for(profile)
    hits = fitting(applicant, now, top=KEPT).hits if applicant.text.strip() else ()
    found = {hit.call.id: hit for hit in hits if hit.score >= FLOOR}
    with transaction.atomic():
        FittingCall.objects.filter(profile=profile).exclude(call__in=found).delete()
        known = {one.call_id: one for one in FittingCall.objects.filter(profile=profile).select_for_update()}
        for key, hit in found.items():
            row = known.get(key) or FittingCall(profile=profile, call_id=key, found=now)
            row.score = min(max(hit.score, 0.0), 1.0)
            row.reasons = [
                {"code": one.code, "facts": dict(one.facts), "part": round(one.part, 6)} for one in hit.reasons
            ]
            row.save()
    return len(found)


def profiles_to_match() -> list[Profile]:
    """Organisations for which somebody acts here: only they could be told."""
    held = RoleAssignment.holding(timezone.localdate()).filter(role__in=FOR_A_PROFILE)
    rows = Profile.objects.filter(pk__in=held.values("profile"), state="published").exclude(status="ended")
    return list(rows.order_by("pk"))
