"""The colours of charts by day, by night and on paper: those of the site, safe for readers who mix up colours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cordata.charts.chart import UnknownThemeError

THEMES = ("light", "dark", "print")
FONT = "Seravek, Ubuntu, Calibri, DejaVu Sans, sans-serif"
OKABE_ITO = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")
"""Eight colours that readers of every kind tell apart (Okabe and Ito 2008)."""


@dataclass(frozen=True, slots=True)
class Look:
    """One theme's colours: ground, writing, lines, what stands out, and scales from little to much.

    ``diverging`` runs from below to above a middle.
    """

    ground: str
    ink: str
    soft: str
    line: str
    accent: str
    warm: str
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    empty: str


LIGHT = Look(
    ground="#fffdf8",
    ink="#1c2824",
    soft="#4c5852",
    line="#d8d2c3",
    accent="#1f6283",
    warm="#a4431f",
    sequential=("#e6eef2", "#b4d0de", "#7fb0c8", "#4788a8", "#1f6283", "#0f3f58"),
    diverging=("#a4431f", "#dd9a76", "#f3e3d7", "#dbe7ec", "#7fb0c8", "#1f6283"),
    empty="#ebe7dc",
)
DARK = Look(
    ground="#192322",
    ink="#ebe7dd",
    soft="#b4beb8",
    line="#324240",
    accent="#8fc8e2",
    warm="#f3a581",
    sequential=("#20343c", "#28505f", "#337089", "#4b93b1", "#8fc8e2", "#d3ecf7"),
    diverging=("#f3a581", "#a8674b", "#4a3a31", "#2b3d44", "#4b93b1", "#a9dcf2"),
    empty="#22302e",
)
PRINT = Look(
    ground="#ffffff",
    ink="#000000",
    soft="#333333",
    line="#bbbbbb",
    accent="#1f6283",
    warm="#a4431f",
    sequential=LIGHT.sequential,
    diverging=LIGHT.diverging,
    empty="#f0f0f0",
)
LOOKS = {"light": LIGHT, "dark": DARK, "print": PRINT}


def look_of(theme: str) -> Look:
    """The colours of a theme; UnknownThemeError for one that there is not."""
    if theme not in LOOKS:
        raise UnknownThemeError(theme)
    return LOOKS[theme]


def configuration(look: Look) -> dict[str, Any]:
    """The look as Vega-Lite's configuration, with named ranges that marks refer to."""
    words = {"labelColor": look.soft, "titleColor": look.ink, "labelFont": FONT, "titleFont": FONT}
    return {
        "background": look.ground,
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**words, "gridColor": look.line, "domainColor": look.line, "tickColor": look.line, "labelLimit": 260},
        "legend": {**words, "labelLimit": 260, "gradientStrokeColor": look.line},
        "header": {**words, "labelFontSize": 12},
        "title": {"color": look.ink, "font": FONT, "anchor": "start", "fontSize": 15},
        "text": {"color": look.ink, "font": FONT},
        "bar": {"color": look.accent},
        "point": {"color": look.accent, "filled": True},
        "rule": {"color": look.soft},
        "line": {"color": look.accent},
        "range": {"heatmap": list(look.sequential), "diverging": list(look.diverging), "category": list(OKABE_ITO)},
    }
