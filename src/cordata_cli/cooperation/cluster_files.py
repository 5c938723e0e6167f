"""Clusters from a file of one's own: CSV, or JSON as a list of objects."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cordata.cooperation.pairing import ClusterView
from cordata.kernel import Place
from cordata.kernel.regions import NUTS2_LENGTH

NEEDED = ("id", "country", "nuts", "concepts")
PARTS = ";"


class ClusterFileError(ValueError):
    """A file of clusters cannot be read; the message names it, and the row where it is one's fault."""


def clusters_from(path: Path) -> list[ClusterView]:
    """The clusters of a file, in its order.

    Columns or keys: id, country, nuts, concepts; as far as known sectors, organisations, lat, lon. Several in one cell
    are parted by semicolons; in JSON they may be lists. Others are passed over.

    Raises
    ------
    ClusterFileError
        When it is no such file, a column is missing, an id is told twice or a place is no place.
    """
    found = []
    known: set[str] = set()
    for number, row in enumerate(_rows(path), 1):
        view = _view(row, f"{path.name}, row {number}")
        if view.id in known:
            raise ClusterFileError(f"{path.name}, row {number}: {view.id} is told twice.")
        known.add(view.id)
        found.append(view)
    return found


def _rows(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        text = path.read_text("utf-8-sig")
        rows = json.loads(text) if path.suffix.lower() == ".json" else list(csv.DictReader(io.StringIO(text)))
    except (UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise ClusterFileError(f"{path.name} cannot be read: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ClusterFileError(f"{path.name} is no list of objects.")
    return rows


def _view(row: Mapping[str, Any], where: str) -> ClusterView:
    lacking = [name for name in NEEDED if row.get(name) is None or (name == "id" and not row[name])]
    if lacking:
        raise ClusterFileError(f"{where}: missing is {', '.join(lacking)}.")
    return ClusterView(
        id=str(row["id"]),
        country=str(row["country"]),
        region=str(row["nuts"])[:NUTS2_LENGTH],
        concepts=_several(row["concepts"]),
        place=_place(row.get("lat"), row.get("lon"), where),
        sectors=_several(row.get("sectors")),
        members=_several(row.get("organisations")),
    )


def _several(told: Any) -> frozenset[str]:
    parts = told if isinstance(told, list) else str(told or "").split(PARTS)
    return frozenset(part for each in parts if (part := str(each).strip()))


def _place(latitude: Any, longitude: Any, where: str) -> Place | None:
    if latitude in (None, "") or longitude in (None, ""):
        return None
    try:
        place = Place(float(latitude), float(longitude))
    except (TypeError, ValueError) as error:
        raise ClusterFileError(f"{where}: {latitude}, {longitude} is no place.") from error
    if not (-90 <= place.latitude <= 90 and -180 <= place.longitude <= 180):
        raise ClusterFileError(f"{where}: {latitude}, {longitude} is no place.")
    return place
