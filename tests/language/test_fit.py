from collections.abc import Callable

import numpy as np
import pytest

from cordata.kernel import LANGUAGES, Language
from cordata.language import WordEncoder
from cordata.language.alignment import Alignment, fingerprint_of, unit
from cordata.language.fit import (
    HOLD,
    RATE,
    TEMPERATURE,
    Texts,
    _Parameter,
    encode_thesaurus,
    fit_alignment,
    info_nce,
    through_unit,
)
from cordata.thesaurus import Thesaurus
from thesaurus.concepts import concept, thesaurus_of

SIZE, CONCEPTS = 24, 120


def slope_of(value: Callable[[np.ndarray], float], at: np.ndarray, step: float = 1e-3) -> np.ndarray:
    """Finite differences; the step is large because the loss is computed in single precision."""
    found = np.zeros_like(at)
    for place in np.ndindex(*at.shape):
        moved = at.copy()
        moved[place] += step
        up = value(moved)
        moved[place] -= 2 * step
        found[place] = (up - value(moved)) / (2 * step)
    return found


def some_rows(seed: int, shape: tuple[int, int] = (5, 4)) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape)


def test_the_loss_of_perfect_pairs_is_that_of_the_formula() -> None:
    """Two pairs at right angles: each row sees 1 and 0, so the loss is log(1 + exp(-1 / temperature))."""
    loss, _, _ = info_nce(np.eye(2), np.eye(2))
    assert loss == pytest.approx(np.log(1 + np.exp(-1 / TEMPERATURE)), abs=1e-7)


def test_the_loss_of_what_cannot_be_told_apart_is_a_guess() -> None:
    same = np.tile([[1.0, 0.0]], (7, 1))
    assert info_nce(same, same)[0] == pytest.approx(np.log(7))


def test_gradients_of_the_loss_are_its_slopes() -> None:
    left, right = unit(some_rows(1)).astype(float), unit(some_rows(2)).astype(float)
    _, to_left, to_right = info_nce(left, right)
    assert to_left == pytest.approx(slope_of(lambda rows: info_nce(rows, right)[0], left), abs=2e-3)
    assert to_right == pytest.approx(slope_of(lambda rows: info_nce(left, rows)[0], right), abs=2e-3)


def test_the_gradient_goes_through_the_unit_length() -> None:
    raw, pull = some_rows(3), some_rows(4)

    def pulled(rows: np.ndarray) -> float:
        return float((rows / np.linalg.norm(rows, axis=1, keepdims=True) * pull).sum())

    assert through_unit(raw, pull) == pytest.approx(slope_of(pulled, raw), abs=1e-4)


def test_a_step_is_that_of_adam_with_a_pull_to_the_start() -> None:
    """The first step of Adam has the size of the rate, whatever the gradient; at the start nothing pulls back."""
    parameter = _Parameter(np.zeros((1, 2), np.float32), np.zeros((1, 2), np.float32))
    parameter.gradient += [[0.5, -3]]
    parameter.step(1)
    assert parameter.value == pytest.approx(np.array([[-RATE, RATE]]), rel=1e-4)
    assert not parameter.gradient.any()
    away = _Parameter(np.ones((1, 1), np.float32), np.zeros((1, 1), np.float32))
    away.step(1)
    assert away.mean == pytest.approx(0.1 * 2 * HOLD)
    assert away.value[0, 0] == pytest.approx(1 - RATE, rel=1e-4)


def test_every_text_lands_in_its_place() -> None:
    small = thesaurus_of(concept("saw"), concept("mill"))
    told: list[tuple[int, int]] = []
    found = encode_thesaurus(small, WordEncoder(), lambda done, total: told.append((done, total)))
    assert told[-1] == (60, 60), "two concepts, five languages, three needs and three descriptions"
    for language in LANGUAGES:
        words = small["mill"].wordings[language]
        descriptions = [words.definition, f"{words.label}: {words.definition}", ", ".join(words.names)]
        assert np.array_equal(found[language].needs[1], WordEncoder().encode(words.needs))
        assert np.array_equal(found[language].descriptions[1], WordEncoder().encode(descriptions))


