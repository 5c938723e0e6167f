"""One space for five languages and both sides: texts that mean the same come near, needs come near their answers.

An encoder's vectors tell languages apart before meanings. So each vector is centred on the mean of its language,
mapped by a matrix of its language, and made a unit vector of 256 dimensions; a request is then turned once more
(``answer``), to where the offers that answer it lie. The matrices are fitted on the thesaurus (``fit.py``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from cordata.kernel.languages import LANGUAGES, Language
from cordata.language.weights import Floats
from cordata.thesaurus import Thesaurus

Role = Literal["offer", "request"]
Centres = Mapping[Language, Floats]

ENGINE_FILE = "engine/engine.npz"
PRIOR_WEIGHT = 20.0
OFFER_SHARPNESS = 0.05
REQUEST_SHARPNESS = 0.075
OFFER_CONCEPTS = 12
REQUEST_CONCEPTS = 40
SHARE_OF_DEFINITION = 0.5
SHARE_OF_EXPLICIT = 0.4
CLEAR_OFFER = (0.2, 0.5)
CLEAR_REQUEST = (0.4, 0.6)
LEAST_CONFIDENCE = 0.1


class EngineDataError(ValueError):
    """The fitted data of the engine do not belong to this thesaurus or encoder."""


@dataclass(frozen=True)
class Alignment:
    """Fitted arrays; d is the encoder's dimensions, k the aligned ones, c the number of concepts.

    Parameters
    ----------
    encoder
        Name of the encoder they were fitted for.
    concepts
        Ids of the concepts, in the order of the rows below.
    maps
        Per language, shape (d, k).
    answer
        From a request to its answers, shape (k, k).
    centres
        Per role and language, mean of the vectors, shape (d,).
    needs
        Aligned phrases of need, shape (c, 3, k).
    definitions
        Aligned definitions, shape (c, k).
    calibration
        Slope and offset of the score's logistic curve.
    """

    encoder: str
    fingerprint: str
    concepts: tuple[str, ...]
    maps: Mapping[Language, Floats]
    answer: Floats
    centres: Mapping[Role, Centres]
    needs: Floats
    definitions: Floats
    calibration: tuple[float, float]

    @property
    def dimensions(self) -> int:
        """Length of an aligned vector."""
        return int(self.answer.shape[0])

    def centres_of(self, role: Role, vectors: Floats, languages: Sequence[Language]) -> dict[Language, Floats]:
        """Means per language, drawn from the fitted ones to those of the given texts as these get many.

        The weight of the fitted mean is that of ``PRIOR_WEIGHT`` texts.
        """
        prior = self.centres[role]
        tags = np.array(languages)
        found: dict[Language, Floats] = {}
        for language in LANGUAGES:
            chosen = vectors[tags == language]
            total = chosen.sum(axis=0) + PRIOR_WEIGHT * prior[language]
            found[language] = np.asarray(total / (len(chosen) + PRIOR_WEIGHT), np.float32)
        return found

    def align(self, vectors: Floats, languages: Sequence[Language], centres: Centres) -> Floats:
        """Unit vectors of shape (n, k) from an encoder's vectors of shape (n, d)."""
        aligned = np.zeros((len(vectors), self.dimensions), np.float32)
        tags = np.array(languages)
        for language in LANGUAGES:
            rows = tags == language
            if rows.any():
                aligned[rows] = unit(vectors[rows] - centres[language]) @ self.maps[language]
        return unit(aligned)

    def toward_answers(self, aligned: Floats) -> Floats:
        """Requests, halfway between where they lie and where their answers lie; not unit length."""
        return np.asarray((aligned + unit(aligned @ self.answer)) / 2, np.float32)

    def concepts_offered(self, aligned: Floats) -> Floats:
        """How much each concept is what an offer is about, shape (n, c); a row's length tells how sure that is."""
        likeness = aligned @ self.definitions.T
        return _sharpen(likeness, OFFER_SHARPNESS, OFFER_CONCEPTS) * _confidence(likeness, CLEAR_OFFER)

    def concepts_needed(self, aligned: Floats) -> Floats:
        """How much each concept is what a request calls for, shape (n, c); a row's length tells how sure that is.

        By likeness to the phrases of need (mean of the best and the average of three), and half as much to the
        definition.
        """
        to_needs = np.einsum("nk,cpk->ncp", aligned, self.needs, optimize=True)
        likeness = (to_needs.max(axis=2) + to_needs.mean(axis=2)) / 2
        likeness += SHARE_OF_DEFINITION * unit(aligned @ self.answer) @ self.definitions.T
        return _sharpen(likeness, REQUEST_SHARPNESS, REQUEST_CONCEPTS) * _confidence(likeness, CLEAR_REQUEST)

    def with_explicit(self, weights: Floats, explicit: Sequence[Iterable[str]]) -> Floats:
        """The weights with those concepts strengthened that stand in the text or were chosen by somebody.

        They get a length of 0.4, or more where meaning alone leaves the row unsure; no row gets longer than 1.
        """
        numbers = {concept: number for number, concept in enumerate(self.concepts)}
        marks = np.zeros_like(weights)
        for row, chosen in enumerate(explicit):
            marks[row, [numbers[concept] for concept in chosen if concept in numbers]] = 1
        share = np.maximum(SHARE_OF_EXPLICIT, 1 - np.linalg.norm(weights, axis=1, keepdims=True))
        strengthened = weights + share * unit(marks)
        lengths = np.linalg.norm(strengthened, axis=1, keepdims=True)
        return np.asarray(strengthened / np.maximum(lengths, 1), np.float32)


