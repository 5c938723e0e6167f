"""The index: what the engine read of each record, kept in arrays that are searched whole, and in a folder.

A record takes 256 bytes of vector, 12 concepts of 3 bytes, and its own text. A search reads every vector that the
filters leave, so its cost grows in proportion to the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.kernel.files import written_whole
from cordata.kernel.languages import LANGUAGES, Language
from cordata.kernel.sectors import KINDS, SECTORS
from cordata.language import Progress
from cordata.language.alignment import OFFER_CONCEPTS, Centres, Role, to_bytes, unit
from cordata.language.weights import Floats
from cordata.matching.engine import Engine, Readings
from cordata.matching.records import Record
from cordata.matching.shelf import Shelf

ENCODE_AT_ONCE = 2000
Bytes = npt.NDArray[np.int8]
Numbers = npt.NDArray[np.int32]


class IndexMismatchError(ValueError):
    """The index was made by another engine, or its files do not belong together; it has to be built anew."""


@dataclass
class Columns:
    """Arrays with one row a record: n rows, k dimensions, 12 concepts.

    ``concepts`` are numbers of concepts, ``weights`` 0 to 255 for 0 to 1; a country or kind that is not known is -1,
    ``sectors`` is a bit mask, ``requests`` tells who asks, ``alive`` who has not been removed.
    """

    vectors: Bytes
    lengths: Floats
    concepts: npt.NDArray[np.int16]
    weights: npt.NDArray[np.uint8]
    countries: npt.NDArray[np.str_]
    regions: npt.NDArray[np.str_]
    kinds: npt.NDArray[np.int8]
    sectors: npt.NDArray[np.uint8]
    requests: npt.NDArray[np.bool_]
    alive: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.vectors)

    def joined(self, other: Columns) -> Columns:
        """These rows, then the other's."""
        return Columns(**{name: np.concatenate([values, getattr(other, name)]) for name, values in vars(self).items()})

    def kept(self, rows: npt.NDArray[np.bool_]) -> Columns:
        """Only the chosen rows."""
        return Columns(**{name: values[rows] for name, values in vars(self).items()})


