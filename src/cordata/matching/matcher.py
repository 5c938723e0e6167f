"""The front door: a text in, partners with reasons out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cordata.directory.profiles import load_network
from cordata.language import Progress, detect
from cordata.language.alignment import Role
from cordata.matching.calibration import CONCEPT_WEIGHT, THEME_CALIBRATION, score
from cordata.matching.engine import Engine, Readings
from cordata.matching.explain import Asked, Found, context, likely_sectors, reasons
from cordata.matching.index import Index
from cordata.matching.records import Answer, Filters, Hit, Query, Record, record_of
from cordata.matching.search import Candidates, Rows, allowed, nearest
from cordata.matching.shelf import Kept

POOL = 100
LEAST_SIGNS = 2
CLEAR_CONFIDENCE = 0.3
CROWDING = 0.02
TOLD_CONCEPTS = 5
TOLD_WEIGHT = 0.25
ANYTHING = Filters()


class Matcher:
    """Matches texts with the records of an index.

    >>> matcher = Matcher.of_sample_network(Path("var/cache"))            # doctest: +SKIP
    >>> matcher.match("pressofusione di leghe leggere").hits[0].id        # doctest: +SKIP
    """

    def __init__(self, engine: Engine, index: Index) -> None:
        self.engine = engine
        self.index = index

    @classmethod
    def of_records(cls, engine: Engine, records: Sequence[Record], *, progress: Progress | None = None) -> Matcher:
        """Reads the records first."""
        return cls(engine, Index.build(engine, records, progress=progress))

    @classmethod
    def of_sample_network(cls, cache: Path, *, progress: Progress | None = None) -> Matcher:
        """With the clusters, organisations and example firms that come with Cordata."""
        records = [record_of(profile) for profile in load_network() if profile.status != "ended"]
        return cls.of_records(Engine.load(cache), records, progress=progress)

    def match(
        self, query: Query | str, *, filters: Filters = ANYTHING, top: int = 10, diversify: bool = True
    ) -> Answer:
        """The best records for one query, with reasons."""
        asked = Query(query) if isinstance(query, str) else query
        return self.match_many([asked], filters=filters, top=top, diversify=diversify)[0]

    def match_many(
        self,
        queries: Sequence[Query],
        *,
        filters: Filters = ANYTHING,
        top: int = 10,
        diversify: bool = False,
        progress: Progress | None = None,
    ) -> list[Answer]:
        """The best records for each query; many at once are read faster and understood better than one by one."""
        sound = [query for query in queries if _problem(query.text) is None]
        answers = iter(self._answers(sound, filters, top, diversify, progress))
        problems = [_problem(query.text) for query in queries]
        return [next(answers) if problem is None else Answer((), problem=problem) for problem in problems]

    def _answers(
        self, queries: list[Query], filters: Filters, top: int, diversify: bool, progress: Progress | None
    ) -> list[Answer]:
        if not queries:
            return []
        guesses = [detect(query.text) for query in queries]
        known = [query.language or guess.language for query, guess in zip(queries, guesses, strict=True)]
        roles: list[Role] = ["offer" if query.side == "offer" else "request" for query in queries]
        readings = self.engine.read(
            [query.text for query in queries], roles, languages=known, chosen=[()] * len(queries),
            centres=self.index.centres or None, progress=progress,
        )  # fmt: skip
        found = []
        for number, query in enumerate(queries):
            certain = query.language is not None or guesses[number].certain
            asked = self._asked(query, readings, number)
            rows = allowed(self.index, filters, query.side or "request")
            hits = self._hits(asked, readings.vectors[number], rows, top, diversify)
            clear = asked.explicit or np.linalg.norm(asked.weights) >= CLEAR_CONFIDENCE
            found.append(Answer(hits, asked.language, certain, self._told(asked), None if clear else "unclear"))
        return found

    def match_alike(self, key: str, *, filters: Filters = ANYTHING, top: int = 10) -> Answer:
        """The records that stand for the same theme as one of the index, which all wait for the same: no side asks.

        Two records find each other with the same score, whichever is asked for. One that is not there has no hits.
        """
        rows = self.index.shelf.rows([key])
        if not rows:
            return Answer(())
        (kept,) = self.index.shelf.get(rows)
        columns, record = self.index.columns, kept.record
        weights = np.zeros(len(self.engine.alignment.concepts), np.float32)
        weights[columns.concepts[rows[0]]] = columns.weights[rows[0]] / np.float32(255)
        query = Query(record.text, kept.language, record.side, record.country, record.nuts, record.place)
        asked = Asked(query, kept.language, weights, kept.explicit, record.sectors, self.engine.by_meaning, record)
        vector = columns.vectors[rows[0]].astype(np.float32) * columns.lengths[rows[0]]
        others = np.setdiff1d(allowed(self.index, filters, "request"), rows)
        hits = self._hits(asked, vector, others, top, diversify=False)
        return Answer(hits, kept.language, concepts=self._told(asked))

    def _asked(self, query: Query, readings: Readings, number: int) -> Asked:
        weights = readings.concepts[number]
        sectors = likely_sectors(weights, self.engine.alignment.concepts, self.engine.thesaurus)
        language = readings.languages[number]
        return Asked(query, language, weights, readings.explicit[number], sectors, self.engine.by_meaning)

    def _told(self, asked: Asked) -> tuple[str, ...]:
        """Concepts that stand in the query, then those that it seems to call for."""
        ids = self.engine.alignment.concepts
        strongest = np.argsort(-asked.weights, kind="stable")[:TOLD_CONCEPTS]
        guessed = [ids[number] for number in strongest if asked.weights[number] >= TOLD_WEIGHT]
        return tuple(dict.fromkeys((*asked.explicit, *guessed)))[:TOLD_CONCEPTS]

    def _hits(self, asked: Asked, vector: np.ndarray, rows: Rows, top: int, diversify: bool) -> tuple[Hit, ...]:
        candidates = nearest(self.index, vector, asked.weights, rows, max(POOL, 2 * top))
        kept = self.index.shelf.get(candidates.rows.tolist())
        found = [self._found(asked, candidates, at, item) for at, item in enumerate(kept)]
        raw = [
            item.meaning + sum(item.by_concept.values()) + sum(reason.part for reason in context(asked, item.kept))
            for item in found
        ]
        places = [item.kept.record.nuts or "" for item in found]
        chosen = spread(raw, places, top) if diversify else sorted(range(len(raw)), key=lambda at: -raw[at])[:top]
        order = sorted(chosen, key=lambda at: -raw[at])
        scores = score(raw, self.engine.alignment.calibration if asked.peer is None else THEME_CALIBRATION)
        return tuple(
            Hit(
                found[at].kept.record.id,
                float(scores[at]),
                reasons(asked, found[at], float(scores[at]), self.engine.thesaurus),
            )
            for at in order
        )

    def _found(self, asked: Asked, candidates: Candidates, at: int, kept: Kept) -> Found:
        columns, row = self.index.columns, candidates.rows[at]
        strengths = zip(columns.concepts[row].tolist(), columns.weights[row].tolist(), strict=True)
        ids = self.engine.alignment.concepts
        parts = {
            ids[number]: float(asked.weights[number]) * weight / 255 * CONCEPT_WEIGHT
            for number, weight in strengths
            if weight and asked.weights[number] > 0
        }
        return Found(kept, float(candidates.meaning[at]), parts)


def spread(raw: Sequence[float], places: Sequence[str], top: int) -> list[int]:
    """Numbers of the best, each place's further entries set back by a little more than the one before.

    Greedy: of what is left the highest ``raw`` minus 0.02 times the entries already chosen from the same NUTS-2
    region. Entries without a place are never set back.
    """
    _names, group = np.unique([place[:4] for place in places], return_inverse=True)
    placed = np.array([bool(place) for place in places])
    exact = np.array(raw, np.float64)
    left = exact.copy()
    chosen: list[int] = []
    taken = np.zeros(len(raw))
    for _turn in range(min(top, len(raw))):
        best = int(np.argmax(left))
        chosen.append(best)
        exact[best] = -np.inf
        left[best] = -np.inf
        if placed[best]:
            beside = group == group[best]
            taken[beside] += 1
            left[beside] = exact[beside] - CROWDING * taken[beside]
    return chosen


def _problem(text: str) -> str | None:
    signs = len(re.findall(r"[^\W_]", text))
    if not text.strip():
        return "empty"
    return "too_short" if signs < LEAST_SIGNS else None


__all__ = ["Matcher", "spread"]
