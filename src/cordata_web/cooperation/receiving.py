"""Files that the secretariat sends: kept until the worker has read them, stored or refused with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.cooperation import results
from cordata_web.cooperation.bringing import Brought, NothingReadError, bring_eurostat, bring_projects
from cordata_web.cooperation.bringing_keep import bring_keep
from cordata_web.cooperation.kinds import ORGANISATIONS
from cordata_web.cooperation.loading import store
from cordata_web.cooperation.models import Dataset
from cordata_web.jobs import Run, enqueue
from cordata_web.jobs.models import Job
from cordata_web.jobs.run import Refused
from cordata_web.people.ids import new_id
from cordata_web.people.models import User

LOAD = "cooperation.load"
FAULTS_SAID = 50
KINDS: dict[str, Callable[..., Brought]] = {"eurostat": bring_eurostat, "cordis": bring_projects, "keep": bring_keep}
"""By the names that the command and the form know."""


@transaction.atomic
def receive(kind: str, files: Iterable[File], *, actor: User) -> Job:
    """Keep the files, and have the worker read them."""
    folder = f"figures/{new_id()}"
    kept = [[str(one.name), default_storage.save(f"{folder}/{number}", one)] for number, one in enumerate(files)]
    return enqueue(LOAD, {"kind": kind, "files": kept}, owner=actor, lane=LOAD)


def load(run: Run) -> None:
    """Read and store; the files are dropped once the dataset is there or it is clear that it never will be.

    Fetching each file is a step, then understanding them all, then storing: one transaction, seen only when it is over.
    """
    kept = run.arguments["files"]
    steps = len(kept) + 2
    files = {}
    for step, (name, path) in enumerate(kept):
        run.progress(step, steps)
        files[name] = _content(path)
    run.progress(len(kept), steps)
    try:
        brought = KINDS[run.arguments["kind"]](files, today=timezone.localdate())
    except NothingReadError as error:
        for fault in error.faults[:FAULTS_SAID]:
            run.say(fault)
        _drop(kept)
        raise Refused(_("The files hold no row that could be used; nothing was changed.")) from error
    run.stop_if_cancelled()
    run.progress(steps - 1, steps)
    with run.finish_with(_outcome(brought)):
        row = store(brought.about, brought.content, actor=run.job.owner)
        run.progress(steps, steps)
        if row.projects.exists():
            results.ask_for(ORGANISATIONS, inputs_of(row), owner=None)
        transaction.on_commit(lambda: _drop(kept))


def inputs_of(dataset: Dataset) -> dict[str, Any]:
    """All that the networks of a dataset depend on."""
    return {"dataset": dataset.pk, "version": dataset.version, "years": None}


def _outcome(brought: Brought) -> Mapping[str, str]:
    told = {
        "name": brought.about.name,
        "figures": len(brought.content.figures),
        "projects": len(brought.content.projects),
        "faults": len(brought.content.faults),
    }
    message = _("%(name)s: %(figures)s figures, %(projects)s projects, %(faults)s faults.") % told
    return {"message": message, "url": reverse("cooperation:source", args=[brought.about.id])}


def _content(path: str) -> bytes:
    with default_storage.open(path) as file:
        content: bytes = file.read()
    return content


def _drop(kept: list[list[str]]) -> None:
    for _name, path in kept:
        default_storage.delete(path)
