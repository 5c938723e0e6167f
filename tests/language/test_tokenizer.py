import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.language.tokenizer import META, UNKNOWN_PENALTY, UnigramTokenizer
from cordata.language.weights import Vocabulary

UNKNOWN = 0


def tokenizer_of(pieces: dict[str, float], normalise: dict[int, str] | None = None) -> UnigramTokenizer:
    names, scores = ["<unk>", *pieces], [0.0, *pieces.values()]
    vocabulary = Vocabulary([name.encode() for name in names], scores, 0, 0, UNKNOWN, normalise or {})
    return UnigramTokenizer(vocabulary)


def split(tokenizer: UnigramTokenizer, text: str) -> list[str]:
    return [tokenizer.vocabulary.pieces[number].decode() for number in tokenizer.encode(text)]


SMALL = {META: -2.0, META + "a": -1.0, META + "ab": -3.0, "b": -1.0, "c": -1.0, "bc": -1.5, "è": -1.0, "a": -4.0}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("abc", [META + "a", "bc"]),  # -1 - 1.5 = -2.5; a b c -3; ab c -4
        ("ab", [META + "a", "b"]),  # -1 - 1 = -2; ab -3
        ("b", [META, "b"]),
        ("a è", [META + "a", META, "è"]),
        ("a  b", [META + "a", META, "b"]),  # two blanks are one
        (" a", [META + "a"]),
        ("axb", [META + "a", "<unk>", "b"]),
        ("a日b", [META + "a", "<unk>", "b"]),  # a sign of three bytes is one unknown piece
        ("", [META]),
    ],
)
def test_the_best_split_is_the_one_found_by_hand(text: str, pieces: list[str]) -> None:
    assert split(tokenizer_of(SMALL), text) == pieces


def test_characters_are_normalised_first() -> None:
    tokenizer = tokenizer_of(SMALL, {ord("B"): "b", ord("\n"): " ", ord("™"): ""})
    assert split(tokenizer, "aB™\nb") == [META + "a", "b", META, "b"]


def test_the_mark_of_the_unknown_is_no_piece_of_a_text() -> None:
    letters = dict.fromkeys("<unk>", -1.0)
    assert split(tokenizer_of({META: -1.0, **letters}), "<unk>") == [META, *"<unk>"]


def best_by_trying_all(pieces: dict[str, float], word: str) -> float:
    unknown = min(0.0, *pieces.values()) - UNKNOWN_PENALTY
    best = float("-inf")
    for cuts in itertools.product([False, True], repeat=len(word) - 1):
        edges = [0, *(at + 1 for at, cut in enumerate(cuts) if cut), len(word)]
        parts = [word[start:stop] for start, stop in itertools.pairwise(edges)]
        if all(part in pieces or len(part) == 1 for part in parts):
            best = max(best, sum(pieces.get(part, unknown) for part in parts))
    return best


@given(
    st.dictionaries(st.text("abč" + META, min_size=1, max_size=3), st.floats(-9, -0.5), min_size=1),
    st.text("abčx", min_size=1, max_size=7),
)
def test_no_split_is_better_than_the_one_found(pieces: dict[str, float], word: str) -> None:
    tokenizer = tokenizer_of(pieces)
    numbers = tokenizer.encode(word)
    unknown = min(0.0, *pieces.values()) - UNKNOWN_PENALTY
    scores = [unknown if number == UNKNOWN else tokenizer.vocabulary.scores[number] for number in numbers]
    assert sum(scores) == pytest.approx(best_by_trying_all(pieces, META + word))


@given(st.text("abc xč\n", max_size=60))
def test_the_pieces_put_together_give_the_text(text: str) -> None:
    """With a vocabulary of single letters nothing known is lost, nothing is added, the unknown stands in its place."""
    letters = {META: -1.0, "a": -1.0, "b": -1.0, "c": -1.0}
    while "  " in text:
        text = text.replace("  ", " ")
    wanted = "".join(letter if letter in letters else "?" for letter in text.replace(" ", META))
    found = "".join("?" if piece == "<unk>" else piece for piece in split(tokenizer_of(letters), text))
    assert found == (wanted if text.startswith(" ") else META + wanted)