def unit(vectors: Floats) -> Floats:
    """Vectors of length one along the last axis; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def fingerprint_of(thesaurus: Thesaurus) -> str:
    """A short hash of every text that the arrays are fitted on."""
    digest = hashlib.sha256()
    for concept in thesaurus.values():
        digest.update(concept.id.encode())
        for language in LANGUAGES:
            wording = concept.wordings[language]
            for text in (*wording.names, wording.definition, *wording.needs):
                digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:16]


def load_alignment(path: Path | None = None) -> Alignment:
    """The arrays that come with Cordata, or those of a file written by ``save_alignment``."""
    source = resources.files("cordata.data").joinpath(ENGINE_FILE) if path is None else path
    with source.open("rb") as file, np.load(file) as arrays:
        floats = {name: _widen(arrays[name]) for name in arrays.files if arrays[name].dtype.kind != "U"}
        texts = {name: arrays[name] for name in arrays.files if arrays[name].dtype.kind == "U"}
    slope, offset = floats["calibration"]
    roles: tuple[Role, Role] = ("offer", "request")
    return Alignment(
        encoder=str(texts["encoder"]),
        fingerprint=str(texts["fingerprint"]),
        concepts=tuple(texts["concepts"].tolist()),
        maps={language: floats[f"map_{language}"] for language in LANGUAGES},
        answer=floats["answer"],
        centres={role: {lang: floats[f"centre_{role}_{lang}"] for lang in LANGUAGES} for role in roles},
        needs=unit(floats["needs"]),
        definitions=unit(floats["definitions"]),
        calibration=(float(slope), float(offset)),
    )


def save_alignment(alignment: Alignment, path: Path) -> None:
    """Write the arrays: matrices as float16, concept vectors as int8."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "encoder": np.array(alignment.encoder),
        "fingerprint": np.array(alignment.fingerprint),
        "concepts": np.array(alignment.concepts),
        "answer": alignment.answer.astype(np.float16),
        "needs": to_bytes(alignment.needs),
        "definitions": to_bytes(alignment.definitions),
        "calibration": np.array(alignment.calibration, np.float32),
    }
    for language in LANGUAGES:
        arrays[f"map_{language}"] = alignment.maps[language].astype(np.float16)
        for role, centres in alignment.centres.items():
            arrays[f"centre_{role}_{language}"] = centres[language].astype(np.float16)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def to_bytes(vectors: Floats) -> npt.NDArray[np.int8]:
    """Vectors scaled so that the largest entry of each is 127; only their direction is kept."""
    largest = np.abs(vectors).max(axis=-1, keepdims=True)
    return np.rint(vectors / np.where(largest > 0, largest, 1) * 127).astype(np.int8)


def _widen(values: npt.NDArray[np.generic]) -> Floats:
    return np.asarray(values, np.float32)


def _confidence(likeness: Floats, clear: tuple[float, float]) -> Floats:
    """From 0.1 to 1 as the greatest likeness of each row goes through the given range, shape (n, 1)."""
    low, high = clear
    reached = (likeness.max(axis=1, keepdims=True, initial=-1) - low) / (high - low)
    return np.asarray(np.clip(reached, LEAST_CONFIDENCE, 1), np.float32)


def _sharpen(likeness: Floats, sharpness: float, keep: int) -> Floats:
    """Softmax along rows, only the ``keep`` largest kept, rows of unit length."""
    raised = np.exp((likeness - likeness.max(axis=1, keepdims=True)) / sharpness)
    if keep < raised.shape[1]:
        floor = np.partition(raised, -keep, axis=1)[:, -keep, None]
        raised[raised < floor] = 0
    return unit(raised)
