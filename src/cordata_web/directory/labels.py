"""Words on a drawing where they hide nothing: the first position that is free, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER_WIDTH = 0.56
"""Mean width of a letter, as a part of the size of the type."""
Position = tuple[str, float, float]
"""An anchor of SVG (start, middle or end), and how far right and down from the point."""

BESIDE: tuple[Position, ...] = (
    ("start", 9, -5), ("start", 9, 15), ("end", -9, -5), ("end", -9, 15), ("start", 18, 5), ("end", -18, 5),
    ("middle", 0, -18), ("middle", 0, 28), ("start", 24, 5), ("middle", 0, -28), ("middle", 0, 40),
)  # fmt: skip
ON_OR_NEAR: tuple[Position, ...] = (
    ("middle", 0, 5), ("middle", 0, -10), ("middle", 0, 20), ("middle", 30, 5), ("middle", -30, 5), ("middle", 0, -24),
    ("middle", 0, 34), ("middle", 36, -18), ("middle", -36, -18), ("middle", 36, 28), ("middle", -36, 28),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A word at the point of its anchor, and the box that it takes."""

    text: str
    anchor: str
    x: str
    y: str
    box: Box


@dataclass(frozen=True, slots=True)
class Paper:
    """How far words may reach, and how large they are."""

    width: float
    height: float
    size: float


def place_label(
    text: str, point: tuple[float, float], positions: Sequence[Position], paper: Paper, taken: Sequence[Box]
) -> Label | None:
    """The word in the first of the positions around the point that is on the paper and not taken."""
    length = LETTER_WIDTH * paper.size * len(text)
    for anchor, right, down in positions:
        x, y = point[0] + right, point[1] + down
        left = x - length * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        box = Box(left, y - 0.8 * paper.size, left + length, y + 0.2 * paper.size)
        on_paper = box.left >= 0 and box.top >= 0 and box.right <= paper.width and box.bottom <= paper.height
        if on_paper and not any(box.overlaps(other) for other in taken):
            return Label(text, anchor, f"{x:.1f}", f"{y:.1f}", box)
    return None
