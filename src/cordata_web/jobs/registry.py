"""Which function does which kind of job; filled by the apps' modules called ``handlers``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeAlias

from django.utils.module_loading import autodiscover_modules

from cordata_web.jobs.run import Run

ATTEMPTS = 5

Function: TypeAlias = Callable[[Run], Mapping[str, Any] | None]


class KindTakenError(Exception):
    """Two functions want to handle the same kind of job."""


class UnknownKindError(Exception):
    """No function handles this kind of job."""


@dataclass(frozen=True)
class Handler:
    """A function, the lane of its jobs, and how often a job is tried before it counts as failed."""

    function: Function
    lane: str = ""
    attempts: int = ATTEMPTS
    period: timedelta | None = None


HANDLERS: dict[str, Handler] = {}


def handles(kind: str, *, lane: str = "", attempts: int = ATTEMPTS) -> Callable[[Function], Function]:
    """Make the function below the handler of the kind.

    A handler must be safe to repeat: a worker may be killed at any moment, and another one begins anew. What must
    happen exactly once is written in ``run.finish_with`` or ``run.step``.
    """

    def register(function: Function) -> Function:
        _add(kind, Handler(function, lane, attempts))
        return function

    return register


def every(*, minutes: int, kind: str, lane: str = "", attempts: int = 1) -> Callable[[Function], Function]:
    """Make the function below the handler of the kind, and have the worker enqueue one such job a period.

    What fails is not tried again before the next period. Without a lane of its own, the kind is the lane.
    """

    def register(function: Function) -> Function:
        _add(kind, Handler(function, lane or kind, attempts, timedelta(minutes=minutes)))
        return function

    return register


def handler_of(kind: str) -> Handler:
    try:
        return HANDLERS[kind]
    except KeyError:
        raise UnknownKindError(f"No handler is registered for jobs of the kind {kind!r}.") from None


def load_handlers() -> None:
    """Import the module ``handlers`` of every app that has one."""
    autodiscover_modules("handlers")


def _add(kind: str, handler: Handler) -> None:
    known = HANDLERS.setdefault(kind, handler)
    if known.function is not handler.function:
        raise KindTakenError(f"{known.function!r} and {handler.function!r} both handle {kind!r}.")
