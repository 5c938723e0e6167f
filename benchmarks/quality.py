"""Does a request find the offer that answers it, in another language? Ours against plain BM25 and the raw encoder.

The sets in ``retrieval/`` were written for this purpose, without a look at the thesaurus: 20 topics (near) where
the offer says the same in other words, and 80 (hard) where a person tells a problem and the offers of neighbouring
topics are decoys; each in five languages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from benchmarks.tables import markdown
from cordata.kernel import LANGUAGES
from cordata.language.encoders import stems
from cordata.matching import Engine, Matcher, Query, Record

HERE = Path(__file__).parent
CACHE = HERE.parent / "var/cache"
Line = dict[str, str]
Ranker = Callable[[Sequence[Line], Sequence[Line]], list[list[str]]]
"""From requests and offers to the offers' ids for each request, best first, ten at least where there are."""


def sets() -> tuple[list[Line], list[Line]]:
    """All requests, all offers."""
    requests, offers = (
        [json.loads(line) for line in (HERE / f"retrieval/{name}.jsonl").read_text("utf-8").splitlines()]
        for name in ("requests", "offers")
    )
    return requests, offers


def ours(engine: Engine) -> Ranker:
    """The matching as users get it from ``cordata match --corpus --queries``."""

    def rank(requests: Sequence[Line], offers: Sequence[Line]) -> list[list[str]]:
        records = [Record(id=line["id"], text=line["text"], language=line["lang"]) for line in offers]
        matcher = Matcher.of_records(engine, records)
        queries = [Query(line["text"], line["lang"]) for line in requests]
        return [[hit.id for hit in answer.hits] for answer in matcher.match_many(queries, top=10)]

    return rank


def raw_encoder(engine: Engine) -> Ranker:
    """Cosines of the encoder's own vectors."""

    def rank(requests: Sequence[Line], offers: Sequence[Line]) -> list[list[str]]:
        asked, offered = (engine.encoder.encode([line["text"] for line in lines]) for lines in (requests, offers))
        return _best(asked @ offered.T, offers)

    return rank


def bm25(requests: Sequence[Line], offers: Sequence[Line]) -> list[list[str]]:
    """Okapi BM25 on word stems (rank-bm25)."""
    model = BM25Okapi([stems(line["text"]) for line in offers])
    return _best(np.array([model.get_scores(stems(line["text"])) for line in requests]), offers)


class Remembering:
    """An encoder that encodes a text once: the same texts come in many pools."""

    def __init__(self, encoder: object) -> None:
        self.encoder = encoder
        self.name, self.dimensions = encoder.name, encoder.dimensions  # type: ignore[attr-defined]
        self.known: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str], *, progress: object = None) -> npt.NDArray[np.float32]:  # noqa: ARG002 - of the protocol
        new = list(dict.fromkeys(text for text in texts if text not in self.known))
        if new:
            self.known.update(zip(new, self.encoder.encode(new), strict=True))  # type: ignore[attr-defined]
        return np.array([self.known[text] for text in texts], np.float32).reshape(-1, self.dimensions)


def engine_for_sets() -> Engine:
    """The engine, with every text of the sets encoded once."""
    engine = Engine.load(CACHE)
    engine.encoder = Remembering(engine.encoder)
    return engine


def measure(rank: Ranker, kind: str) -> dict[str, float]:
    """Recall over the 20 ordered pairs of languages, over those with Slovene, and the share of the own language.

    The last one counts the five best in a pool of all languages.
    """
    requests, offers = ([line for line in lines if line["set"] == kind] for lines in sets())
    topic = {line["id"]: line["topic"] for line in offers}
    language = {line["id"]: line["lang"] for line in offers}
    first, ten, slovene = [], [], []
    for here, there in permutations(LANGUAGES, 2):
        asked = [line for line in requests if line["lang"] == here]
        found = rank(asked, [line for line in offers if line["lang"] == there])
        hits = [[topic[key] == line["topic"] for key in keys[:10]] for line, keys in zip(asked, found, strict=True)]
        first.append(np.mean([bool(row) and row[0] for row in hits]))
        ten.append(np.mean([any(row) for row in hits]))
        if "sl" in (here, there):
            slovene.append(first[-1])
    pooled = rank(requests, offers)
    own = [language[key] == line["lang"] for line, keys in zip(requests, pooled, strict=True) for key in keys[:5]]
    means = {"R@1": first, "R@10": ten, "R@1 with Slovene": slovene, "own language": own}
    return {name: float(np.mean(values)) for name, values in means.items()}


def run() -> str:
    """The table of quality."""
    engine = engine_for_sets()
    rankers = {"Cordata": ours(engine), "multilingual-e5-small as is": raw_encoder(engine), "BM25": bm25}
    rows = []
    for kind in ("near", "hard"):
        for name, rank in rankers.items():
            rows.append([kind, name, *(f"{value:.2f}" for value in measure(rank, kind).values())])
    headings = ["Set", "Method", "R@1", "R@10", "R@1 with Slovene", "own language in top five of a mixed pool"]
    return f"## Retrieval across languages\n\n{(__doc__ or '').strip()}\n\n{markdown(headings, rows)}"


def _best(likeness: npt.NDArray[np.floating], offers: Sequence[Line]) -> list[list[str]]:
    order = np.argsort(-likeness, axis=1, kind="stable")[:, :10]
    return [[offers[number]["id"] for number in row] for row in order]
