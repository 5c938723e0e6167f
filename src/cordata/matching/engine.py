"""What the matching knows: thesaurus, encoder, alignment, annotator; and how it reads a text with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cordata.kernel.languages import Language
from cordata.language import Annotator, Encoder, Progress, WordEncoder, detect, load_encoder
from cordata.language.alignment import (
    Alignment,
    Centres,
    EngineDataError,
    Role,
    load_alignment,
)
from cordata.language.weights import Floats
from cordata.thesaurus import Thesaurus, load_thesaurus


@dataclass(frozen=True)
class Readings:
    """Texts as the matching sees them; n texts, k dimensions, c concepts.

    ``vectors`` has shape (n, k), ``concepts`` shape (n, c) with rows of unit length or zero, ``explicit`` the ids of
    concepts that stand in a text or were chosen for it, ``centres`` the means used per language.
    """

    vectors: Floats
    concepts: Floats
    explicit: list[tuple[str, ...]]
    languages: list[Language]
    centres: Centres


class Engine:
    """Reads texts of five languages into one space.

    Parameters
    ----------
    encoder
        None when there is no model: then texts are compared by concepts and words (``by_meaning`` is False).

    Raises
    ------
    EngineDataError
        When the fitted data are of other concepts or of another encoder. Changed words are no error: they are used
        where concepts are found in a text, and in vectors once the engine is fitted anew.
    """

    def __init__(self, thesaurus: Thesaurus, alignment: Alignment, annotator: Annotator, encoder: Encoder | None):
        if set(alignment.concepts) != set(thesaurus):
            raise EngineDataError("the thesaurus got other concepts after the engine was fitted; run: make engine")
        if encoder is not None and encoder.name not in (alignment.encoder, WordEncoder.name):
            raise EngineDataError(f"the engine was fitted for {alignment.encoder}, not for {encoder.name}")
        self.thesaurus = thesaurus
        self.alignment = alignment
        self.annotator = annotator
        self.encoder = encoder or WordEncoder()
        self.by_meaning = self.encoder.name == alignment.encoder

    @classmethod
    def load(cls, cache: Path, *, model: Path | None = None, threads: int = 0) -> Engine:
        """The engine that comes with Cordata; ``cache`` is a folder for what is quicker to load than to make."""
        thesaurus = load_thesaurus(cache)
        encoder = load_encoder(cache, model=model, threads=threads)
        return cls(thesaurus, load_alignment(), Annotator.build(thesaurus), encoder)

    @property
    def name(self) -> str:
        """Tells whether vectors of an index were made by an engine like this."""
        return f"{self.encoder.name}/{self.alignment.fingerprint}"

    @property
    def dimensions(self) -> int:
        """Length of the vectors that ``read`` gives."""
        return self.alignment.dimensions if self.by_meaning else self.encoder.dimensions

    def read(
        self,
        texts: Sequence[str],
        roles: Sequence[Role],
        *,
        languages: Sequence[Language | None],
        chosen: Sequence[Iterable[str]],
        centres: Centres | None = None,
        progress: Progress | None = None,
    ) -> Readings:
        """Read texts, each as an offer or as a request.

        Parameters
        ----------
        languages
            Known languages; None is detected.
        chosen
            Ids of concepts that somebody chose for each text.
        centres
            Means of offers per language, of an index that the texts join; else drawn from the texts themselves.
        """
        tongues = [lang or detect(text).language for lang, text in zip(languages, texts, strict=True)]
        explicit = [
            tuple(dict.fromkeys((*given, *(found.concept for found in self.annotator.find(text, lang)))))
            for given, text, lang in zip(chosen, texts, tongues, strict=True)
        ]
        raw = self.encoder.encode(texts, progress=progress)
        requests = np.array([role == "request" for role in roles], bool)
        used = centres or self._centres(raw, tongues, requests)
        vectors, concepts = self._place(raw, tongues, requests, used)
        return Readings(vectors, self.alignment.with_explicit(concepts, explicit), explicit, tongues, used)

    def _centres(self, raw: Floats, languages: Sequence[Language], requests: np.ndarray) -> Centres:
        if not self.by_meaning:
            return {}
        offers = [lang for lang, request in zip(languages, requests, strict=True) if not request]
        return self.alignment.centres_of("offer", raw[~requests], offers)

    def _place(
        self, raw: Floats, languages: Sequence[Language], requests: np.ndarray, centres: Centres
    ) -> tuple[Floats, Floats]:
        alignment = self.alignment
        weights = np.zeros((len(raw), len(alignment.concepts)), np.float32)
        if not self.by_meaning:
            return raw, weights
        vectors = np.zeros((len(raw), alignment.dimensions), np.float32)
        tags = np.array(languages)
        if (~requests).any():
            vectors[~requests] = alignment.align(raw[~requests], tags[~requests], centres)
            weights[~requests] = alignment.concepts_offered(vectors[~requests])
        if requests.any():
            asked = raw[requests]
            means = alignment.centres_of("request", asked, tags[requests])
            aligned = alignment.align(asked, tags[requests], means)
            vectors[requests] = alignment.toward_answers(aligned)
            weights[requests] = alignment.concepts_needed(aligned)
        return vectors, weights
