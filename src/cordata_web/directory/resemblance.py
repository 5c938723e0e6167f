"""Profiles that an organisation perhaps is already, found while somebody types."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from cordata.directory.duplicates import Duplicate, DuplicateIndex, Listed, candidates
from cordata.kernel import Reason
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.people.policy import Reader

SHOWN_AT_ONCE = 5
STRONG = ("certain", "likely")


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A profile, how likely it is the same (``certain``, ``likely``, ``possible``), and why.

    ``public`` is False for one that is still being prepared: of it, only the name is for others to see.
    """

    profile: Profile
    level: str
    reasons: tuple[Reason, ...]
    public: bool

    @property
    def is_strong(self) -> bool:
        return self.level in STRONG


@dataclass
class _Kept:
    """The index of this process, and what the directory was like when it was built."""

    lock: threading.Lock
    stamp: tuple[int, datetime | None] | None = None
    index: DuplicateIndex | None = None


_kept = _Kept(threading.Lock())


def resembling(new: Listed, reader: Reader) -> list[Resemblance]:
    """The likeliest first. What the reader may not see counts only by a strong sign: then they know of it anyway."""
    found = candidates(new, known_index(), top=2 * SHOWN_AT_ONCE)
    rows = _standing().in_bulk([one.id for one in found])
    visible = set(queries.visible_to(reader).filter(pk__in=rows).values_list("pk", flat=True))
    kept = [one for one in found if one.id in visible or (one.level in STRONG and one.id in rows)]
    return [_resemblance(one, rows[one.id], public=one.id in visible) for one in kept[:SHOWN_AT_ONCE]]


def _resemblance(found: Duplicate, profile: Profile, *, public: bool) -> Resemblance:
    return Resemblance(profile, found.level, found.reasons, public)


def _standing() -> Any:
    standing = Profile.objects.filter(merged_into__isnull=True).exclude(state__in=("archived", "rejected"))
    return standing.exclude(is_example=True).defer("search_text")


def known_index() -> DuplicateIndex:
    """What stands in the directory. Built anew when a profile was added, changed or removed since."""
    with _kept.lock:
        told = _standing().order_by().aggregate(number=Count("pk"), newest=Max("updated"))
        stamp = (told["number"], told["newest"])
        if _kept.index is None or stamp != _kept.stamp:
            _kept.index = DuplicateIndex(map(listed_of_profile, _standing()))
            _kept.stamp = stamp
        return _kept.index


def listed_of_profile(row: Profile) -> Listed:
    """A profile as it is compared with others."""
    others = (row.short_name,) if row.short_name else ()
    return Listed(row.pk, row.name, row.country, row.town, row.vat, row.website, others)
