"""Charts drawn: the same chart, language and theme always give the same picture."""

from __future__ import annotations

import re
from typing import Any

from cordata.charts.chart import Chart
from cordata.charts.looks import Look, configuration, look_of
from cordata.kernel import Language

LOCALES: dict[str, str] = {"en": "en-GB", "it": "it-IT", "de": "de-DE", "fr": "fr-FR", "sl": "sl-SI"}
VERSION = "6.1"
NAMED_COLOURS = ("ground", "ink", "soft", "line", "accent", "warm", "empty")
PICTURE_SCALE = 2.0
COUNTED = re.compile(r"\b(clip|gradient_)(\d+)\b(?=[\")])")


def to_svg(chart: Chart, *, language: Language = "en", theme: str = "light") -> str:
    """The chart as SVG, with numbers as the language writes them; no scripts, and nothing from elsewhere."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(_spec(chart, theme), **_options(language))
    return _numbered_anew(svg)


def to_png(chart: Chart, *, language: Language = "en", theme: str = "light", scale: float = PICTURE_SCALE) -> bytes:
    """The chart as PNG, twice as many pixels as the SVG is wide unless another scale is asked for."""
    import vl_convert

    png: bytes = vl_convert.vegalite_to_png(_spec(chart, theme), scale=scale, **_options(language))
    return png


def to_pdf(chart: Chart, *, language: Language = "en", theme: str = "print") -> bytes:
    """The chart as a PDF of one page, in the colours of print unless others are asked for."""
    import vl_convert

    pdf: bytes = vl_convert.vegalite_to_pdf(_spec(chart, theme), **_options(language))
    return pdf


def _numbered_anew(svg: str) -> str:
    """With its clips and gradients counted from 1: the renderer counts on from picture to picture."""
    numbers: dict[str, str] = {}

    def again(found: re.Match[str]) -> str:
        kind, number = found.groups()
        return kind + numbers.setdefault(kind + number, str(len(numbers) + 1))

    return COUNTED.sub(again, svg)


def _options(language: Language) -> dict[str, Any]:
    return {"vl_version": VERSION, "format_locale": LOCALES[language], "allowed_base_urls": []}


def _spec(chart: Chart, theme: str) -> dict[str, Any]:
    """The specification with the title and the look; a colour that is a name of the look becomes that colour."""
    look = look_of(theme)
    named: dict[str, Any] = _coloured(chart.spec, look)
    return {**named, "title": chart.title, "config": configuration(look)}


def _coloured(part: Any, look: Look) -> Any:
    if isinstance(part, dict):
        return {key: _coloured(value, look) for key, value in part.items()}
    if isinstance(part, list):
        return [_coloured(value, look) for value in part]
    if isinstance(part, str) and part.startswith("look:"):
        name = part.removeprefix("look:")
        return getattr(look, name) if name in NAMED_COLOURS else list(getattr(look, name))
    return part
