"""Background work, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from cordata_web.api.keys import WRITE
from cordata_web.api.paging import Paged, Paging, paged
from cordata_web.api.problems import Refusals
from cordata_web.jobs.actions import JobIsOverError, cancel
from cordata_web.jobs.messages import lines_of, outcome_of, standing_of, title_of
from cordata_web.jobs.models import Job, State
from cordata_web.people import policy

router = Router(tags=["jobs"])
StateCode = Literal[*State.values]
Id = Annotated[str, Field(min_length=1, max_length=120)]
REFUSALS: Refusals = {JobIsOverError: (409, "This work had already ended.")}


class Line(Schema):
    at: datetime
    text: str


class JobOut(Schema):
    """``standing`` says in a sentence how it stands; ``percent`` is unknown where the work does not tell."""

    id: str
    kind: str
    title: str
    state: StateCode
    standing: str
    percent: int | None
    done: int
    total: int
    message: str
    url: str | None
    created: datetime
    finished: datetime | None
    log: list[Line]


class JobPage(Paged):
    jobs: list[JobOut]


class JobFilters(Paging):
    state: list[StateCode] = []


@router.get("/jobs", response=JobPage, operation_id="list_jobs", summary="Your background work, newest first")
def list_jobs(request: HttpRequest, filters: Query[JobFilters]) -> dict[str, Any]:
    rows = policy.visible_to(request.user, Job.objects.all())
    if filters.state:
        rows = rows.filter(state__in=filters.state)
    return paged(rows, filters, "jobs", lambda row: job_out(request, row))


@router.get("/jobs/{id}", response=JobOut, operation_id="get_job", summary="How far a piece of work is")
def get_job(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    return job_out(request, get_object_or_404(policy.visible_to(request.user, Job.objects.all()), pk=id))


@router.post("/jobs/{id}/steps/cancel", response=JobOut, operation_id="cancel_job", auth=WRITE, summary="Cancel it")
def cancel_job(request: HttpRequest, id: Path[Id]) -> dict[str, Any]:
    row = get_object_or_404(policy.visible_to(request.user, Job.objects.all()), pk=id)
    policy.demand(request.user, "cancel", row)
    return job_out(request, cancel(job=row, actor=request.user))


def job_out(request: HttpRequest, row: Job) -> dict[str, Any]:
    message, address = outcome_of(row)
    return {
        **{name: getattr(row, name) for name in ("kind", "state", "percent", "done", "total", "created", "finished")},
        "id": row.pk,
        "title": title_of(row),
        "standing": standing_of(row, now=timezone.now()),
        "message": message,
        "url": request.build_absolute_uri(address) if address else None,
        "log": [{"at": at, "text": text} for at, text in lines_of(row)],
    }
