"""The directory's profiles as records of the search index, and the index kept in step with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from django.contrib.auth.models import AnonymousUser

from cordata.kernel import Language
from cordata.language import Progress
from cordata.matching import Engine, Index, IndexMismatchError, Record, record_of
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.directory.plain import plain_profile
from cordata_web.exchange import matching

REQUEST_MARK = "~"
"""Ends the id of a profile's record as somebody who asks; no profile's own id holds it."""
TITLES_READ = 12
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many records the index holds, how many were read and removed, whether all is new, and which have changed."""

    total: int
    read: int
    removed: int
    anew: bool
    changed: frozenset[str] = field(default=frozenset(), compare=False)


def searchable_records() -> Iterator[Record]:
    """Records of each profile that everybody may see and that is still active."""
    rows = queries.listed_for(AnonymousUser()).exclude(status="ended").defer("search_text").order_by("pk")
    rows = rows.prefetch_related("concepts", "citations", "evidence")
    for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
        offer = offer_of(row)
        request = request_of(row, offer)
        yield from (offer,) if request is None else (offer, request)


def profile_id(record_id: str) -> str:
    """The profile that a record is of."""
    return record_id.removesuffix(REQUEST_MARK)


def request_of(row: Profile, offer: Record) -> Record | None:
    """A profile as somebody who asks: with what it seeks; a cluster, whose members need much, with what it is about."""
    asking = replace(offer, id=f"{offer.id}{REQUEST_MARK}", side="request")
    seeks = {language: text for language, text in row.seeks.items() if text}
    if seeks:
        language = row.local_language if row.local_language in seeks else min(seeks)
        return replace(asking, text=seeks[language], language=cast(Language, language), english="", concepts=())
    return asking if row.kind == "cluster" else None


def offer_of(row: Profile) -> Record:
    """A profile as somebody who offers; the titles of its newest projects, in English, count as its words."""
    record = record_of(plain_profile(row))
    titles = [evidence.title for evidence in row.evidence.all()][:TITLES_READ]
    if not titles:
        return record
    said = record.text if record.language == "en" else record.english
    words = "\n".join(filter(None, (said, *titles)))
    return replace(record, text=words) if record.language == "en" else replace(record, english=words)


def update_index(*, everything: bool = False, progress: Progress | None = None) -> Indexed:
    """Bring the index on the disk in step with the directory: read what is new or changed, forget what is gone.

    All is read anew when asked for, when there is no index, and when it was made by another engine.
    """
    return keep_in_step(matching.PROFILES, list(searchable_records()), everything=everything, progress=progress)


def keep_in_step(
    of: str, records: Sequence[Record], *, everything: bool = False, progress: Progress | None = None
) -> Indexed:
    """Bring an index in step with what it should hold."""
    engine, folder = matching.engine(), matching.index_folder(of)
    index = None if everything else _index_of(engine, folder)
    if index is None:
        built = Index.build(engine, records, progress=progress)
        built.save(folder)
        return Indexed(len(built), len(records), removed=0, anew=True)
    before = index.shelf.fingerprints()
    gone = set(before) - {record.id for record in records}
    read = index.update(engine, records, removed=gone, progress=progress)
    if read or gone:
        index.save(folder)
    now = index.shelf.fingerprints().items()
    changed = gone | {key for key, mark in now if before.get(key) != mark}
    return Indexed(len(index), read, len(gone), anew=False, changed=frozenset(changed))


def _index_of(engine: Engine, folder: Path) -> Index | None:
    """The index on the disk, where there is one of this engine."""
    try:
        index = Index.load(folder)
        index.update(engine, ())
    except (FileNotFoundError, IndexMismatchError):
        return None
    return index
