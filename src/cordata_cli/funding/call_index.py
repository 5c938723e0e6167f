"""The index of calls that matching reads, kept between commands."""

from __future__ import annotations

from collections.abc import Callable

from cordata.matching import Engine, Index, IndexMismatchError
from cordata_cli.concepts import data_folder, kept_folder
from cordata_cli.screen import tell


def engine_and_index() -> tuple[Engine, Index | None, Callable[[Index], None]]:
    """The engine, the index of earlier commands where it fits the engine, and how to keep the index of this one."""
    engine = Engine.load(kept_folder(), model=data_folder() / "model")
    folder = kept_folder() / "calls-index"
    try:
        kept: Index | None = Index.load(folder)
    except (FileNotFoundError, IndexMismatchError):
        kept = None
    if kept is not None and kept.name != engine.name:
        kept = None
    if kept is None:
        tell("Reading the calls; this is kept for the next time.")
    return engine, kept, lambda index: index.save(folder)
