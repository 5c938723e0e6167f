"""The thesaurus: concepts of the four sectors in five languages, seen from both sides.

Files lie in ``data/thesaurus/<sector>/<group>.toml``, one table a concept, and are meant to be edited by hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast

from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.sectors import SECTORS, Sector


class ThesaurusError(ValueError):
    """A file of the thesaurus cannot be read; the message names file, concept and field."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A concept in one language: what it is called, what it is, and how somebody speaks who needs it."""

    label: str
    synonyms: tuple[str, ...]
    definition: str
    needs: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The label, then the synonyms."""
        return (self.label, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Concept:
    """A technology, product or service of the thesaurus."""

    id: str
    sector: Sector
    group: str
    broader: str | None
    related: tuple[str, ...]
    other_sectors: tuple[Sector, ...]
    wordings: Mapping[Language, Wording]

    @property
    def sectors(self) -> tuple[Sector, ...]:
        """The concept's own sector, then those it also serves."""
        return (self.sector, *self.other_sectors)

    def label(self, language: Language) -> str:
        """The preferred label."""
        return self.wordings[language].label


class Thesaurus(Mapping[str, Concept]):
    """All concepts by id, in the order of the files.

    >>> from cordata.thesaurus import load_thesaurus
    >>> load_thesaurus()["die-casting"].label("it")
    'pressofusione'
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._concepts = dict(concepts)
        self._narrower: dict[str, list[str]] = {}
        for concept in self._concepts.values():
            if concept.broader is not None:
                self._narrower.setdefault(concept.broader, []).append(concept.id)

    def __getitem__(self, key: str) -> Concept:
        return self._concepts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._concepts)

    def __len__(self) -> int:
        return len(self._concepts)

    def narrower(self, concept: str) -> tuple[str, ...]:
        """Ids of the concepts directly below."""
        return tuple(self._narrower.get(concept, ()))

    def tops(self, sector: Sector) -> tuple[str, ...]:
        """Ids of the concepts of a sector that have nothing above them."""
        return tuple(c.id for c in self.values() if c.sector == sector and c.broader is None)

    def neighbours(self, concept: str) -> frozenset[str]:
        """Ids directly above, below and related, both ways not implied."""
        entry = self[concept]
        above = () if entry.broader is None else (entry.broader,)
        return frozenset((*above, *entry.related, *self.narrower(concept)))


def load_thesaurus(cache: Path | None = None) -> Thesaurus:
    """Read the thesaurus that comes with Cordata.

    Parameters
    ----------
    cache
        A folder for a parsed copy, which loads ten times faster; written anew whenever a file changed.

    Raises
    ------
    ThesaurusError
        When a file cannot be read.
    """
    root = resources.files("cordata.data").joinpath("thesaurus")
    if cache is None:
        return Thesaurus(read_thesaurus(root))
    stamp = _stamp(Path(str(root)))
    copy = cache / "thesaurus.json"
    kept = json.loads(copy.read_text("utf-8")) if copy.exists() else {}
    if kept.get("stamp") == stamp:
        return Thesaurus({entry["id"]: _restore(entry) for entry in kept["concepts"]})
    concepts = read_thesaurus(root)
    _write_whole(copy, json.dumps({"stamp": stamp, "concepts": [asdict(c) for c in concepts.values()]}))
    return Thesaurus(concepts)


def read_thesaurus(root: Traversable) -> dict[str, Concept]:
    """Read every ``<sector>/<group>.toml`` below a folder; raises ThesaurusError."""
    concepts: dict[str, Concept] = {}
    for sector in SECTORS:
        for file in sorted(root.joinpath(sector).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".toml"):
                for concept in _read_group(file, sector):
                    if concept.id in concepts:
                        raise ThesaurusError(f"{sector}/{file.name}: {concept.id} stands in another file too")
                    concepts[concept.id] = concept
    return concepts


def _read_group(file: Traversable, sector: Sector) -> Iterator[Concept]:
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ThesaurusError(f"{sector}/{file.name}: {error}") from error
    for key, table in tables.items():
        try:
            yield _concept(key, sector, file.name.removesuffix(".toml"), table)
        except KeyError as error:
            raise ThesaurusError(f"{sector}/{file.name}: {key} lacks {error}") from error


def _concept(key: str, sector: Sector, group: str, table: dict[str, Any]) -> Concept:
    wordings = {language: _wording(table[language]) for language in LANGUAGES}
    related, sectors = tuple(table["related"]), tuple(table["sectors"])
    return Concept(key, sector, group, table.get("broader"), related, sectors, wordings)


def _wording(table: dict[str, Any]) -> Wording:
    return Wording(table["label"], tuple(table["synonyms"]), table["definition"], tuple(table["needs"]))


def _restore(entry: dict[str, Any]) -> Concept:
    wordings = {cast(Language, language): _wording(table) for language, table in entry["wordings"].items()}
    return Concept(
        entry["id"], entry["sector"], entry["group"], entry["broader"],
        tuple(entry["related"]), tuple(entry["other_sectors"]), wordings,
    )  # fmt: skip


def _stamp(root: Path) -> list[list[object]]:
    files = sorted(root.glob("*/*.toml"))
    return [[file.name, file.stat().st_size, file.stat().st_mtime_ns] for file in files]


def _write_whole(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(text, "utf-8")
    partial.replace(path)
