"""Keeps the records of an index by row, in SQLite: in memory, or in a file beside the arrays."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cordata.kernel.files import written_whole
from cordata.kernel.languages import Language
from cordata.kernel.places import Place
from cordata.matching.records import Record

SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, body TEXT NOT NULL
)"""

RESTORED = 2000
"""As many records are kept as objects; reading one again takes 20 times as long."""

Shelved = tuple[Record, tuple[str, ...], Language, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A record, the concepts that stand in it or were chosen for it, and its language."""

    record: Record
    explicit: tuple[str, ...]
    language: Language


class Shelf:
    """Records by row number; one connection, used by one thread at a time."""

    def __init__(self) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(SCHEMA)
        self._lock = threading.Lock()
        self._restored: dict[int, Kept] = {}

    @classmethod
    def load(cls, path: Path) -> Shelf:
        """Open the file for reading; changes stay in memory until saved."""
        shelf = cls()
        source = sqlite3.connect(f"{path.resolve(strict=True).as_uri()}?mode=ro", uri=True)
        source.backup(shelf._database)
        source.close()
        return shelf

    def save(self, path: Path) -> None:
        """Write all to a file, whole or not at all."""
        with written_whole(path) as partial:
            target = sqlite3.connect(partial)
            with self._lock:
                self._database.commit()
                self._database.backup(target)
            target.close()

    def put(self, first: int, shelved: Iterable[Shelved]) -> None:
        """Keep records in the rows from ``first`` on."""
        lines = (
            (first + at, record.id, print_, json.dumps([asdict(record), explicit, language], ensure_ascii=False))
            for at, (record, explicit, language, print_) in enumerate(shelved)
        )
        with self._lock:
            self._restored.clear()
            self._database.executemany("INSERT INTO records VALUES (?, ?, ?, ?)", lines)

    def get(self, rows: Sequence[int]) -> list[Kept]:
        """Records of the rows, in that order."""
        with self._lock:
            return [self._restored.get(row) or self._read(row) for row in map(int, rows)]

    def _read(self, row: int) -> Kept:
        found = self._database.execute("SELECT body FROM records WHERE number = ?", (row,)).fetchone()
        if found is None:
            raise KeyError(row)
        if len(self._restored) >= RESTORED:
            self._restored.clear()
        kept = self._restored[row] = _restore(found[0])
        return kept

    def fingerprints(self) -> dict[str, str]:
        """Fingerprint by id."""
        with self._lock:
            return dict(self._database.execute("SELECT id, fingerprint FROM records"))

    def stamp(self) -> str:
        """A hash of what lies in which row."""
        digest = hashlib.sha256()
        with self._lock:
            for line in self._database.execute("SELECT number, id, fingerprint FROM records ORDER BY number"):
                digest.update(repr(line).encode())
        return digest.hexdigest()[:16]

    def rows(self, ids: Iterable[str]) -> list[int]:
        """Rows of the ids that are kept."""
        with self._lock:
            return [
                number
                for key in ids
                for (number,) in self._database.execute("SELECT number FROM records WHERE id = ?", (key,))
            ]

    def forget(self, ids: Iterable[str]) -> None:
        """Drop the records of these ids; unknown ones are passed over."""
        with self._lock:
            self._restored.clear()
            self._database.executemany("DELETE FROM records WHERE id = ?", [(key,) for key in ids])

    def renumber(self, rows: npt.NDArray[np.int64]) -> None:
        """Row ``rows[i]`` becomes row i; rows must be rising."""
        moves = [(new, int(old)) for new, old in enumerate(rows)]
        with self._lock:
            self._restored.clear()
            self._database.executemany("UPDATE records SET number = ? WHERE number = ?", moves)


def _restore(body: str) -> Kept:
    fields, explicit, language = json.loads(body)
    return Kept(_record(fields), tuple(explicit), language)


def _record(fields: dict[str, Any]) -> Record:
    place = fields.pop("place")
    for name in ("sectors", "concepts", "languages"):
        fields[name] = tuple(fields[name])
    return Record(**fields, place=Place(**place) if place else None)
