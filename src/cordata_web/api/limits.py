"""How often somebody may ask."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from cordata_web.api.problems import ProblemError

SECONDS = 60
KEPT = 2 * SECONDS


def count(request: HttpRequest, who: str) -> None:
    """Count a request in this minute; a problem where there were too many. ``who`` is empty for strangers."""
    most = settings.CORDATA_API_A_MINUTE if who else settings.CORDATA_API_UNSIGNED_A_MINUTE
    now = time.time()
    minute, seconds = divmod(int(now), SECONDS)
    if _counted(f"api:{who or address_of(request)}:{minute}") > most:
        wait = str(SECONDS - seconds)
        detail = f"At most {most} requests a minute; the next one in {wait} seconds."
        raise ProblemError(429, detail, name="too-many-requests", headers={"Retry-After": wait})


def address_of(request: HttpRequest) -> str:
    """Behind a proxy that ends TLS: the address that this proxy saw, which is the last of those it hands on."""
    handed_on = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_HTTPS else ""
    return handed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _counted(key: str) -> int:
    cache.add(key, 0, KEPT)
    try:
        return cache.incr(key)
    except ValueError:  # a full cache has thrown it out this very moment
        return 1
