"""Profiles of the directory that are perhaps twice there: looked for in the background, kept as the job's result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext, override

from cordata.directory.duplicates import DuplicateIndex, candidates
from cordata.kernel import Reason
from cordata_web.directory.messages import duplicate_reason
from cordata_web.directory.models import Profile
from cordata_web.directory.resemblance import listed_of_profile
from cordata_web.exchange.merging.actions import KEPT_APART
from cordata_web.jobs import Run
from cordata_web.jobs.models import Job, State
from cordata_web.people.models import AuditEntry

KIND = "find_duplicates"
MOST_PAIRS = 300
EACH = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that are perhaps the same, how likely (``certain``, ``likely``, ``possible``), and the reasons in words."""

    one: Profile
    other: Profile
    level: str
    percent: int
    reasons: tuple[str, ...]


def find_duplicates(run: Run) -> Mapping[str, Any]:
    """Compare every profile with those that share a sign with it."""
    rows = Profile.objects.filter(merged_into__isnull=True).exclude(state__in=("archived", "rejected"))
    real = list(rows.filter(is_example=False).defer("search_text"))
    listed = [listed_of_profile(row) for row in real]
    clusters = {row.pk for row in real if row.kind == "cluster"}
    index = DuplicateIndex(listed)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number, one in enumerate(listed, start=1):
        for twin in candidates(one, index, top=EACH):
            if twin.level != "certain" and (one.id in clusters) != (twin.id in clusters):
                continue  # a cluster often bears the name of the body that runs it
            pair = tuple(sorted((one.id, twin.id)))
            if pair not in found or found[pair]["likelihood"] < twin.likelihood:
                reasons = [[reason.code, dict(reason.facts)] for reason in twin.reasons]
                found[pair] = {
                    "pair": list(pair), "likelihood": round(twin.likelihood, 4), "level": twin.level,
                    "reasons": reasons,
                }  # fmt: skip
        if number % 50 == 0:
            run.stop_if_cancelled()
        run.progress(number, len(listed))
    best = sorted(found.values(), key=lambda one: (-one["likelihood"], one["pair"]))[:MOST_PAIRS]
    return {"pairs": best, "profiles": len(listed), **_told(run.job, len(best))}


def newest_run() -> Job | None:
    """The search that was asked for last, however far it is."""
    return Job.objects.filter(kind=KIND).exclude(state=State.CANCELLED).order_by("-created").first()


def newest_result() -> tuple[list[Pair], datetime | None]:
    """The likely pairs of the newest search that is done, without those settled since; and when it was done."""
    job = Job.objects.filter(kind=KIND, state=State.DONE).order_by("-finished").first()
    if job is None or not job.result:
        return [], None
    told = job.result["pairs"]
    rows = Profile.objects.filter(merged_into__isnull=True).exclude(state__in=("archived", "rejected"))
    there = rows.defer("search_text").in_bulk({pk for one in told for pk in one["pair"]})
    apart = _kept_apart()
    pairs = [
        Pair(
            *(there[pk] for pk in one["pair"]), one["level"], round(100 * one["likelihood"]), _in_words(one["reasons"])
        )
        for one in told
        if all(pk in there for pk in one["pair"]) and tuple(one["pair"]) not in apart
    ]
    return pairs, job.finished


def _kept_apart() -> set[tuple[str, str]]:
    entries = AuditEntry.objects.filter(action=KEPT_APART, object_kind="directory.profile")
    return {(entry.object_id, entry.changes["other"]) for entry in entries}


def _in_words(reasons: list[list[Any]]) -> tuple[str, ...]:
    return tuple(duplicate_reason(Reason(code, facts)) for code, facts in reasons)


def _told(job: Job, number: int) -> dict[str, str]:
    """A sentence for the page of the job, in its owner's language."""
    with override(job.owner.language if job.owner else settings.LANGUAGE_CODE):
        counted = ngettext("%(number)s pair looks alike.", "%(number)s pairs look alike.", number)
        return {"message": counted % {"number": number}, "url": reverse("secretariat:duplicates")}
