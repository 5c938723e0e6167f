"""Split a text into the pieces of a unigram vocabulary (Kudo 2018), as SentencePiece does for XLM-RoBERTa."""

from __future__ import annotations

import re

from cordata.language.weights import Vocabulary

META = "\u2581"
UNKNOWN_PENALTY = 10.0
NEVER = -1e30


class UnigramTokenizer:
    """The most probable split of a text, by dynamic programming over the pieces.

    Costs time linear in the text's length, times the longest piece.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._scores = {
            piece: (index, score)
            for index, (piece, score) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True))
            if piece and index != vocabulary.unknown
        }
        self._longest = max(map(len, self._scores))
        self._unknown_score = min(vocabulary.scores) - UNKNOWN_PENALTY

    def encode(self, text: str) -> list[int]:
        """Piece numbers of the text, without the marks of begin and end.

        Words are split one by one: no piece crosses a blank, so the best split of the text is that of its words.
        """
        normal = re.sub(" {2,}", " ", text.translate(self.vocabulary.normalise))
        if not normal.startswith(" "):
            normal = " " + normal
        return [number for word in normal.split(" ")[1:] for number in self._encode_word(META + word)]

    def _encode_word(self, word: str) -> list[int]:
        raw = word.encode()
        starts = [at for at, byte in enumerate(raw) if byte & 0xC0 != 0x80]
        best: dict[int, tuple[float, int, int]] = {0: (0.0, -1, 0)}
        ends = [*starts[1:], len(raw)]
        for position, start in enumerate(starts):
            score_here = best[start][0]
            for end in ends[position:]:
                if end - start > self._longest:
                    break
                found = self._scores.get(raw[start:end])
                if found is not None:
                    score = score_here + found[1]
                    if score > best.get(end, (NEVER, 0, 0))[0]:
                        best[end] = (score, found[0], start)
            fallback = score_here + self._unknown_score
            if fallback > best.get(ends[position], (NEVER, 0, 0))[0]:
                best[ends[position]] = (fallback, self.vocabulary.unknown, start)
        return _trace(best, len(raw))


def _trace(best: dict[int, tuple[float, int, int]], end: int) -> list[int]:
    numbers: list[int] = []
    while end > 0:
        _score, number, end = best[end]
        numbers.append(number)
    return numbers[::-1]
