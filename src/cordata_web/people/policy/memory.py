"""Where somebody stands, asked once for a page instead of once for each look at something.

What is known is forgotten at the end of the request and at any writing of it, and within transactions nothing is known
beforehand: what an action demands is asked of the rows that it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponse

Known = dict[Hashable, Any]
Value = TypeVar("Value")
READS = ("SELECT", "PRAGMA")

_known: ContextVar[Known | None] = ContextVar("known", default=None)


def remember_while_answering(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what is asked twice for one answer is remembered."""

    def respond(request: HttpRequest) -> HttpResponse:
        before = _known.set({})
        try:
            with connection.execute_wrapper(_forget_at_writing):
                return get_response(request)
        finally:
            _known.reset(before)

    return respond


def remembered(key: Hashable, ask: Callable[[], Value]) -> Value:
    """What is known of the key, else what is asked now."""
    known = _known.get()
    if known is None or connection.in_atomic_block:
        return ask()
    if key not in known:
        known[key] = ask()
    found: Value = known[key]
    return found


def _forget_at_writing(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    known = _known.get()
    if known and not sql.startswith(READS):
        known.clear()
    return execute(sql, params, many, context)
