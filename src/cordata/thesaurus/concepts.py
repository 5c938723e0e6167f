"""The thesaurus: concepts of the four sectors in five languages, seen from both sides.

Files lie in ``data/thesaurus/<sector>/<group>.toml``, one table a concept, and are meant to be edited by hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any, cast

from cordata.kernel.files import written_whole
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


def load_thesaurus(cache: Path | None = None, *, folder: Path | None = None) -> Thesaurus:
    """Read the thesaurus that comes with Cordata, or that of another folder.

    Parameters
    ----------
    cache
        A folder for a parsed copy, which loads ten times faster; written anew whenever a file changed.
    folder
        Holds ``<sector>/<group>.toml``.

    Raises
    ------
    ThesaurusError
        When a file cannot be read.
    """
    root = folder or Path(str(resources.files("cordata.data").joinpath("thesaurus")))
    if cache is None:
        return Thesaurus(read_thesaurus(root))
    stamp = _stamp(root)
    copy = cache / "thesaurus.json"
    kept = json.loads(copy.read_text("utf-8")) if copy.exists() else {}
    if kept.get("stamp") == stamp:
        return Thesaurus({entry["id"]: _restore(entry) for entry in kept["concepts"]})
    concepts = read_thesaurus(root)
    with written_whole(copy) as partial:
        partial.write_text(json.dumps({"stamp": stamp, "concepts": [asdict(c) for c in concepts.values()]}), "utf-8")
    return Thesaurus(concepts)


def read_thesaurus(root: Path) -> dict[str, Concept]:
    """Read every ``<sector>/<group>.toml`` below a folder; raises ThesaurusError."""
    concepts: dict[str, Concept] = {}
    for sector in SECTORS:
        folder = root / sector
        if not folder.is_dir():
            raise ThesaurusError(f"{root} has no folder {sector}")
        for file in sorted(folder.glob("*.toml")):
            for concept in _read_group(file, sector):
                if concept.id in concepts:
                    raise ThesaurusError(f"{sector}/{file.name}: {concept.id} stands in another file too")
                concepts[concept.id] = concept
    return concepts


def _read_group(file: Path, sector: Sector) -> Iterator[Concept]:
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThesaurusError(f"{sector}/{file.name}: {error}") from error
    for key, table in tables.items():
        try:
            yield _concept(key, sector, file.stem, table)
        except ThesaurusError as error:
            raise ThesaurusError(f"{sector}/{file.name}: {key}: {error}") from error


def _concept(key: str, sector: Sector, group: str, table: Any) -> Concept:
    wordings = {language: _wording(table, language) for language in LANGUAGES}
    broader = _text(table, "broader") if "broader" in table else None
    sectors = cast("tuple[Sector, ...]", _texts(table, "sectors"))
    return Concept(key, sector, group, broader, _texts(table, "related"), sectors, wordings)


def _wording(table: Any, language: Language) -> Wording:
    return Wording(
        label=_text(table, f"{language}.label"),
        synonyms=_texts(table, f"{language}.synonyms"),
        definition=_text(table, f"{language}.definition"),
        needs=_texts(table, f"{language}.needs"),
    )


def _text(table: Any, path: str) -> str:
    found = _at(table, path)
    if not isinstance(found, str):
        raise ThesaurusError(f"{path} must be a text, not {found!r}")
    return found


def _texts(table: Any, path: str) -> tuple[str, ...]:
    found = _at(table, path)
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise ThesaurusError(f"{path} must be a list of texts, not {found!r}")
    return tuple(found)


def _at(table: Any, path: str) -> object:
    for name in path.split("."):
        if not isinstance(table, dict):
            raise ThesaurusError(f"{table!r} stands where a table is wanted")
        if name not in table:
            raise ThesaurusError(f"{path} is missing")
        table = table[name]
    return table


def _restore(entry: dict[str, Any]) -> Concept:
    wordings = {
        cast(Language, language): Wording(
            kept["label"], tuple(kept["synonyms"]), kept["definition"], tuple(kept["needs"])
        )
        for language, kept in entry["wordings"].items()
    }
    return Concept(
        entry["id"], entry["sector"], entry["group"], entry["broader"],
        tuple(entry["related"]), tuple(entry["other_sectors"]), wordings,
    )  # fmt: skip


def _stamp(root: Path) -> list[list[object]]:
    files = sorted(root.glob("*/*.toml"))
    return [[f"{file.parent.name}/{file.name}", file.stat().st_size, file.stat().st_mtime_ns] for file in files]
