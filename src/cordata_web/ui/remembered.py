"""Parts of pages that look the same whenever they are told the same: rendered once, then taken from memory.

Nothing is ever stale, as what a part is told is itself the key: ``docs/decisions/0019-remembered-parts.md``.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

PARTS_KEPT = 3000
"""In each process; a part is some thousand characters."""
PLAIN = (str, int, type(None))


@dataclass(frozen=True, slots=True)
class Asked:
    """A template and all that it is told; two are equal where their keys are."""

    key: Hashable
    template: str = field(compare=False)
    data: Mapping[str, Any] = field(compare=False)


def part(template: str, data: Mapping[str, Any]) -> SafeString:
    """The rendered template, which must show nothing but the data: no request, no database, no time of day.

    Raises TypeError for data that could change without being noticed, such as rows of the database.
    """
    key = (template, get_language(), key_of(data))
    if settings.DEBUG:  # templates are being written
        return render_to_string(template, dict(data))
    return _rendered(Asked(key, template, data))


def key_of(told: Any) -> Hashable:
    """Equal for two things that look alike in a template and for no others: 1 is not True there, nor "<" safe "<"."""
    kind = type(told)
    if kind in PLAIN:
        return told  # type: ignore[no-any-return]
    if kind in (list, tuple):
        return (list, *[one if type(one) is str else key_of(one) for one in told])
    if kind is dict:
        return (dict, *told, *[value if type(value) is str else key_of(value) for value in told.values()])
    if isinstance(told, Promise):
        return key_of(str(told))
    if isinstance(told, (str, bool, float, Decimal, date)) and not isinstance(told, datetime):
        return (kind, told)
    if is_dataclass(told) and told.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        values = [getattr(told, name) for name in _names_of(kind)]
        return (kind, *[value if type(value) is str else key_of(value) for value in values])
    raise TypeError(f"A remembered part of a page cannot be told a {kind.__name__}.")


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


@lru_cache(maxsize=PARTS_KEPT)
def _rendered(asked: Asked) -> SafeString:
    return mark_safe(render_to_string(asked.template, dict(asked.data)))  # noqa: S308 - a template has escaped it