def made_up_world(seed: int) -> tuple[dict[Language, Texts], dict[Language, Texts]]:
    """Meanings seen through five languages, each turned and shifted its own way; twice, with other noise.

    Needs lie a little aside of descriptions, by one turn that all languages share.
    """
    rng = np.random.default_rng(seed)
    meanings = unit(rng.normal(size=(CONCEPTS, SIZE)))
    turn = np.linalg.qr(np.eye(SIZE) + 0.1 * np.triu(rng.normal(size=(SIZE, SIZE)), 1))[0]
    turn *= np.sign(np.diag(turn))
    lenses = {lang: (_rotation(rng), rng.normal(size=SIZE)) for lang in LANGUAGES}

    def seen(points: np.ndarray, language: Language) -> np.ndarray:
        rotation, shift = lenses[language]
        noisy = points[:, None, :] + 0.08 * rng.normal(size=(CONCEPTS, 3, SIZE))
        return unit((noisy @ rotation + shift).astype(np.float32))

    first, second = (
        {lang: Texts(seen(meanings @ turn, lang), seen(meanings, lang)) for lang in LANGUAGES} for _ in range(2)
    )
    return first, second


def _rotation(rng: np.random.Generator) -> np.ndarray:
    return np.linalg.qr(rng.normal(size=(SIZE, SIZE)))[0]


@pytest.fixture(scope="module")
def many() -> Thesaurus:
    return thesaurus_of(*(concept(f"c{number}") for number in range(CONCEPTS)))


@pytest.fixture(scope="module")
def world() -> tuple[dict[Language, Texts], dict[Language, Texts]]:
    return made_up_world(0)


@pytest.fixture(scope="module")
def fitted(many: Thesaurus, world: tuple[dict[Language, Texts], dict[Language, Texts]]) -> Alignment:
    return fit_alignment(many, "tests", world[0])


def share_found(asked: np.ndarray, offered: np.ndarray) -> float:
    return float(((asked @ offered.T).argmax(axis=1) == np.arange(len(asked))).mean())


def test_a_fitted_alignment_finds_translations_that_raw_vectors_do_not(fitted: Alignment, world: tuple) -> None:
    _, unseen = world
    raw, aligned = [], []
    for here in LANGUAGES:
        for there in LANGUAGES:
            if here != there:
                left, right = unseen[here].descriptions[:, 1], unseen[there].descriptions[:, 1]
                raw.append(share_found(left, right))
                centres = fitted.centres["offer"]
                aligned.append(
                    share_found(
                        fitted.align(left, [here] * CONCEPTS, centres), fitted.align(right, [there] * CONCEPTS, centres)
                    )
                )
    assert np.mean(raw) < 0.1
    assert np.mean(aligned) > 0.9


def test_needs_are_turned_toward_what_answers_them(fitted: Alignment, world: tuple) -> None:
    _, unseen = world
    needs = fitted.align(unseen["sl"].needs[:, 0], ["sl"] * CONCEPTS, fitted.centres["request"])
    offers = fitted.align(unseen["it"].descriptions[:, 1], ["it"] * CONCEPTS, fitted.centres["offer"])
    turned = unit(needs @ fitted.answer)
    assert info_nce(turned, offers)[0] < info_nce(needs, offers)[0]
    assert share_found(turned, offers) > 0.9


def test_needs_and_definitions_of_the_concepts_are_kept(fitted: Alignment, many: Thesaurus, world: tuple) -> None:
    _, unseen = world
    assert fitted.concepts == tuple(many)
    assert fitted.fingerprint == fingerprint_of(many)
    assert fitted.calibration == (1.0, 0.0)
    assert fitted.needs.shape == (CONCEPTS, 3, SIZE)
    asked = fitted.align(unseen["fr"].needs[:, 0], ["fr"] * CONCEPTS, fitted.centres["request"])
    offered = fitted.align(unseen["de"].descriptions[:, 1], ["de"] * CONCEPTS, fitted.centres["offer"])
    right = np.arange(CONCEPTS)
    assert (fitted.concepts_needed(asked).argmax(axis=1) == right).mean() > 0.8
    assert (fitted.concepts_offered(offered).argmax(axis=1) == right).mean() > 0.9


def test_the_same_seed_gives_the_same_arrays(fitted: Alignment, many: Thesaurus, world: tuple) -> None:
    again = fit_alignment(many, "tests", world[0])
    assert np.array_equal(again.answer, fitted.answer)
    assert all(np.array_equal(again.maps[lang], fitted.maps[lang]) for lang in LANGUAGES)
    other = fit_alignment(many, "tests", world[0], seed=1)
    assert not np.array_equal(other.answer, fitted.answer)