class Index:
    """Records, ready to be searched.

    Parameters
    ----------
    name
        Of the engine that read them.
    shelf
        Keeps the records themselves, by row.
    """

    def __init__(self, name: str, columns: Columns, shelf: Shelf, centres: Centres) -> None:
        self.name = name
        self.columns = columns
        self.shelf = shelf
        self.centres = centres
        self._prepare()

    def _prepare(self) -> None:
        """What is derived from the columns, for searching them fast."""
        self.postings = _post(self.columns)
        self.countries, self.regions = Coded.of(self.columns.countries), Coded.of(self.columns.regions)

    def __len__(self) -> int:
        return int(self.columns.alive.sum())

    @classmethod
    def build(cls, engine: Engine, records: Iterable[Record], *, progress: Progress | None = None) -> Index:
        """Read all records anew; ids must differ."""
        index = cls(engine.name, _empty(engine), Shelf(), {})
        index.update(engine, records, progress=progress)
        return index

    def update(
        self,
        engine: Engine,
        records: Iterable[Record],
        *,
        removed: Iterable[str] = (),
        progress: Progress | None = None,
    ) -> int:
        """Take in new and changed records and forget removed ones; returns how many had to be read.

        Raises IndexMismatchError when the engine is another than the one of the index.
        """
        if engine.name != self.name:
            raise IndexMismatchError(f"index of {self.name}, engine {engine.name}")
        prints = self.shelf.fingerprints()
        fresh = {record.id: record for record in records if prints.get(record.id) != fingerprint(record)}
        self._forget(list(removed))
        try:
            self._take_in(engine, list(fresh.values()), progress)
        finally:
            self._compact()
            self._prepare()
        return len(fresh)

    def save(self, folder: Path) -> None:
        """Write the index beside an older one and put it in its place only when it is whole."""
        arrays: dict[str, Any] = {f"centre_{language}": values for language, values in self.centres.items()}
        arrays |= {"name": np.array(self.name), "shelf": np.array(self.shelf.stamp())}
        self.shelf.save(folder / "records.sqlite")
        with written_whole(folder / "columns.npz") as partial, partial.open("wb") as file:
            np.savez(file, **arrays, **vars(self.columns))

    @classmethod
    def load(cls, folder: Path) -> Index:
        """Read an index written by ``save``.

        Raises FileNotFoundError when there is none, IndexMismatchError when its files are of two savings.
        """
        with np.load(folder / "columns.npz") as arrays:
            columns = Columns(**{name: arrays[name] for name in Columns.__dataclass_fields__})
            centres: dict[Language, Floats] = {
                lang: arrays[f"centre_{lang}"] for lang in LANGUAGES if f"centre_{lang}" in arrays.files
            }
            shelf = Shelf.load(folder / "records.sqlite")
            if "shelf" not in arrays.files or str(arrays["shelf"]) != shelf.stamp():
                raise IndexMismatchError(f"the files in {folder} do not belong together")
            return cls(str(arrays["name"]), columns, shelf, centres)

    def _forget(self, ids: Sequence[str]) -> None:
        self.columns.alive[self.shelf.rows(ids)] = False
        self.shelf.forget(ids)

    def _take_in(self, engine: Engine, records: Sequence[Record], progress: Progress | None) -> None:
        """Read some thousand at once; an older version of a record stays until the newer one has been read."""
        total, done = len(records), 0
        for start in range(0, total, ENCODE_AT_ONCE):
            part = records[start : start + ENCODE_AT_ONCE]
            report = None if progress is None else _part_of(progress, done, len(part), total)
            readings = read_records(engine, part, centres=self.centres or None, progress=report)
            self.centres = self.centres or readings.centres
            self._forget([record.id for record in part])
            first = len(self.columns)
            self.columns = self.columns.joined(_columns(readings, part))
            marked = zip(part, readings.explicit, readings.languages, strict=True)
            self.shelf.put(first, [(record, explicit, lang, fingerprint(record)) for record, explicit, lang in marked])
            done += len(part)

    def _compact(self) -> None:
        """Drop dead rows once they are half of all."""
        alive = self.columns.alive
        if alive.size and alive.mean() < 1 / 2:
            self.shelf.renumber(np.flatnonzero(alive))
            self.columns = self.columns.kept(alive)


@dataclass
class Coded:
    """A column of texts as numbers of its different values, so that a condition is asked once a value."""

    values: list[str]
    numbers: npt.NDArray[np.intp]

    @classmethod
    def of(cls, column: npt.NDArray[np.str_]) -> Coded:
        """Sorted values and, for each row, the number of its own."""
        values, numbers = np.unique(column, return_inverse=True)
        return cls(values.tolist(), numbers)

    def where(self, fits: Callable[[str], bool]) -> npt.NDArray[np.bool_]:
        """Rows whose value fits."""
        return np.array([fits(value) for value in self.values], bool)[self.numbers]


@dataclass
class Postings:
    """Rows by concept: those of concept *i* are ``rows[starts[i]:starts[i + 1]]``, with their weights."""

    starts: npt.NDArray[np.int64]
    rows: Numbers
    weights: npt.NDArray[np.uint8]


def read_records(
    engine: Engine, records: Sequence[Record], *, centres: Centres | None, progress: Progress | None
) -> Readings:
    """Read records on the side each stands on; a profile counts as an offer.

    A record that also speaks English is read in both languages: its vector points halfway, its concepts are the mean.
    """
    both = [number for number, record in enumerate(records) if record.english]
    roles: list[Role] = ["request" if record.side == "request" else "offer" for record in records]
    known: list[Language] = ["en"] * len(both)
    readings = engine.read(
        [*(record.text for record in records), *(records[number].english for number in both)],
        [*roles, *(roles[number] for number in both)],
        languages=[*(record.language for record in records), *known],
        chosen=[*(record.concepts for record in records), *(records[number].concepts for number in both)],
        centres=centres,
        progress=progress,
    )
    return _halfway(readings, len(records), both) if both else readings


