"""Computing once: a result is kept under the hash of its inputs, the slow ones are made by jobs."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.core.cache import cache
from django.db import IntegrityError, transaction

from cordata import __version__
from cordata_web.cooperation.models import Result
from cordata_web.jobs import enqueue
from cordata_web.jobs.models import Job, State
from cordata_web.people.models import User

COMPUTE = "cooperation.compute"
SECONDS_IN_MEMORY = 3600

Progress: TypeAlias = Callable[[int, int], object]
Function: TypeAlias = Callable[[Mapping[str, Any], Progress], Any]


class UnknownComputationError(Exception):
    """No function computes this kind of result."""


@dataclass(frozen=True, slots=True)
class Computation:
    """What makes a kind of result; raise ``edition`` whenever the same inputs should give something else."""

    function: Function
    edition: int


COMPUTATIONS: dict[str, Computation] = {}


def computes(kind: str, *, edition: int = 1) -> Callable[[Function], Function]:
    """Make the function below the one that computes the kind: from plain inputs to plain, JSON-able content."""

    def register(function: Function) -> Function:
        COMPUTATIONS[kind] = Computation(function, edition)
        return function

    return register


def fingerprint(kind: str, inputs: Mapping[str, Any]) -> str:
    """The SHA-256 of everything that the result depends on: kind, edition, version of Cordata, inputs.

    Inputs name the version of each dataset that they read, so that new figures never find an old result.
    """
    whole = [kind, _computation(kind).edition, __version__, inputs]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def find(kind: str, inputs: Mapping[str, Any]) -> Any | None:
    """The content if it was computed before."""
    key = fingerprint(kind, inputs)
    held = cache.get(f"result:{key}")
    if held is None:
        held = Result.objects.filter(pk=key).values_list("content", flat=True).first()
        if held is not None:
            cache.set(f"result:{key}", held, SECONDS_IN_MEMORY)
    return held


def compute(kind: str, inputs: Mapping[str, Any], progress: Progress = lambda _done, _total: None) -> Any:
    """The content, computed now unless it was before. Plain as JSON gives it back: lists, not tuples."""
    found = find(kind, inputs)
    if found is not None:
        return found
    begin = time.perf_counter()
    content = json.loads(json.dumps(_computation(kind).function(inputs, progress), allow_nan=False))
    _keep(kind, inputs, content, time.perf_counter() - begin)
    return content


@transaction.atomic
def ask_for(kind: str, inputs: Mapping[str, Any], *, owner: User | None) -> Job:
    """The job that computes the result: the one that is waiting or under way, else a new one."""
    key = f"{COMPUTE}:{fingerprint(kind, inputs)}"
    number = Job.objects.filter(key__startswith=key).exclude(state__in=(State.QUEUED, State.RUNNING)).count()
    arguments = {"kind": kind, "inputs": dict(inputs)}
    return enqueue(COMPUTE, arguments, owner=owner, key=f"{key}:{number}")


def _computation(kind: str) -> Computation:
    from cordata_web.cooperation import computations  # noqa: F401 - they register themselves

    try:
        return COMPUTATIONS[kind]
    except KeyError:
        raise UnknownComputationError(kind) from None


def _keep(kind: str, inputs: Mapping[str, Any], content: Any, seconds: float) -> None:
    made = Result(
        pk=fingerprint(kind, inputs), kind=kind, inputs=dict(inputs), content=content, seconds=round(seconds, 3)
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # somebody else was as quick
        return
