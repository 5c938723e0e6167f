"""Background work of the directory."""

from __future__ import annotations

from cordata_web.directory.cluster_work.importing import IMPORT, UNDO, run_import
from cordata_web.directory.cluster_work.undoing import run_undo
from cordata_web.jobs import Run, handles


@handles(IMPORT)
def import_members(run: Run) -> None:
    """Members of a table become members of the cluster."""
    run_import(run)


@handles(UNDO)
def undo_import(run: Run) -> None:
    """What an import made is taken back."""
    run_undo(run)
