"""Real boundaries, to test against only: which NUTS-2 region holds a place."""

import json
from itertools import pairwise
from pathlib import Path


class Boundaries:
    """Outer rings of regions; holes are passed over, so a region may be found in the one around it."""

    def __init__(self, file: Path) -> None:
        self._rings = [
            (feature["properties"]["NUTS_ID"], polygon[0])
            for feature in json.loads(file.read_text("utf-8"))["features"]
            if feature["properties"]["LEVL_CODE"] == 2
            for polygon in _polygons(feature["geometry"])
        ]
        self._boxes = [_box(ring) for _, ring in self._rings]

    def regions_at(self, latitude: float, longitude: float) -> set[str]:
        found = set()
        for (code, ring), (west, east, south, north) in zip(self._rings, self._boxes, strict=True):
            if west <= longitude <= east and south <= latitude <= north and _inside(latitude, longitude, ring):
                found.add(code)
        return found


def _polygons(geometry):
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def _box(ring):
    east, north = zip(*ring, strict=True)
    return min(east), max(east), min(north), max(north)


def _inside(latitude, longitude, ring) -> bool:
    inside = False
    for (here_east, here_north), (there_east, there_north) in pairwise(ring):
        crosses = (here_north > latitude) != (there_north > latitude)
        if (
            crosses
            and longitude < (there_east - here_east) * (latitude - here_north) / (there_north - here_north) + here_east
        ):
            inside = not inside
    return inside
