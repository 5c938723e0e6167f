"""Does a description of a project find the topic that it was paid for, and how long does a match with calls take?

Quality: the first 500 letters of the objective of Horizon Europe projects against the titles of 1,290 topics of which
one paid the project. Ours against plain BM25 and against meaning alone. The share of words was chosen by 100 projects
(seed 1); the figures are of 100 others. Speed: three texts in three languages against the 629 topics of the portal, the
index being there; the peer reads all topics anew for a question, as a plain script does. Without the real data beside
the checkout there is nothing to measure.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi

from benchmarks.quality import CACHE
from benchmarks.tables import markdown
from cordata.funding import Applicant, Call
from cordata.funding.call_matching import CallMatcher
from cordata.language.encoders import stems
from cordata.matching import Engine, Matcher, Query
from cordata.sources.call_files import read_calls

REAL = Path(__file__).parents[2] / "shared/data"
NOW = datetime(2026, 8, 15, tzinfo=UTC)
CHOSEN_BY, MEASURED = 100, 100
LETTERS = 500
LONGEST_CELL = 10_000_000
TEXTS = (
    Applicant("Produciamo componenti in leghe leggere per pressofusione e stampi", "it", "sme", "IT", "ITC1"),
    Applicant("Wir entwickeln Batteriespeicher und Leistungselektronik für Stromnetze", "de", "sme", "AT", "AT33"),
    Applicant("We build robots with computer vision for sorting construction waste", "en", "sme", "CH", "CH04"),
)
Ranker = Callable[[str], list[str]]


def run() -> str:
    """Both tables."""
    if not REAL.exists():
        return "## Calls\n\nNot measured: the real data is not beside this checkout.\n"
    engine = Engine.load(CACHE, threads=2)
    head = f"## Calls\n\n{(__doc__ or '').strip()}\n\n"
    return head + _quality(engine) + "\n" + _speed(engine)


def _quality(engine: Engine) -> str:
    titles, projects = _topics_and_projects()
    calls = [Call(key, {"en": title}, topic=key, said="open") for key, title in titles.items()]
    matcher = CallMatcher.of_calls(engine, calls)
    words = BM25Okapi([stems(title) for title in titles.values()])
    keys = list(titles)
    rankers: dict[str, Ranker] = {
        "ours (words and meaning)": lambda text: [
            hit.call.id for hit in matcher.match(Applicant(text, "en"), NOW).hits
        ],
        "meaning alone": lambda text: _meaning(matcher.matcher, text),
        "BM25": lambda text: [keys[at] for at in np.argsort(-words.get_scores(stems(text)), kind="stable")[:10]],
    }
    rows = []
    for name, rank in rankers.items():
        found = [(rank(text), topic) for text, topic in projects]
        first = sum(ranked[:1] == [topic] for ranked, topic in found)
        ten = sum(topic in ranked for ranked, topic in found)
        rows.append([name, f"{first} of {len(found)}", f"{ten} of {len(found)}"])
    return markdown(["Ranking", "own topic first", "among the first ten"], rows)


def _meaning(matcher: Matcher, text: str) -> list[str]:
    return [hit.id for hit in matcher.match(Query(text, "en"), diversify=False).hits]


def _topics_and_projects() -> tuple[dict[str, str], Sequence[tuple[str, str]]]:
    csv.field_size_limit(LONGEST_CELL)
    folder = REAL / "cordis"
    with (folder / "topics.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {
            row["topic"]: row["title"]
            for row in csv.DictReader(file, delimiter=";")
            if row["topic"].startswith("HORIZON-CL")
        }
    with (folder / "horizon_projects.csv").open(encoding="utf-8-sig", newline="") as file:
        projects = [
            (row["objective"][:LETTERS], row["topics"]) for row in csv.DictReader(file) if row["topics"] in titles
        ]
    random.Random(1).shuffle(projects)
    return titles, projects[CHOSEN_BY : CHOSEN_BY + MEASURED]


def _speed(engine: Engine) -> str:
    content = (REAL / "calls/ft_open_raw.jsonl.gz").read_bytes()
    start = time.perf_counter()
    calls = read_calls("ft_open_raw.jsonl.gz", content, fetched=date(2026, 8, 10)).records
    read = time.perf_counter() - start
    start = time.perf_counter()
    matcher = CallMatcher.of_calls(engine, calls)
    built = time.perf_counter() - start
    times = []
    for _round in range(10):
        for applicant in TEXTS:
            start = time.perf_counter()
            matcher.match(applicant, NOW)
            times.append(time.perf_counter() - start)
    told = f"{np.median(times) * 1000:.0f} / {np.percentile(times, 95) * 1000:.0f} ms"
    rows = [[f"{len(calls)}", f"{read:.1f} s", f"{built:.0f} s", told, f"{(built + np.median(times)):.0f} s"]]
    return markdown(["Topics", "read and mended", "index made", "match, median / p95", "all read anew (peer)"], rows)
