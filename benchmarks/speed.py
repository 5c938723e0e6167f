"""How long a match takes among ten thousand, a hundred thousand and a million records.

A query is encoded, searched with and without filters among all records, re-ranked and explained: the whole of
``Matcher.match``. The records are mixtures of the real vectors of the retrieval sets, so that they crowd as real ones
do. The peer is exact search alone: a product of float32 vectors with numpy and the ten largest.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable

import numpy as np

from benchmarks.quality import CACHE, sets
from benchmarks.tables import markdown
from cordata.kernel import KINDS, SECTORS, load_regions
from cordata.language.alignment import to_bytes, unit
from cordata.matching import Engine, Filters, Index, Matcher, Query, Record
from cordata.matching.index import Columns, read_records, strongest_concepts
from cordata.matching.shelf import Shelf

SIZES = (10_000, 100_000, 1_000_000)
QUERIES = 100
FILTERS = Filters(countries=("AT", "DE", "IT", "SI"), sectors=("mechatronics", "chemistry"))
AT_ONCE = 50_000


def crowd(engine: Engine, count: int, *, seed: int = 0) -> Index:
    """An index of so many records, each a mixture of two real ones with a little noise."""
    rng = np.random.default_rng(seed)
    _requests, offers = sets()
    real = [Record(id=line["id"], text=line["text"], language=line["lang"]) for line in offers]
    readings = read_records(engine, real, centres=None, progress=None)
    shelf, parts = Shelf(), []
    for start in range(0, count, AT_ONCE):
        size = min(AT_ONCE, count - start)
        one, other = rng.integers(len(real), size=(2, size))
        share = rng.uniform(0.2, 0.8, size=(size, 1)).astype(np.float32)
        noise = rng.standard_normal((size, readings.vectors.shape[1])).astype(np.float32) * 0.02
        vectors = unit(share * readings.vectors[one] + (1 - share) * readings.vectors[other] + noise)
        concepts = share * readings.concepts[one] + (1 - share) * readings.concepts[other]
        records = [_record(start + at, real[number], rng) for at, number in enumerate(one)]
        shelf.put(start, [(record, (), record.language or "en", "-") for record in records])
        parts.append(_columns(vectors, concepts, records))
    columns = parts[0]
    for part in parts[1:]:
        columns = columns.joined(part)
    return Index(engine.name, columns, shelf, readings.centres)


def run() -> str:
    """The table of speed."""
    engine = Engine.load(CACHE, threads=2)
    texts = [line["text"] for line in sets()[0]][:QUERIES]
    rows = []
    for size in SIZES:
        start = time.perf_counter()
        index = crowd(engine, size)
        built = time.perf_counter() - start
        matcher = Matcher(engine, index)
        plain = _times(lambda text, m=matcher: m.match(Query(text, country="IT", nuts="ITC1")), texts)
        narrow = _times(lambda text, m=matcher: m.match(Query(text, country="IT", nuts="ITC1"), filters=FILTERS), texts)
        wide = unit(index.columns.vectors.astype(np.float32))
        vectors = wide[: len(texts)]
        peer = _times(lambda at, w=wide, v=vectors: np.argpartition(-(w @ v[at]), 10)[:10], range(len(texts)))
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows.append([f"{size:,}", *map(_told, (plain, narrow, peer)), f"{1 / plain.mean():.0f}",
                     f"{np.percentile(plain, 95) / np.percentile(peer, 95):.1f}", f"{built:.1f} s",
                     f"{index.columns.vectors.nbytes / 1e6:.0f} MB", f"{megabytes:,.0f} MB"])  # fmt: skip
        del wide, matcher, index
    headings = ["Records", "match, median / p95", "with filters", "exact search alone (numpy)", "matches a second",
                "p95 ours / peer", "build, 500 texts encoded", "vectors", "peak memory of the run"]  # fmt: skip
    return f"## Speed of a match\n\n{(__doc__ or '').strip()}\n\n{markdown(headings, rows)}"


def _times(call: Callable[..., object], inputs: object) -> np.ndarray:
    found = []
    for given in inputs:  # type: ignore[attr-defined]
        start = time.perf_counter()
        call(given)
        found.append(time.perf_counter() - start)
    return np.array(found)


def _told(times: np.ndarray) -> str:
    return f"{np.median(times) * 1000:.0f} / {np.percentile(times, 95) * 1000:.0f} ms"


def _record(number: int, like: Record, rng: np.random.Generator) -> Record:
    regions = list(load_regions().values())
    region = regions[int(rng.integers(len(regions)))]
    kind, sector = KINDS[int(rng.integers(len(KINDS)))], SECTORS[int(rng.integers(len(SECTORS)))]
    return Record(
        id=f"r{number}", text=like.text, language=like.language, kind=kind, country=region.country,
        nuts=region.code, sectors=(sector,), place=region.centre,
    )  # fmt: skip


def _columns(vectors: np.ndarray, weights: np.ndarray, records: list[Record]) -> Columns:
    small = to_bytes(vectors)
    concepts, strengths = strongest_concepts(weights)
    return Columns(
        small, 1 / np.linalg.norm(small.astype(np.float32), axis=1), concepts, strengths,
        np.array([record.country for record in records], "U2"), np.array([record.nuts for record in records], "U5"),
        np.array([KINDS.index(record.kind or "other") for record in records], np.int8),
        np.array([1 << SECTORS.index(record.sectors[0]) for record in records], np.uint8),
        np.zeros(len(records), bool), np.ones(len(records), bool),
    )  # fmt: skip
