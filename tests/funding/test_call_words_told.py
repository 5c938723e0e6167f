"""Which words that two texts share are told to people."""

from cordata.funding.call_words import WordWeights


def test_little_words_are_not_told():
    words = WordWeights(["stampi per fonderia con sensori", "una foresta per tutti"])
    assert words.shared("fonderia con stampa per auto", 0) == ("fonder",)
