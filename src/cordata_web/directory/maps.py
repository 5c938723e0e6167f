"""Two maps as plain data for a drawing: regions as tiles, and places as dots. No shapes of borders are needed.

All lengths are in the drawing's own units, already written as text: a decimal comma would break the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cordata.kernel import Place, Region, load_regions

TILE = 60
GAP = 4
LEVELS = 5

WIDTH = 1000.0
PADDING = 0.45
SMALLEST_SPAN = 2.2
WIDEST, TALLEST = 4.0, 3.0
"""A frame of places is at most this wide for its height; flatter ones get more sky."""
GRID_STEPS = (0.5, 1.0, 2.0)
MOST_LINES = 8

TOWNS: dict[str, Place] = {
    "Torino": Place(45.07, 7.69),
    "Milano": Place(45.46, 9.19),
    "Genova": Place(44.41, 8.93),
    "Venezia": Place(45.44, 12.32),
    "Trieste": Place(45.65, 13.77),
    "Ljubljana": Place(46.05, 14.51),
    "Maribor": Place(46.55, 15.65),
    "Graz": Place(47.07, 15.44),
    "Wien": Place(48.21, 16.37),
    "Linz": Place(48.31, 14.29),
    "Innsbruck": Place(47.27, 11.39),
    "München": Place(48.14, 11.58),
    "Nürnberg": Place(49.45, 11.08),
    "Stuttgart": Place(48.78, 9.18),
    "Zürich": Place(47.37, 8.54),
    "Genève": Place(46.2, 6.15),
    "Strasbourg": Place(48.57, 7.75),
    "Dijon": Place(47.32, 5.04),
    "Lyon": Place(45.76, 4.84),
    "Marseille": Place(43.3, 5.37),
}
"""Towns to find one's way by, under the names that they bear at home."""

CREST: tuple[tuple[Place, ...], ...] = (
    (
        Place(44.18, 7.31), Place(44.67, 7.09), Place(44.92, 6.36), Place(45.52, 7.27), Place(45.83, 6.87),
        Place(45.94, 7.87), Place(46.54, 8.13), Place(46.38, 9.91), Place(46.51, 10.54), Place(46.89, 10.87),
        Place(47.07, 12.69), Place(47.48, 13.61),
    ),
    (Place(46.43, 11.85), Place(46.38, 13.84)),
)  # fmt: skip
"""Summits: Argentera, Monviso, Écrins, Gran Paradiso, Mont Blanc, Monte Rosa, Finsteraarhorn, Bernina, Ortler,
Wildspitze, Großglockner, Dachstein; Marmolada, Triglav."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A region's cell; ``level`` shades it from 0 (none) to ``LEVELS``."""

    code: str
    country: str
    x: int
    y: int
    count: int
    level: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """Tiles, the lines between countries, and for each level that occurs the smallest and the largest count."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    borders: str
    legend: tuple[tuple[int, int, int], ...]
    size: int = TILE - GAP


def tile_map(counts: Mapping[str, int]) -> TileMap:
    """The regions shaded by a count each; the shade follows the square root, so that small numbers differ too."""
    regions = load_regions()
    most = max(counts.values(), default=0)
    first_column = min(region.column for region in regions.values())
    first_row = min(region.row for region in regions.values())
    tiles = tuple(
        Tile(
            code=code,
            country=region.country,
            x=(region.column - first_column) * TILE + GAP,
            y=(region.row - first_row) * TILE + GAP,
            count=counts.get(code, 0),
            level=shade(counts.get(code, 0), most),
        )
        for code, region in regions.items()
    )
    width = max(tile.x for tile in tiles) + TILE
    height = max(tile.y for tile in tiles) + TILE
    return TileMap(width, height, tiles, _borders(regions.values(), first_column, first_row), _legend(tiles))


def shade(count: int, most: int) -> int:
    """
    >>> [shade(count, 25) for count in (0, 1, 4, 5, 25)]
    [0, 1, 2, 3, 5]
    """
    return math.ceil(round(LEVELS * math.sqrt(count / most), 9)) if count else 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Something to be drawn at a place: a number of profiles, what it is called, and where it leads."""

    place: Place
    number: int
    name: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A spot on the drawing."""

    x: str
    y: str
    radius: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mark:
    """A word, or a summit, at a point."""

    x: str
    y: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the graticule with its degrees; ``along`` is "meridian" or "parallel"."""

    along: str
    at: str
    degrees: str


