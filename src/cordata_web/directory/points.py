"""Places as dots on a plain map, as data for a drawing; rivers, coasts, summits and towns to find one's way by.

All lengths are in the drawing's own units, already written as text: a decimal comma would break the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cordata.kernel import Place, load_regions
from cordata_web.directory.labels import BESIDE, ON_OR_NEAR, Box, Label, Paper, Position, place_label
from cordata_web.directory.landmarks import MAIN_TOWNS, RIVERS, SEAS, SUMMITS, TOWNS

WIDTH = 1000.0
PADDING = 0.45
SMALLEST_SPAN = 2.2
WIDEST, TALLEST = 4.0, 3.0
"""The shape of the frame; places that lie flatter or narrower get more air."""
GRID_STEPS = (0.5, 1.0, 2.0)
MOST_LINES = 8
MAPS_KEPT = 100
LARGE = 5
"""From this number on a dot bears it, and no name is written over it."""
TOWN_SIZE, CODE_SIZE = 16.0, 13.0
"""Type sizes that labels are placed for; the style sheet has the same."""


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
    """A town's point or a summit, and whether it is one of the main ones."""

    x: str
    y: str
    name: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of the graticule with its degrees; ``along`` is "meridian" or "parallel"."""

    along: str
    at: str
    degrees: str


@dataclass(frozen=True, slots=True)
class Land:
    """What lies below the dots."""

    seas: tuple[str, ...]
    rivers: tuple[str, ...]
    grid: tuple[GridLine, ...]
    summits: tuple[Mark, ...]
    towns: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class PointMap:
    """Everything that is drawn; ``town_names`` come with whether a phone has room for them."""

    width: str
    height: str
    land: Land
    town_names: tuple[tuple[Label, bool], ...]
    region_codes: tuple[Label, ...]
    lines: tuple[str, ...]
    dots: tuple[Dot, ...]
    large: int = LARGE


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

    def units(self, place: Place) -> tuple[float, float]:
        x = (place.longitude - self.west) * self.shrink * self.scale
        return x, (self.north - place.latitude) * self.scale

    def point(self, place: Place) -> tuple[str, str]:
        x, y = self.units(place)
        return f"{x:.1f}", f"{y:.1f}"

    def path(self, places: Iterable[Place]) -> str:
        return "M" + "L".join(" ".join(self.point(place)) for place in places)


def point_map(spots: Sequence[Spot], *, centre: Spot | None = None) -> PointMap:
    """The spots as dots, sized by their numbers, the small ones on top; with a centre, lines lead from it to each."""
    return _drawn(tuple(spots), centre)


@lru_cache(maxsize=MAPS_KEPT)
def _drawn(spots: tuple[Spot, ...], centre: Spot | None) -> PointMap:
    everything = [*spots, *([centre] if centre else [])]
    frame = frame_of([spot.place for spot in everything])
    ordered = sorted(everything, key=lambda spot: -spot.number)
    names, codes = _labels(frame, everything)
    return PointMap(
        width=f"{WIDTH:.0f}",
        height=f"{frame.height:.0f}",
        land=_land(frame),
        town_names=tuple((name, name.text in MAIN_TOWNS) for name in names),
        region_codes=tuple(codes),
        lines=tuple(frame.path([centre.place, spot.place]) for spot in spots) if centre else (),
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


def _land(frame: Frame) -> Land:
    towns = {name: place for name, place in TOWNS.items() if frame.holds(place)}
    return Land(
        seas=tuple(frame.path(coast) + "Z" for coast in SEAS),
        rivers=tuple(frame.path(course) for course in RIVERS.values()),
        grid=tuple(_grid(frame)),
        summits=tuple(Mark(*frame.point(place), name) for name, place in SUMMITS.items() if frame.holds(place)),
        towns=tuple(Mark(*frame.point(place), name, name in MAIN_TOWNS) for name, place in towns.items()),
    )


def _labels(frame: Frame, spots: Iterable[Spot]) -> tuple[list[Label], list[Label]]:
    """Names of towns that hide no large dot, and codes of regions that hide nothing at all."""
    boxes = [(_box_of(frame, spot), spot.number) for spot in spots]
    large = [box for box, number in boxes if number >= LARGE]
    towns = _placed(frame, TOWNS, BESIDE, TOWN_SIZE, large)
    taken = [box for box, _number in boxes] + [town.box for town in towns]
    centres = {code: region.centre for code, region in load_regions().items()}
    return towns, _placed(frame, centres, ON_OR_NEAR, CODE_SIZE, taken)


def _placed(
    frame: Frame, places: Mapping[str, Place], positions: Sequence[Position], size: float, taken: Iterable[Box]
) -> list[Label]:
    """One label after the other, each beside those before it."""
    paper = Paper(WIDTH, frame.height, size)
    boxes = list(taken)
    labels: list[Label] = []
    for text, place in places.items():
        label = place_label(text, frame.units(place), positions, paper, boxes) if frame.holds(place) else None
        if label is not None:
            labels.append(label)
            boxes.append(label.box)
    return labels


def _box_of(frame: Frame, spot: Spot) -> Box:
    x, y = frame.units(spot.place)
    # A little less than the circle: a letter may touch its edge.
    reach = 0.8 * radius(spot.number)
    return Box(x - reach, y - reach, x + reach, y + reach)


def _grid(frame: Frame) -> Iterator[GridLine]:
    step = next((step for step in GRID_STEPS if (frame.east - frame.west) / step <= MOST_LINES), GRID_STEPS[-1])
    for degrees in _multiples(step, frame.west, frame.east):
        yield GridLine("meridian", frame.point(Place(frame.north, degrees))[0], f"{degrees:g}°")
    for degrees in _multiples(step, frame.south, frame.north):
        yield GridLine("parallel", frame.point(Place(degrees, frame.west))[1], f"{degrees:g}°")


def _multiples(step: float, low: float, high: float) -> Iterator[float]:
    return (step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1))
