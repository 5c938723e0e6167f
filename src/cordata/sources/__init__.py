"""Readers of outside data: bytes in, records and a list of problems out. No file, network or clock is touched."""

from cordata.sources.clusters import Assumptions, concept_names, read_clusters
from cordata.sources.columns import ColumnUse, map_columns, preview
from cordata.sources.cordis import read_cordis
from cordata.sources.entries import Entry, Project, entry_as_json, entry_from_json
from cordata.sources.locating import Address, Location, locate
from cordata.sources.problems import CODES, Problem, Reading
from cordata.sources.tables import Row, Table, read_table
from cordata.sources.universities import read_universities

__all__ = [
    "CODES",
    "Address",
    "Assumptions",
    "ColumnUse",
    "Entry",
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
    "read_table",
    "read_universities",
]
