"""Fit the alignment on the thesaurus, whose texts say the same in five languages and from both sides.

First a ridge regression per language, from its vectors to the mean of all languages. Then contrastive learning
(InfoNCE; van den Oord et al. 2018) with Adam (Kingma and Ba 2015), held near the ridge: among several hundred
concepts a text must find its own concept in another language, and a need its own definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from cordata.kernel.languages import LANGUAGES, Language
from cordata.language.alignment import Alignment, Role, fingerprint_of, unit
from cordata.language.encoder import Encoder, Progress
from cordata.language.weights import Floats
from cordata.thesaurus import Thesaurus, Wording

NEEDS = 3
RIDGE = 3.0
TEMPERATURE = 0.1
RATE = 1e-3
HOLD = 0.03
ROUNDS = 40
CONCEPTS_A_STEP = 416
DIMENSIONS = 256


@dataclass(frozen=True)
class Texts:
    """Vectors of the thesaurus in one language, shape (concepts, texts, d): three needs, then three descriptions."""

    needs: Floats
    descriptions: Floats


@dataclass
class _Parameter:
    """A matrix with the memory that Adam keeps for it."""

    value: Floats
    start: Floats
    gradient: Floats = field(init=False)
    mean: Floats = field(init=False)
    square: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.gradient, self.mean, self.square = (np.zeros_like(self.value) for _ in range(3))

    def step(self, number: int) -> None:
        """One step of Adam, with a pull back to the start; clears the gradient."""
        gradient = self.gradient + 2 * HOLD * (self.value - self.start)
        self.mean = np.asarray(0.9 * self.mean + 0.1 * gradient, np.float32)
        self.square = np.asarray(0.999 * self.square + 0.001 * gradient**2, np.float32)
        correction = np.sqrt(1 - 0.999**number) / (1 - 0.9**number)
        self.value = (self.value - RATE * correction * self.mean / (np.sqrt(self.square) + 1e-8)).astype(np.float32)
        self.gradient = np.zeros_like(self.value)


def encode_thesaurus(thesaurus: Thesaurus, encoder: Encoder, progress: Progress | None = None) -> dict[Language, Texts]:
    """Vectors of every need and description, by language."""
    wordings = [(language, concept.wordings[language]) for language in LANGUAGES for concept in thesaurus.values()]
    lines = [line for _, wording in wordings for line in (*wording.needs, *_descriptions(wording))]
    vectors = encoder.encode(lines, progress=progress)
    shaped = vectors.reshape(len(LANGUAGES), len(thesaurus), 2 * NEEDS, -1)
    return {lang: Texts(part[:, :NEEDS], part[:, NEEDS:]) for lang, part in zip(LANGUAGES, shaped, strict=True)}


def fit_alignment(thesaurus: Thesaurus, encoder: str, texts: Mapping[Language, Texts], *, seed: int = 0) -> Alignment:
    """Fit maps and concept vectors; the calibration is left at (1, 0)."""
    centres: dict[Role, dict[Language, Floats]] = {
        "request": {lang: texts[lang].needs.mean(axis=(0, 1)) for lang in LANGUAGES},
        "offer": {lang: texts[lang].descriptions[:, 1].mean(axis=0) for lang in LANGUAGES},
    }
    centred = {lang: _centre(texts[lang]) for lang in LANGUAGES}
    maps, answer = _contrast(centred, _ridge_maps(centred), np.random.default_rng(seed))
    basis = _principal_axes(centred, maps)
    short = {lang: np.asarray(maps[lang] @ basis, np.float32) for lang in LANGUAGES}
    needs = _mean_direction([unit(centred[lang].needs @ short[lang]) for lang in LANGUAGES])
    about = _mean_direction([unit(centred[lang].descriptions[:, 1] @ short[lang]) for lang in LANGUAGES])
    return Alignment(
        encoder, fingerprint_of(thesaurus), tuple(thesaurus), short, np.asarray(basis.T @ answer @ basis, np.float32),
        centres, needs, about, (1.0, 0.0),
    )  # fmt: skip


def info_nce(left: Floats, right: Floats) -> tuple[float, Floats, Floats]:
    """Mean of both directions' cross-entropy when row *i* of one must find row *i* of the other, and its gradients.

    Rows are unit vectors; likeness is their cosine over the temperature.
    """
    likeness = left @ right.T / TEMPERATURE
    forward, backward = _softmax(likeness), _softmax(likeness.T).T
    rows = np.arange(len(left))
    loss = -float(np.log(forward[rows, rows]).mean() + np.log(backward[rows, rows]).mean()) / 2
    pull = forward + backward
    pull[rows, rows] -= 2
    pull /= 2 * len(left) * TEMPERATURE
    return loss, np.asarray(pull @ right, np.float32), np.asarray(pull.T @ left, np.float32)


def through_unit(raw: Floats, gradient: Floats) -> Floats:
    """Gradient with respect to raw vectors from that with respect to their unit vectors."""
    length = np.linalg.norm(raw, axis=1, keepdims=True)
    direction = raw / length
    return np.asarray((gradient - direction * (gradient * direction).sum(axis=1, keepdims=True)) / length, np.float32)


def _descriptions(wording: Wording) -> tuple[str, str, str]:
    return wording.definition, f"{wording.label}: {wording.definition}", ", ".join(wording.names)


def _centre(texts: Texts) -> Texts:
    needs = unit(texts.needs - texts.needs.mean(axis=(0, 1)))
    return Texts(needs, unit(texts.descriptions - texts.descriptions.mean(axis=0)))


def _ridge_maps(centred: Mapping[Language, Texts]) -> dict[Language, Floats]:
    stacks = {lang: _stack(centred[lang]) for lang in LANGUAGES}
    target = _mean_direction(list(stacks.values()))
    maps = {}
    for language, source in stacks.items():
        gram = source.T @ source + RIDGE * np.eye(source.shape[1], dtype=np.float32)
        maps[language] = np.linalg.solve(gram, source.T @ target).astype(np.float32)
    return maps


def _mean_direction(parts: list[Floats]) -> Floats:
    return unit(np.asarray(np.sum(parts, axis=0), np.float32))


def _stack(texts: Texts) -> Floats:
    both = np.concatenate([texts.needs, texts.descriptions], axis=1)
    return both.reshape(-1, both.shape[-1])


def _principal_axes(centred: Mapping[Language, Texts], maps: Mapping[Language, Floats]) -> Floats:
    mapped = np.concatenate([unit(_stack(centred[lang]) @ maps[lang]) for lang in LANGUAGES])
    _values, axes = np.linalg.eigh(mapped.T @ mapped)
    return np.ascontiguousarray(axes[:, ::-1][:, :DIMENSIONS])


def _contrast(
    centred: Mapping[Language, Texts], start: Mapping[Language, Floats], rng: np.random.Generator
) -> tuple[dict[Language, Floats], Floats]:
    size = next(iter(start.values())).shape[1]
    identity = np.eye(size, dtype=np.float32)
    maps = {lang: _Parameter(start[lang], start[lang]) for lang in LANGUAGES}
    answer = _Parameter(identity, identity)
    number = 0
    for _ in range(ROUNDS):
        order = rng.permutation(len(centred["en"].needs))
        for at in range(0, len(order), CONCEPTS_A_STEP):
            number += 1
            _learn(centred, order[at : at + CONCEPTS_A_STEP], maps, answer, rng)
            for parameter in (*maps.values(), answer):
                parameter.step(number)
    return {lang: parameter.value for lang, parameter in maps.items()}, answer.value


def _learn(
    centred: Mapping[Language, Texts],
    chosen: np.ndarray[tuple[int], np.dtype[np.int64]],
    maps: Mapping[Language, _Parameter],
    answer: _Parameter,
    rng: np.random.Generator,
) -> None:
    """Add up the gradients of one step: each language against another drawn by chance."""
    same_need = rng.integers(NEEDS)
    for number, here in enumerate(LANGUAGES):
        there = LANGUAGES[(number + 1 + rng.integers(len(LANGUAGES) - 1)) % len(LANGUAGES)]
        need, kind = rng.integers(NEEDS), rng.integers(NEEDS)
        description = centred[there].descriptions[chosen, kind]
        _pair(centred[here].needs[chosen, need], description, maps[here], maps[there], answer)
        _pair(centred[here].needs[chosen, same_need], centred[there].needs[chosen, same_need], maps[here], maps[there])
        _pair(centred[here].descriptions[chosen, kind], description, maps[here], maps[there])


def _pair(
    left: Floats, right: Floats, left_map: _Parameter, right_map: _Parameter, answer: _Parameter | None = None
) -> None:
    """Add the gradients of one pairing; with ``answer`` the left side is a need that looks for its description."""
    left_raw, right_raw = left @ left_map.value, right @ right_map.value
    left_unit = unit(left_raw)
    turned = left_unit if answer is None else left_unit @ answer.value
    _loss, left_gradient, right_gradient = info_nce(unit(turned), unit(right_raw))
    right_map.gradient += right.T @ through_unit(right_raw, right_gradient)
    if answer is not None:
        turned_gradient = through_unit(turned, left_gradient)
        answer.gradient += left_unit.T @ turned_gradient
        left_gradient = turned_gradient @ answer.value.T
    left_map.gradient += left.T @ through_unit(left_raw, left_gradient)


def _softmax(values: Floats) -> Floats:
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)
