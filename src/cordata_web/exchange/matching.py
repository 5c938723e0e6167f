"""The matchers of a process, one for each index: loaded at the first question, and again when the index is new."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from cordata.language import Encoder, Progress
from cordata.language.weights import Floats
from cordata.matching import Answer, Engine, Filters, Index, IndexMismatchError, Matcher, Query

THREADS = 1
"""Two would answer a single question a little sooner, but take the other core from another process."""
BULK_THREADS = 2
REMEMBERED_TEXTS = 1000
"""Enough for the texts of those who are at their desks, and 1.5 MB."""
REMEMBERED_ANSWERS = 200
TRIES, SECONDS_BETWEEN_TRIES = 5, 0.2
ANYTHING = Filters()
PROFILES, OPPORTUNITIES, RESEARCH = "profiles", "opportunities", "research"
"""The indexes of a site."""


class NoIndexError(Exception):
    """There is no search index yet."""


class OutdatedIndexError(Exception):
    """The search index was made by another engine than the one of this site, or its files do not belong together."""


class HalfWrittenIndexError(OutdatedIndexError):
    """The files of the search index are of two savings: it is being written, or whoever wrote it was killed."""


class RememberingEncoder:
    """An encoder that knows the last single texts again: somebody who narrows a search asks with the same text."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._lock = threading.Lock()
        self._known: OrderedDict[str, Floats] = OrderedDict()
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        if len(texts) != 1:
            return self._encoder.encode(texts, progress=progress)
        with self._lock:
            known = self._known.get(texts[0])
        if known is not None:
            return known
        read = self._encoder.encode(texts)
        with self._lock:
            self._known[texts[0]] = read
            if len(self._known) > REMEMBERED_TEXTS:
                self._known.popitem(last=False)
        return read


Asked = tuple[Query, Filters, int, bool]


class RecentAnswers:
    """The last answers of the indexes of one folder, each with what gave it and the time it was given at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[Asked, tuple[object, float, Answer]] = OrderedDict()

    def get(self, asked: Asked, reading: object, *, oldest: float) -> Answer | None:
        """What was answered by this reading of the index, or by any one since the time ``oldest``."""
        with self._lock:
            by, when, answer = self._known.get(asked, (None, -math.inf, None))
        return answer if by is reading or when >= oldest else None

    def keep(self, asked: Asked, reading: object, answer: Answer) -> None:
        with self._lock:
            self._known[asked] = (reading, time.monotonic(), answer)
            self._known.move_to_end(asked)
            if len(self._known) > REMEMBERED_ANSWERS:
                self._known.popitem(last=False)


class RememberingMatcher(Matcher):
    """A matcher that knows its last answers again: a desk asks the same every time that somebody comes back to it."""

    def __init__(self, engine: Engine, index: Index, answers: RecentAnswers) -> None:
        super().__init__(engine, index)
        self._given = answers
        self._reading = object()

    def match(
        self, query: Query | str, *, filters: Filters = ANYTHING, top: int = 10, diversify: bool = True
    ) -> Answer:
        return self.match_lately(query, filters=filters, top=top, diversify=diversify)

    def match_lately(
        self,
        query: Query | str,
        *,
        within: float = 0.0,
        filters: Filters = ANYTHING,
        top: int = 10,
        diversify: bool = True,
    ) -> Answer:
        """The answer of this index, or the one that the index before it gave ``within`` so many seconds."""
        asked = (Query(query) if isinstance(query, str) else query, filters, top, diversify)
        known = self._given.get(asked, self._reading, oldest=time.monotonic() - within if within else math.inf)
        if known is not None:
            return known
        answer = super().match(query, filters=filters, top=top, diversify=diversify)
        self._given.keep(asked, self._reading, answer)
        return answer


@dataclass
class _Loaded:
    """What this process has read so far."""

    lock: threading.Lock
    threads: int = THREADS
    engine: Engine | None = None
    matchers: dict[tuple[str, int], RememberingMatcher] = field(default_factory=dict)
    answers: dict[str, RecentAnswers] = field(default_factory=dict)


_loaded = _Loaded(threading.Lock())


def index_folder(of: str = PROFILES) -> Path:
    """The profiles' own, or a folder in it."""
    folder = Path(settings.CORDATA_DATA) / "index"
    return folder if of == PROFILES else folder / of


def engine() -> Engine:
    """The engine of this process."""
    with _loaded.lock:
        return _engine()


def read_in_bulk() -> None:
    """For a process that reads many texts and answers nobody: call it before the engine is loaded."""
    _loaded.threads = BULK_THREADS


def prepare() -> None:
    """Load the engine beside other work, so that the first question need not wait for it."""
    if _loaded.engine is None and not _loaded.lock.locked():
        threading.Thread(target=_read_something, name="engine", daemon=True).start()


def _read_something() -> None:
    engine().read(["Alpi"], ["request"], languages=[None], chosen=[()])


def matcher(of: str = PROFILES) -> RememberingMatcher:
    """The matcher with an index as it is on the disk now; raises NoIndexError and OutdatedIndexError."""
    with _loaded.lock:
        stamp = _stamp(of)
        known = _loaded.matchers.get(stamp)
        if known is None:
            older = [one for one in _loaded.matchers if one[0] == stamp[0]]
            try:
                known = _load_patiently(of, tries=1 if older else TRIES)
            except HalfWrittenIndexError:
                if not older:
                    raise
                return _loaded.matchers[older[0]]  # still answers, until the new one is whole
            for one in older:
                del _loaded.matchers[one]
            _loaded.matchers[stamp] = known
        return known


def _load_patiently(of: str, *, tries: int) -> RememberingMatcher:
    """Load the index; between the moments when its two files are put into their places, wait a little."""
    for _try in range(tries - 1):
        try:
            return _load(of)
        except HalfWrittenIndexError:
            time.sleep(SECONDS_BETWEEN_TRIES)
    return _load(of)


def _load(of: str) -> RememberingMatcher:
    current = _engine()
    try:
        index = Index.load(index_folder(of))
    except IndexMismatchError as error:
        raise HalfWrittenIndexError(str(error)) from error
    if index.name != current.name:
        raise OutdatedIndexError(f"index of {index.name}, engine {current.name}")
    return RememberingMatcher(current, index, _loaded.answers.setdefault(str(index_folder(of)), RecentAnswers()))


def _engine() -> Engine:
    if _loaded.engine is None:
        data = Path(settings.CORDATA_DATA)
        made = Engine.load(data / "cache", model=data / "model", threads=_loaded.threads)
        made.encoder = RememberingEncoder(made.encoder)
        _loaded.engine = made
    return _loaded.engine


def _stamp(of: str) -> tuple[str, int]:
    """Changes when an index was written: its arrays are put into their place last, when all else is there."""
    arrays = index_folder(of) / "columns.npz"
    try:
        return str(arrays), arrays.stat().st_mtime_ns
    except FileNotFoundError as error:
        raise NoIndexError(str(arrays)) from error