def _halfway(readings: Readings, count: int, both: Sequence[int]) -> Readings:
    """The first readings, those numbered in ``both`` joined with the further ones, one after another."""
    vectors, concepts = readings.vectors[:count].copy(), readings.concepts[:count].copy()
    explicit = readings.explicit[:count]
    lengths = np.linalg.norm(vectors[both], axis=1, keepdims=True)
    vectors[both] = unit(vectors[both] + readings.vectors[count:]) * lengths
    concepts[both] = (concepts[both] + readings.concepts[count:]) / 2
    for number, further in zip(both, readings.explicit[count:], strict=True):
        explicit[number] = tuple(dict.fromkeys((*explicit[number], *further)))
    return Readings(vectors, concepts, explicit, readings.languages[:count], readings.centres)


def fingerprint(record: Record) -> str:
    """Changes when anything in the record does."""
    return hashlib.sha256(repr(record).encode()).hexdigest()[:16]


def sector_mask(sectors: Iterable[str]) -> int:
    """Bits of the sectors, the first sector lowest."""
    return sum(1 << SECTORS.index(sector) for sector in set(sectors))


def strongest_concepts(weights: Floats) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.uint8]]:
    """Numbers and weights (0 to 255) of the 12 strongest concepts of each row."""
    chosen = np.argpartition(-weights, OFFER_CONCEPTS - 1, axis=1)[:, :OFFER_CONCEPTS]
    strength = np.take_along_axis(weights, chosen, axis=1)
    return chosen.astype(np.int16), np.rint(strength * 255).astype(np.uint8)


def _columns(readings: Readings, records: Sequence[Record]) -> Columns:
    vectors = to_bytes(readings.vectors)
    concepts, weights = strongest_concepts(readings.concepts)
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
    wide = np.linalg.norm(readings.vectors, axis=1)
    return Columns(
        vectors=vectors,
        lengths=np.asarray(np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0), np.float32),
        concepts=concepts,
        weights=weights,
        countries=np.array([record.country or "" for record in records], "U2"),
        regions=np.array([record.nuts or "" for record in records], "U5"),
        kinds=np.array([KINDS.index(record.kind) if record.kind else -1 for record in records], np.int8),
        sectors=np.array([sector_mask(record.sectors) for record in records], np.uint8),
        requests=np.array([record.side == "request" for record in records], bool),
        alive=np.ones(len(records), bool),
    )


def _empty(engine: Engine) -> Columns:
    nothing = np.zeros
    return Columns(
        nothing((0, engine.dimensions), np.int8), nothing(0, np.float32),
        nothing((0, OFFER_CONCEPTS), np.int16), nothing((0, OFFER_CONCEPTS), np.uint8),
        nothing(0, "U2"), nothing(0, "U5"), nothing(0, np.int8), nothing(0, np.uint8),
        nothing(0, bool), nothing(0, bool),
    )  # fmt: skip


def _post(columns: Columns) -> Postings:
    concepts, weights = columns.concepts.ravel(), columns.weights.ravel()
    rows = np.repeat(np.arange(len(columns), dtype=np.int32), columns.concepts.shape[1])
    used = weights > 0
    concepts, weights, rows = concepts[used], weights[used], rows[used]
    order = np.argsort(concepts, kind="stable")
    starts = np.searchsorted(concepts[order], np.arange(int(concepts.max(initial=-1)) + 2))
    return Postings(starts.astype(np.int64), rows[order], weights[order])


def _part_of(progress: Progress, done: int, part: int, total: int) -> Progress:
    """Tells of records, where ``some`` of ``texts`` are told: a record can have two texts."""
    return lambda some, texts: progress(done + some * part // texts, total)


__all__ = ["Columns", "Index", "IndexMismatchError", "Postings", "read_records"]
