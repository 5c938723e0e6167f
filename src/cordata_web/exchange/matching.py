"""The one matcher of a process: loaded at the first question, and again whenever its index was written anew."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from cordata.language import Encoder, Progress
from cordata.language.weights import Floats
from cordata.matching import Engine, Index, IndexMismatchError, Matcher

THREADS = 2
REMEMBERED_TEXTS = 64


class NoIndexError(Exception):
    """There is no search index yet."""


class OutdatedIndexError(Exception):
    """The search index was made by another engine than the one of this site, or its files do not belong together."""


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


@dataclass
class _Loaded:
    """What this process has read so far."""

    lock: threading.Lock
    engine: Engine | None = None
    matcher: Matcher | None = None
    stamp: tuple[str, int] | None = None


_loaded = _Loaded(threading.Lock())


def index_folder() -> Path:
    return Path(settings.CORDATA_DATA) / "index"


def engine() -> Engine:
    """The engine of this process."""
    with _loaded.lock:
        return _engine()


def prepare() -> None:
    """Load the engine beside other work, so that the first question need not wait for it."""
    if _loaded.engine is None and not _loaded.lock.locked():
        threading.Thread(target=_read_something, name="engine", daemon=True).start()


def _read_something() -> None:
    engine().read(["Alpi"], ["request"], languages=[None], chosen=[()])


def matcher() -> Matcher:
    """The matcher with the index as it is on the disk now; raises NoIndexError and OutdatedIndexError."""
    with _loaded.lock:
        stamp = _stamp()
        if _loaded.matcher is None or stamp != _loaded.stamp:
            _loaded.matcher = _load()
            _loaded.stamp = stamp
        return _loaded.matcher


def _load() -> Matcher:
    current = _engine()
    try:
        index = Index.load(index_folder())
    except IndexMismatchError as error:
        raise OutdatedIndexError(str(error)) from error
    if index.name != current.name:
        raise OutdatedIndexError(f"index of {index.name}, engine {current.name}")
    return Matcher(current, index)


def _engine() -> Engine:
    if _loaded.engine is None:
        data = Path(settings.CORDATA_DATA)
        made = Engine.load(data / "cache", model=data / "model", threads=THREADS)
        made.encoder = RememberingEncoder(made.encoder)
        _loaded.engine = made
    return _loaded.engine


def _stamp() -> tuple[str, int]:
    """Changes when an index was written: its arrays are put into their place last, when all else is there."""
    arrays = index_folder() / "columns.npz"
    try:
        return str(arrays), arrays.stat().st_mtime_ns
    except FileNotFoundError as error:
        raise NoIndexError(str(arrays)) from error
