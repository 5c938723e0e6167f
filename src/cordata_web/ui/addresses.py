"""Addresses of pages that lists are full of, worked out once."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

ADDRESSES_KEPT = 10_000


def address(name: str, *args: str) -> str:
    """What ``reverse`` says, in the language that is read; raises NoReverseMatch as it does."""
    return _reversed(name, args, get_language(), get_urlconf() or settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=ADDRESSES_KEPT)
def _reversed(name: str, args: tuple[str, ...], language: str | None, urls: str, prefix: str) -> str:
    del language, urls, prefix  # reverse reads them itself
    return reverse(name, args=args)
