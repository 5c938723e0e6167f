"""Reasons of the library as sentences in the reader's language: whole literals with named gaps, one for each code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.language.encoders import STEM_LETTERS
from cordata_web.directory import wording
from cordata_web.directory.vocabulary import concept_label, reading_language, thesaurus

Facts = Mapping[str, Any]
NEXT_DOOR_KM = 10
LEVELS = {
    "close": gettext_lazy("What they write is very close in meaning to your text."),
    "middling": gettext_lazy("What they write is close in meaning to your text."),
    "loose": gettext_lazy("What they write touches on your text."),
}
FITS = (
    (0.5, gettext_lazy("Very likely fits")),
    (0.2, gettext_lazy("Likely fits")),
    (0.05, gettext_lazy("May fit")),
    (0.0, gettext_lazy("Hardly fits")),
)
"""The score is the chance that a profile is the right one, where one of 80 is."""


def sentence(code: str, facts: Facts, spoken: Sequence[str] = (), side: str = "request") -> str:
    """Why something was found; ``spoken`` are the languages of the text and of the partner, ``side`` is the text's."""
    sentences = SENTENCES_FOR_OFFERS if side == "offer" and code in SENTENCES_FOR_OFFERS else SENTENCES
    return sentences[code](facts, spoken)


def sentence_for_partner(code: str, facts: Facts, spoken: Sequence[str] = (), side: str = "request") -> str:
    """The same, told to the partner that was found: ``side`` is still that of the opportunity that it was found for."""
    if code == "kind_of_partner":
        return ""
    if code == "needed_concepts":
        return SENTENCES_FOR_PARTNERS[side] % _concepts(facts, spoken)
    if code == "speaks_language":
        language = wording.language_name(facts["language"])
        return _("Written in a language that you speak: %(language)s.") % {"language": language}
    if code == "related_concepts":
        facts = {**facts, "pairs": [(other, one) for one, other in facts["pairs"]]}
    if code == "across_border":
        facts = {**facts, "from": facts["to"], "to": facts["from"]}
    return sentence(code, facts, spoken, side)


def fit(score: float) -> str:
    """A score in words."""
    return str(next(words for least, words in FITS if score >= least))


def concept_in_languages(concept: str, spoken: Iterable[str]) -> str:
    """The label for the reader, with those of other languages where they differ: "die casting (Druckguss)"."""
    label = concept_label(concept)
    entry = thesaurus().get(concept)
    if entry is None:
        return label
    others = dict.fromkeys(entry.label(language) for language in spoken if language != reading_language())
    different = [other for other in others if other.casefold() != label.casefold()]
    if not different:
        return label
    return _("%(label)s (%(others)s)") % {"label": label, "others": ", ".join(different)}


def listed(words: Sequence[str]) -> str:
    """Several things in one sentence."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def _concepts(facts: Facts, spoken: Sequence[str]) -> dict[str, str]:
    return {"concepts": listed([concept_in_languages(concept, spoken) for concept in facts["concepts"]])}


def _related(facts: Facts, spoken: Sequence[str]) -> str:
    pairs = [
        _("%(one)s – %(other)s")
        % {"one": concept_in_languages(one, spoken[:1]), "other": concept_in_languages(other, spoken[1:])}
        for one, other in facts["pairs"]
    ]
    return _("Your fields lie next to theirs: %(pairs)s.") % {"pairs": "; ".join(pairs)}


def _shared_words(facts: Facts, _spoken: Sequence[str]) -> str:
    if not facts["words"]:
        return _("No word of your text stands in theirs.")
    words = [f"{word}…" if len(word) == STEM_LETTERS else word for word in facts["words"]]
    return _("Words that stand in both texts: %(words)s.") % {"words": ", ".join(words)}


def _near(facts: Facts, _spoken: Sequence[str]) -> str:
    if facts["km"] < NEXT_DOOR_KM:
        return _("Less than %(km)s km away.") % {"km": NEXT_DOOR_KM}
    return _("About %(km)s km away.") % {"km": number_format(round(facts["km"], -1), force_grouping=True)}


def _across_border(facts: Facts, _spoken: Sequence[str]) -> str:
    countries = {"from": wording.country_name(facts["from"]), "to": wording.country_name(facts["to"])}
    if facts["neighbours"]:
        return _("Just across the border: %(from)s – %(to)s.") % countries
    return _("Across several borders: %(from)s – %(to)s.") % countries


SENTENCES: dict[str, Callable[[Facts, Sequence[str]], str]] = {
    "shared_concepts": lambda facts, spoken: _("Both speak of %(concepts)s.") % _concepts(facts, spoken),
    "needed_concepts": lambda facts, spoken: (
        _("Offers what your text calls for: %(concepts)s.") % _concepts(facts, spoken)
    ),
    "related_concepts": _related,
    "similar_meaning": lambda facts, _spoken: str(LEVELS[facts["level"]]),
    "shared_words": _shared_words,
    "same_sector": lambda facts, _spoken: (
        _("The same sector: %(sectors)s.") % {"sectors": listed([wording.sector_name(one) for one in facts["sectors"]])}
    ),
    "kind_of_partner": lambda facts, _spoken: (
        _("Kind of partner: %(kind)s.") % {"kind": wording.kind_name(facts["kind"])}
    ),
    "speaks_language": lambda facts, _spoken: (
        _("Speaks the language of your text: %(language)s.") % {"language": wording.language_name(facts["language"])}
    ),
    "near": _near,
    "across_border": _across_border,
    "same_country": lambda facts, _spoken: (
        _("In your country: %(country)s.") % {"country": wording.country_name(facts["country"])}
    ),
    "both_seek_partners": lambda _facts, _spoken: _("Both look for partners of a research project."),
}
"""By the codes of the library; a test demands one for each."""

SENTENCES_FOR_OFFERS: dict[str, Callable[[Facts, Sequence[str]], str]] = {
    "needed_concepts": lambda facts, spoken: (
        _("May need what your text offers: %(concepts)s.") % _concepts(facts, spoken)
    ),
}
"""Those that read otherwise when the text offers something."""

SENTENCES_FOR_PARTNERS = {
    "request": gettext_lazy("They look for what you offer: %(concepts)s."),
    "offer": gettext_lazy("They offer what you may need: %(concepts)s."),
}
"""What an opportunity calls for, told to the partner; by the opportunity's side."""
