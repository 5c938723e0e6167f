"""Readers of outside data: bytes in, records and a list of problems out. No file, network or clock is touched.

Readers of participations stand on ``cordata.cooperation``, whose mathematics most runs never need; they are imported
when they are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cordata.sources.clusters import Assumptions, concept_names, read_clusters
from cordata.sources.columns import ColumnUse, map_columns, preview
from cordata.sources.cordis import read_cordis
from cordata.sources.entries import Entry, Project, entry_as_json, entry_from_json
from cordata.sources.eurostat import read_eurostat
from cordata.sources.figures import Figure
from cordata.sources.locating import Address, Location, locate
from cordata.sources.named_regions import read_named_regions
from cordata.sources.problems import CODES, Problem, Reading
from cordata.sources.tables import Row, Table, read_table
from cordata.sources.universities import read_universities

if TYPE_CHECKING:
    from cordata.sources.keep import read_keep_export, read_keep_regions
    from cordata.sources.participations import read_participations

LATER = {
    "read_keep_export": "cordata.sources.keep",
    "read_keep_regions": "cordata.sources.keep",
    "read_participations": "cordata.sources.participations",
}
"""Readers by the module that holds them."""

__all__ = [
    "CODES",
    "Address",
    "Assumptions",
    "ColumnUse",
    "Entry",
    "Figure",
    "Location",
    "Problem",
    "Project",
    "Reading",
    "Row",
    "Table",
    "concept_names",
    "entry_as_json",
    "entry_from_json",
    "locate",
    "map_columns",
    "preview",
    "read_clusters",
    "read_cordis",
    "read_eurostat",
    "read_keep_export",
    "read_keep_regions",
    "read_named_regions",
    "read_participations",
    "read_table",
    "read_universities",
]


def __getattr__(name: str) -> Any:
    if name not in LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(LATER[name]), name)
