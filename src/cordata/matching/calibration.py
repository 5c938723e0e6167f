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


def logistic_fit(right: Floats, wrong: Floats, odds_against: float) -> tuple[float, float]:
    """Slope and offset of the logistic regression, by Newton's method.

    All ``wrong`` together weigh ``odds_against`` times all ``right`` together, whatever their numbers.
    """
    values = np.concatenate([right, wrong]).astype(np.float64)
    design = np.stack([values, np.ones_like(values)], axis=1)
    truth = np.concatenate([np.ones(len(right)), np.zeros(len(wrong))])
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
