"""Which column of a table fills which field: headings in five languages, and what the reader should be shown."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from cordata.kernel import LANGUAGES
from cordata.sources.tables import Table
from cordata.sources.values import folded

SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A column, the field that it fills (None: ignored), and some of what stands in it."""

    column: str
    field: str | None
    samples: tuple[str, ...]


def map_columns(columns: Sequence[str], chosen: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The field of each column that is used, by synonyms; ``chosen`` overrules, None there ignores a column.

    Two columns never fill one field: what is chosen goes first, then the order of the table.

    >>> map_columns(["Ime", "Država", "Opombe"])
    {'Ime': 'name', 'Država': 'country'}
    """
    fields = {column: field for column, field in (chosen or {}).items() if field is not None and column in columns}
    for column in columns:
        field = _synonyms().get(folded(column.replace("_", " ")))
        if field is not None and column not in (chosen or {}) and field not in fields.values():
            fields[column] = field
    if "name" not in fields.values():
        fields = {column: "name" if field == "cluster" else field for column, field in fields.items()}
    return {column: fields[column] for column in columns if column in fields}


def preview(table: Table, fields: Mapping[str, str]) -> tuple[ColumnUse, ...]:
    """Every column of a table, how it is used, and its first distinct values."""
    return tuple(ColumnUse(column, fields.get(column), _samples(table, column)) for column in table.columns)


def known_fields() -> tuple[str, ...]:
    """Every field that a column can fill, in the order of the synonyms' file."""
    return tuple(dict.fromkeys(_synonyms().values()))


def meaning(field: str, word: str) -> str | None:
    """The code that a word stands for: a kind, a sector, a status, a type of cluster, a language.

    >>> meaning("kind", "Hochschule"), meaning("sector", "Umwelt"), meaning("status", "?")
    ('university', 'energy', None)
    """
    return _meanings()[field].get(folded(word))


def _samples(table: Table, column: str) -> tuple[str, ...]:
    values = dict.fromkeys(row.cells[column] for row in table.rows if row.cells[column])
    return tuple(values)[:SAMPLES]


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files("cordata.data").joinpath("columns/synonyms.toml").read_text("utf-8"))


@cache
def _synonyms() -> dict[str, str]:
    synonyms: dict[str, str] = {}
    for field, headings in _read().items():
        for language in LANGUAGES if "{x}" in field else ("",):
            filled = field.replace("{x}", language)
            for heading in (filled, *headings) if field != "words" else ():
                synonyms.setdefault(folded(heading.replace("{x}", language).replace("_", " ")), filled)
    return synonyms


@cache
def _meanings() -> dict[str, dict[str, str]]:
    meanings: dict[str, dict[str, str]] = {}
    for field, codes in _read()["words"].items():
        meanings[field] = {}
        for code, words in codes.items():
            for word in (code, *words):
                meanings[field].setdefault(folded(word), code)
    return meanings
