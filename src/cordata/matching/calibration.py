"""From a raw sum of likenesses to a score between 0 and 1 that means something."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt

from cordata.kernel.languages import Language
from cordata.language import Encoder
from cordata.language.alignment import Alignment
from cordata.language.weights import Floats

CONCEPT_WEIGHT = 1.2
ODDS_AGAINST = 80.0
THEME_CALIBRATION = (11.0, -8.5)
"""Slope and offset for two research requests, as ``fit_theme_calibration`` finds them."""
STEPS = 50


def raw_likeness(vectors: Floats, concepts: Floats, others: Floats, their_concepts: Floats) -> Floats:
    """Cosine of meanings plus 1.2 times the overlap of concepts; shape (queries, records)."""
    return np.asarray(vectors @ others.T + CONCEPT_WEIGHT * concepts @ their_concepts.T, np.float32)


def score(raw: npt.ArrayLike, calibration: tuple[float, float]) -> Floats:
    """The logistic curve at ``slope * raw + offset``.

    >>> float(score(0.5, (2.0, -1.0)))
    0.5
    """
    slope, offset = calibration
    return np.asarray(1 / (1 + np.exp(-(slope * np.asarray(raw, np.float32) + offset))), np.float32)


def fit_calibration(alignment: Alignment, encoder: Encoder, folder: Path) -> tuple[float, float]:
    """Slope and offset such that the score is the chance of a right answer among 80 offers of which one is right.

    Platt's (1999) logistic regression on the requests and offers of ``folder``, right pairs against all others.
    """
    requests, offers = (_read(folder / f"{name}.jsonl") for name in ("requests", "offers"))
    asked, offered = (encoder.encode([row["text"] for row in rows]) for rows in (requests, offers))
    languages = [[_language(row) for row in rows] for rows in (requests, offers)]
    aligned = alignment.align(asked, languages[0], alignment.centres_of("request", asked, languages[0]))
    there = alignment.align(offered, languages[1], alignment.centres_of("offer", offered, languages[1]))
    raw = raw_likeness(
        alignment.toward_answers(aligned), alignment.concepts_needed(aligned), there, alignment.concepts_offered(there)
    )
    right = np.array([[row["topic"] == other["topic"] for other in offers] for row in requests])
    return logistic_fit(raw[right], raw[~right], ODDS_AGAINST)


def fit_theme_calibration(alignment: Alignment, encoder: Encoder, folder: Path) -> tuple[float, float]:
    """The same for the research requests of ``folder``: right are two of one theme, read alike.

    Themes are few there and lie apart from each other, so the regression aims at Platt's smoothed targets, (n + 1) /
    (n + 2) and 1 / (n + 2) of n pairs; without, the curve would become a step.
    """
    rows = _read(folder / "research.jsonl")
    texts, languages = encoder.encode([row["text"] for row in rows]), [_language(row) for row in rows]
    aligned = alignment.align(texts, languages, alignment.centres_of("offer", texts, languages))
    concepts = alignment.concepts_offered(aligned)
    raw = raw_likeness(aligned, concepts, aligned, concepts)
    first, second = np.triu_indices(len(rows), 1)
    right = np.array([rows[one]["topic"] == rows[two]["topic"] for one, two in zip(first, second, strict=True)])
    likeness = raw[first, second]
    return logistic_fit(likeness[right], likeness[~right], ODDS_AGAINST, smoothed=True)


def logistic_fit(right: Floats, wrong: Floats, odds_against: float, *, smoothed: bool = False) -> tuple[float, float]:
    """Slope and offset of the logistic regression, by Newton's method.

    All ``wrong`` together weigh ``odds_against`` times all ``right`` together, whatever their numbers. ``smoothed``:
    towards (n + 1) / (n + 2) and 1 / (n + 2) instead of 1 and 0, so that there is an answer even where a step would
    part the two.
    """
    targets = ((len(right) + 1) / (len(right) + 2), 1 / (len(wrong) + 2)) if smoothed else (1.0, 0.0)
    values = np.concatenate([right, wrong]).astype(np.float64)
    design = np.stack([values, np.ones_like(values)], axis=1)
    truth = np.concatenate([np.full(len(right), targets[0]), np.full(len(wrong), targets[1])])
    weights = np.concatenate([np.full(len(right), 1 / len(right)), np.full(len(wrong), odds_against / len(wrong))])
    beta = np.zeros(2)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-design @ beta))
        slope = design.T @ (weights * (truth - chance))
        curve = (design * (weights * chance * (1 - chance))[:, None]).T @ design
        beta = beta + np.linalg.solve(curve + 1e-9 * np.eye(2), slope)
    return float(beta[0]), float(beta[1])


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _language(row: dict[str, str]) -> Language:
    return cast(Language, row["lang"])
