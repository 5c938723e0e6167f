"""The regions as tiles near their neighbours, as plain data for a drawing. No shapes of borders are needed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cordata.kernel import Region, load_regions

TILE = 60
GAP = 4
LEVELS = 5


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