@dataclass(frozen=True, slots=True)
class PointMap:
    """Everything that is drawn, back to front."""

    width: str
    height: str
    grid: tuple[GridLine, ...]
    crest: tuple[Mark, ...]
    regions: tuple[Mark, ...]
    towns: tuple[Mark, ...]
    lines: tuple[tuple[str, str, str, str], ...]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the earth that is drawn: equirectangular, true to scale at the middle parallel."""

    west: float
    east: float
    south: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the drawing for a degree of latitude."""
        return WIDTH / ((self.east - self.west) * self.shrink)

    @property
    def shrink(self) -> float:
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def holds(self, place: Place) -> bool:
        return self.west <= place.longitude <= self.east and self.south <= place.latitude <= self.north

    def point(self, place: Place) -> tuple[str, str]:
        x = (place.longitude - self.west) * self.shrink * self.scale
        y = (self.north - place.latitude) * self.scale
        return f"{x:.1f}", f"{y:.1f}"


def point_map(spots: Sequence[Spot], *, centre: Spot | None = None) -> PointMap:
    """The spots as dots, sized by their numbers, the small ones on top; with a centre, lines lead from it to each."""
    everything = [*spots, *([centre] if centre else [])]
    frame = frame_of([spot.place for spot in everything])
    ordered = sorted(everything, key=lambda spot: -spot.number)
    here = frame.point(centre.place) if centre else None
    return PointMap(
        width=f"{WIDTH:.0f}",
        height=f"{frame.height:.0f}",
        grid=tuple(_grid(frame)),
        crest=tuple(Mark(*frame.point(peak)) for ridge in CREST for peak in ridge if frame.holds(peak)),
        regions=tuple(_marks(frame, {code: region.centre for code, region in load_regions().items()})),
        towns=tuple(_marks(frame, TOWNS)),
        lines=tuple((*here, *frame.point(spot.place)) for spot in spots) if here else (),
        dots=tuple(Dot(*frame.point(spot.place), f"{radius(spot.number):.1f}", spot) for spot in ordered),
    )


def radius(number: int) -> float:
    """Areas grow with numbers, from a dot that can still be seen to one that hides no region."""
    return min(7 + 2.6 * math.sqrt(number - 1), 26)


def frame_of(places: Sequence[Place]) -> Frame:
    """A frame with some air around the places; around all regions when there are none."""
    shown = places or [region.centre for region in load_regions().values()]
    latitudes = [place.latitude for place in shown]
    longitudes = [place.longitude for place in shown]
    middle = (min(latitudes) + max(latitudes)) / 2
    shrink = math.cos(math.radians(middle))
    tall = max(max(latitudes) - min(latitudes) + 2 * PADDING, SMALLEST_SPAN)
    wide = max((max(longitudes) - min(longitudes)) * shrink + 2 * PADDING, SMALLEST_SPAN)
    tall, wide = max(tall, wide * TALLEST / WIDEST), max(wide, tall * WIDEST / TALLEST)
    centre = (min(longitudes) + max(longitudes)) / 2
    half = wide / shrink / 2
    return Frame(centre - half, centre + half, middle - tall / 2, middle + tall / 2)


def _marks(frame: Frame, places: Mapping[str, Place]) -> Iterator[Mark]:
    return (Mark(*frame.point(place), name) for name, place in places.items() if frame.holds(place))


def _grid(frame: Frame) -> Iterator[GridLine]:
    step = next((step for step in GRID_STEPS if (frame.east - frame.west) / step <= MOST_LINES), GRID_STEPS[-1])
    for degrees in _multiples(step, frame.west, frame.east):
        yield GridLine("meridian", frame.point(Place(frame.north, degrees))[0], f"{degrees:g}°")
    for degrees in _multiples(step, frame.south, frame.north):
        yield GridLine("parallel", frame.point(Place(degrees, frame.west))[1], f"{degrees:g}°")


def _multiples(step: float, low: float, high: float) -> Iterator[float]:
    return (step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1))


def _borders(regions: Iterable[Region], first_column: int, first_row: int) -> str:
    """A path along every side of a cell that has another country, or none, on its other side."""
    country_at = {(region.column, region.row): region.country for region in regions}
    sides = set()
    for (column, row), country in country_at.items():
        x, y = (column - first_column) * TILE + GAP // 2, (row - first_row) * TILE + GAP // 2
        for step, side in (
            ((-1, 0), (x, y, x, y + TILE)),
            ((1, 0), (x + TILE, y, x + TILE, y + TILE)),
            ((0, -1), (x, y, x + TILE, y)),
            ((0, 1), (x, y + TILE, x + TILE, y + TILE)),
        ):
            if country_at.get((column + step[0], row + step[1])) != country:
                sides.add(side)
    return "".join(f"M{x1} {y1}L{x2} {y2}" for x1, y1, x2, y2 in sorted(sides))


def _legend(tiles: Iterable[Tile]) -> tuple[tuple[int, int, int], ...]:
    counts: dict[int, list[int]] = {}
    for tile in tiles:
        counts.setdefault(tile.level, []).append(tile.count)
    return tuple((level, min(counts[level]), max(counts[level])) for level in sorted(counts))
