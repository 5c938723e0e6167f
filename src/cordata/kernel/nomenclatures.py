"""Classifications of activities: branches of industry (NACE Rev. 2) and fields of science (EuroSciVoc), with labels."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.sectors import Sector

NomenclatureId = Literal["nace", "euroscivoc"]
NOMENCLATURES: tuple[NomenclatureId, ...] = get_args(NomenclatureId)

Theme = Literal[
    "advanced_packaging",
    "biopharmaceuticals",
    "blue_growth",
    "creative",
    "digital",
    "environmental",
    "experience",
    "logistical_services",
    "medical_devices",
    "mobility_technologies",
]
"""The emerging industries of the European Cluster Observatory (Ketels and Protsiv 2014)."""

NACE_CODE = re.compile(r"[A-U]?\d{0,4}")
ABOUT: dict[NomenclatureId, tuple[str, str]] = {
    "nace": ("Rev. 2", "https://eur-lex.europa.eu/eli/reg/2006/1893/oj"),
    "euroscivoc": ("as in CORDIS, 2025", "https://op.europa.eu/en/web/eu-vocabularies/euroscivoc"),
}
"""Version and source by nomenclature."""


class UnknownActivityError(KeyError):
    """A code that the nomenclature does not hold."""

    def __init__(self, nomenclature: str, code: str) -> None:
        self.nomenclature, self.code = nomenclature, code
        super().__init__(f"{nomenclature} has no activity {code!r}")


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity: its code, the code above it (empty at the top), labels, its sector and theme where one can say."""

    code: str
    parent: str
    labels: Mapping[Language, str]
    sector: Sector | None = None
    theme: Theme | None = None


@dataclass(frozen=True, slots=True)
class Nomenclature:
    """A classification of one version; ``activities`` by code, each after the one above it.

    Codes of NACE are those of Eurostat: a section's letter, then digits (``C``, ``C10``, ``C101``). ``in`` tells
    whether an activity is held with labels.
    """

    id: NomenclatureId
    version: str
    source: str
    activities: Mapping[str, Activity] = field(repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self.activities

    def label(self, code: str, language: Language) -> str:
        """The label of an activity; raises UnknownActivityError for one that is not held.

        >>> load_nomenclature("nace").label("C28", "de")
        'Maschinenbau'
        """
        return self._activity(code).labels[language]

    def parent(self, code: str) -> str | None:
        """The code above; None at the top. Groups and classes of NACE, which are not held, tell theirs, too.

        >>> load_nomenclature("nace").parent("G451"), load_nomenclature("euroscivoc").parent("/25/75")
        ('G45', '/25')
        """
        if code in self.activities:
            return self.activities[code].parent or None
        above = _above(self.id, code)
        nearest = above
        while nearest is not None and nearest not in self.activities:
            nearest = _above(self.id, nearest)
        if nearest is None:
            raise UnknownActivityError(self.id, code)
        return above

    def level(self, code: str) -> int:
        """How far below the top, which is 1; 0 for aggregates such as ``B-E``.

        >>> [load_nomenclature("nace").level(code) for code in ("B-E", "C", "C10", "C101")]
        [0, 1, 2, 3]
        """
        if self.id == "nace" and code in self.activities and not NACE_CODE.fullmatch(code):
            return 0
        above = self.parent(code)
        return 1 if above is None else self.level(above) + 1

    def sector(self, code: str) -> Sector | None:
        """The sector that an activity or the nearest one above it belongs to; None where it belongs to none."""
        return self._inherited(code).sector

    def theme(self, code: str) -> Theme | None:
        """The emerging industry that an activity or the nearest one above it belongs to."""
        return self._inherited(code).theme

    def codes(self, level: int) -> tuple[str, ...]:
        """All activities of a level that are held, in their order."""
        return tuple(code for code in self.activities if self.level(code) == level)

    def _activity(self, code: str) -> Activity:
        if code not in self.activities:
            raise UnknownActivityError(self.id, code)
        return self.activities[code]

    def _inherited(self, code: str) -> Activity:
        here = code
        while here not in self.activities:
            above = self.parent(here)
            here = above or ""
        return self.activities[here]


@cache
def load_nomenclature(identifier: str) -> Nomenclature:
    """One of ``NOMENCLATURES``; raises KeyError for another identifier."""
    known = cast(NomenclatureId, identifier)
    version, source = ABOUT[known]
    text = resources.files("cordata.data").joinpath(f"nomenclatures/{known}.csv").read_text("utf-8")
    rows = [_activity(row) for row in csv.DictReader(text.splitlines())]
    return Nomenclature(known, version, source, {one.code: one for one in rows})


def nace_code(text: str) -> str | None:
    """The code of Eurostat for a code of NACE with or without its section's letter, points or leading zero.

    None for what is no code of a section, division, group or class.

    >>> nace_code("10"), nace_code("5"), nace_code("10.1"), nace_code("C10"), nace_code("S95"), nace_code("B-E")
    ('C10', 'B05', 'C101', 'C10', 'S95', None)
    """
    plain = text.strip().upper().replace(".", "")
    if re.fullmatch(r"\d{1,4}", plain):
        digits = plain.zfill(2)
        return next((f"{code[0]}{digits}" for code in _divisions() if code[1:] == digits[:2]), None)
    match = re.fullmatch(r"([A-U])(\d{2,4})?", plain)
    return plain if match and (not match[2] or plain[:3] in _divisions()) else None


@cache
def _divisions() -> frozenset[str]:
    return frozenset(load_nomenclature("nace").codes(2))


def _above(nomenclature: NomenclatureId, code: str) -> str | None:
    """The code above one that is not held, by its form; None where its form is none."""
    if nomenclature == "euroscivoc":
        return code.rpartition("/")[0] or None if code.startswith("/") else None
    return code[:-1] if re.fullmatch(r"[A-U]\d{3,4}", code) else None


def _activity(row: Mapping[str, str]) -> Activity:
    return Activity(
        code=row["code"],
        parent=row["parent"],
        labels={language: row[language] for language in LANGUAGES},
        sector=cast(Sector, row["sector"]) or None,
        theme=cast(Theme, row["theme"]) or None,
    )
