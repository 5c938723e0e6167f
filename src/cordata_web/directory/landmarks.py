"""What one finds one's way by on the map of points: towns, summits, rivers and coasts, drawn from a few coordinates.

Rivers and coasts run straight from one town on them to the next; that is enough at this scale, and nobody's shapes
are copied.
"""

from __future__ import annotations

from cordata.kernel import Place

MAIN_TOWNS = ("Lyon", "Marseille", "Torino", "Milano", "Venezia", "Ljubljana", "Wien", "München", "Zürich")
"""The few that a phone has room for."""

TOWNS: dict[str, Place] = {
    "Lyon": Place(45.76, 4.84),
    "Marseille": Place(43.3, 5.37),
    "Torino": Place(45.07, 7.69),
    "Milano": Place(45.46, 9.19),
    "Venezia": Place(45.44, 12.32),
    "Ljubljana": Place(46.05, 14.51),
    "Wien": Place(48.21, 16.37),
    "München": Place(48.14, 11.58),
    "Zürich": Place(47.37, 8.54),
    "Stuttgart": Place(48.78, 9.18),
    "Innsbruck": Place(47.27, 11.39),
    "Genova": Place(44.41, 8.93),
    "Trieste": Place(45.65, 13.77),
    "Graz": Place(47.07, 15.44),
    "Linz": Place(48.31, 14.29),
    "Nürnberg": Place(49.45, 11.08),
    "Genève": Place(46.2, 6.15),
    "Strasbourg": Place(48.57, 7.75),
    "Dijon": Place(47.32, 5.04),
    "Maribor": Place(46.55, 15.65),
}
"""Under the names that they bear at home."""

SUMMITS: dict[str, Place] = {
    "Argentera": Place(44.18, 7.31),
    "Monviso": Place(44.67, 7.09),
    "Barre des Écrins": Place(44.92, 6.36),
    "Gran Paradiso": Place(45.52, 7.27),
    "Mont Blanc": Place(45.83, 6.87),
    "Monte Rosa": Place(45.94, 7.87),
    "Finsteraarhorn": Place(46.54, 8.13),
    "Piz Bernina": Place(46.38, 9.91),
    "Ortler": Place(46.51, 10.54),
    "Wildspitze": Place(46.89, 10.87),
    "Marmolada": Place(46.43, 11.85),
    "Großglockner": Place(47.07, 12.69),
    "Triglav": Place(46.38, 13.84),
    "Dachstein": Place(47.48, 13.61),
}

RIVERS: dict[str, tuple[Place, ...]] = {
    "Rhein": (
        Place(46.85, 9.53), Place(47.5, 9.68), Place(47.66, 9.18), Place(47.7, 8.64), Place(47.6, 8.22),
        Place(47.56, 7.6), Place(48.03, 7.58), Place(48.58, 7.8), Place(49.02, 8.3), Place(49.49, 8.45),
        Place(50.0, 8.27),
    ),
    "Donau": (
        Place(47.95, 8.52), Place(48.09, 9.22), Place(48.4, 9.99), Place(48.76, 11.42), Place(49.02, 12.1),
        Place(48.57, 13.46), Place(48.31, 14.29), Place(48.21, 15.0), Place(48.41, 15.6), Place(48.21, 16.42),
        Place(48.14, 17.11),
    ),
    "Po": (
        Place(44.7, 7.2), Place(45.06, 7.69), Place(45.13, 8.45), Place(45.06, 9.7), Place(45.12, 10.0),
        Place(44.99, 10.75), Place(44.89, 11.6), Place(44.95, 12.5),
    ),
    "Rhône": (
        Place(46.32, 7.99), Place(46.23, 7.36), Place(46.1, 7.07), Place(46.39, 6.86), Place(46.51, 6.5),
        Place(46.2, 6.15), Place(45.76, 4.85), Place(44.93, 4.89), Place(43.95, 4.8), Place(43.35, 4.85),
    ),
    "Drava": (
        Place(46.74, 12.4), Place(46.83, 12.77), Place(46.61, 13.85), Place(46.6, 14.85), Place(46.56, 15.65),
        Place(46.42, 15.87), Place(46.3, 16.35),
    ),
    "Isère": (Place(45.68, 6.39), Place(45.19, 5.73), Place(44.98, 4.87)),
    "Inn": (
        Place(46.5, 9.84), Place(47.13, 10.57), Place(47.27, 11.39), Place(47.58, 12.17), Place(48.24, 12.52),
        Place(48.57, 13.46),
    ),
    "Adige": (
        Place(46.67, 11.16), Place(46.5, 11.35), Place(46.07, 11.12), Place(45.44, 11.0), Place(45.15, 12.32),
    ),
}  # fmt: skip

SEAS: tuple[tuple[Place, ...], ...] = (
    (
        Place(40.0, 3.5), Place(43.4, 3.7), Place(43.45, 4.4), Place(43.35, 4.85), Place(43.3, 5.35),
        Place(43.1, 5.93), Place(43.27, 6.68), Place(43.55, 7.02), Place(43.69, 7.27), Place(43.79, 7.6),
        Place(43.88, 8.03), Place(44.3, 8.48), Place(44.4, 8.93), Place(44.07, 9.85), Place(43.87, 10.24),
        Place(43.55, 10.3), Place(42.93, 10.5), Place(40.0, 10.5),
    ),
    (
        Place(40.0, 14.5), Place(43.62, 13.52), Place(44.06, 12.58), Place(44.42, 12.28), Place(44.95, 12.55),
        Place(45.2, 12.3), Place(45.43, 12.38), Place(45.5, 12.65), Place(45.68, 13.12), Place(45.78, 13.54),
        Place(45.65, 13.76), Place(45.53, 13.57), Place(45.23, 13.59), Place(44.86, 13.84), Place(45.32, 14.43),
        Place(44.12, 15.22), Place(42.0, 17.5), Place(40.0, 17.5),
    ),
)  # fmt: skip
"""Coasts by their towns, closed far out at sea."""
