"""Every pair of colours that meet on a page has the contrast of WCAG 2.2 AA, in light and in dark."""

import re
from pathlib import Path

import pytest

from cordata_web import ui

TOKENS = (Path(ui.__file__).parent / "static/ui/css/tokens.css").read_text(encoding="utf-8")
COLOURS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS)
}
GROUNDS = ("paper", "surface")
TEXTS = [
    (text, ground) for ground in GROUNDS for text in ("ink", "ink-soft", "spruce", "glacier", "glacier-strong", "glow")
]
TEXTS += [(sector, ground) for ground in GROUNDS for sector in ("energy", "mechatronics", "chemistry", "ict")]
TEXTS += [("ink", "sunken"), ("ink-soft", "sunken"), ("on-ridge", "ridge-near")]
TEXTS += [
    ("on-spruce", "spruce"),
    ("on-spruce", "spruce-strong"),
    ("spruce-strong", "spruce-soft"),
    ("ink", "spruce-soft"),
]
TEXTS += [("ink", "glacier-soft"), ("glacier-strong", "glacier-soft"), ("ink-soft", "spruce-soft")]
TEXTS += [("ink", "larch-soft"), ("larch", "larch-soft"), ("ink", "glow-soft"), ("glow", "glow-soft")]
TEXTS += [("glacier", "larch-soft"), ("glacier", "glow-soft"), ("glacier", "glacier-soft"), ("glacier", "spruce-soft")]
EDGES = [("line-strong", ground) for ground in (*GROUNDS, "sunken")] + [("glow", ground) for ground in GROUNDS]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_formula_knows_black_and_white_and_a_published_pair():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(text, ground, theme):
    assert contrast(COLOURS[text][theme], COLOURS[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_the_focus_can_be_seen(edge, ground, theme):
    assert contrast(COLOURS[edge][theme], COLOURS[ground][theme]) >= 3
