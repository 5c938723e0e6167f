"""A few invented calls for trying things out; each says that it is an example, and nobody can apply for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from cordata.funding import Call as Facts
from cordata.funding import Maturity, closing, deadlines_of
from cordata_web.calls.loading import Loaded, load
from cordata_web.calls.models import Call

CALLS: tuple[dict[str, Any], ...] = (
    {
        "id": "example-light-casting",
        "titles": {
            "en": "Light metal casting with less energy",
            "de": "Leichtmetallguss mit weniger Energie",
            "it": "Fusione di leghe leggere con meno energia",
            "fr": "Fonderie de métaux légers avec moins d’énergie",
            "sl": "Litje lahkih kovin z manj energije",
        },
        "texts": {
            "en": "Scope: die casting of aluminium and magnesium with less energy, monitoring of moulds by sensors, "
            "and the reuse of scrap. Foundries, mould makers and research are to work together. SMEs are welcome.",
            "de": "Druckguss von Aluminium und Magnesium mit weniger Energie, Überwachung der Formen mit Sensoren und "
            "Wiederverwendung von Schrott. Gießereien, Formenbauer und Forschung sollen zusammenarbeiten.",
        },
        "family": "horizon", "programme": "horizon-europe-ia", "action": "ia", "model": "two_stage",
        "days": (60, 240), "opens": -20, "smallest": 2_000_000, "largest": 4_000_000, "grants": 3,
        "keywords": ("die casting", "aluminium", "energy efficiency"), "maturity": Maturity((5, 5), (7, 7)),
    },
    {
        "id": "example-alpine-water",
        "titles": {"en": "Water in dry Alpine valleys", "de": "Wasser in trockenen Alpentälern"},
        "texts": {
            "en": "Scope: small projects that try out how towns and farms in dry valleys of the Alps can share and "
            "reuse water, with measurements and clear advice to other regions."
        },
        "family": "alpine-space", "programme": "alpine-space-2021-small", "days": (35,), "opens": -10,
        "smallest": 250_000, "largest": 750_000, "keywords": ("water reuse", "climate adaptation"),
    },
    {
        "id": "example-joint-development",
        "titles": {"en": "Joint development by small firms of two countries"},
        "texts": {
            "en": "Scope: new products, processes or services that small and medium enterprises of two countries "
            "develop together, ready for the market within two years. SMEs lead."
        },
        "family": "eurostars", "programme": "eurostars-2021", "model": "multiple", "days": (110, 290), "opens": 25,
        "keywords": ("product development", "machinery", "software"), "kinds": ("sme", "research", "university"),
    },
    {
        "id": "example-smart-maintenance",
        "titles": {
            "en": "Predictive maintenance for small factories",
            "it": "Manutenzione predittiva per piccole fabbriche",
        },
        "texts": {
            "en": "Scope: data of machines used to foresee faults, with artificial intelligence that small factories "
            "can afford and understand; open interfaces and trials in at least three factories."
        },
        "family": "digital-europe", "programme": "digital-europe", "action": "simple_grant", "days": (9,), "opens": -60,
        "largest": 1_500_000, "keywords": ("predictive maintenance", "artificial intelligence"),
        "maturity": Maturity(None, (8, 8)),
    },
)  # fmt: skip
"""``days`` and ``opens`` count from the day on which the examples are written."""


def example_calls(today: date) -> list[Facts]:
    """The examples as seen from a day."""
    return [_facts(one, today) for one in CALLS]


def write_examples(today: date) -> Loaded:
    return load(example_calls(today), origin=Call.Origin.EXAMPLE)


def _facts(one: dict[str, Any], today: date) -> Facts:
    told = {name: value for name, value in one.items() if name not in ("days", "opens")}
    moments = [closing(today + timedelta(days=days)) for days in one["days"]]
    deadlines = deadlines_of(one.get("model", "single"), moments)
    opening = today + timedelta(days=one["opens"])
    return Facts(**told, topic=one["id"].upper(), deadlines=deadlines, opening=opening, fetched=today)
