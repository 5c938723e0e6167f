"""Names of organisations made comparable: without case, accents, signs and legal forms."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
DIGRAPHS = re.compile(r"([aou])e")
LEGAL_PHRASES = re.compile(
    r"\b(societa (cooperativa|consortile)?( )?(per azioni|a responsabilita limitata( semplificata)?)"
    r"|gesellschaft mit beschrankter haftung|aktiengesellschaft|eingetragener verein|eingetragene genossenschaft"
    r"|druzba z omejeno odgovornostjo|delniska druzba|samostojni podjetnik"
    r"|societe (anonyme|a responsabilite limitee|par actions simplifiee))\b"
)
LEGAL_FORMS: dict[str, tuple[str, ...]] = {
    "AT": ("gesmbh", "og", "keg", "eu", "privatstiftung"),
    "CH": ("ag", "sa", "gmbh", "sarl", "sagl", "kig"),
    "DE": ("gmbh", "ggmbh", "mbh", "ug", "ag", "kg", "ohg", "kgaa", "ev", "eg", "gbr", "ek", "haftungsbeschrankt"),
    "FR": ("sa", "sarl", "sas", "sasu", "eurl", "sci", "scop", "scic", "gie", "gip", "eirl", "snc", "sca"),
    "IT": (
        "srl",
        "srls",
        "spa",
        "sapa",
        "snc",
        "sas",
        "ss",
        "scarl",
        "scrl",
        "scpa",
        "arl",
        "csnc",
        "csas",
        "soc",
        "coop",
        "onlus",
    ),
    "LI": ("ag", "gmbh", "anstalt", "est", "reg"),
    "SI": ("doo", "dd", "dno", "kd", "sp", "zoo"),
    "": ("ltd", "limited", "inc", "llc", "plc", "bv", "nv", "se", "co", "cie", "und", "and", "et", "e"),
}
"""Legal forms as they read once folded; those of no country are at home everywhere, with words that join them."""
FORMS = frozenset(form for forms in LEGAL_FORMS.values() for form in forms)


@lru_cache(maxsize=1 << 17)
def plain_name(name: str) -> str:
    """The words of a name that tell one organisation from another.

    Umlauts, and the letters that stand for them, become plain vowels; legal forms at the start and the end go, unless
    nothing else would be left.

    >>> plain_name("Müller Präzision G.m.b.H. & Co. KG"), plain_name("Mueller Praezision")
    ('muller prazision', 'muller prazision')
    >>> plain_name("Fonderie Alpine S.r.l."), plain_name("ORODJARNA BLED, d. o. o."), plain_name("S.à r.l. Dupont")
    ('fonderie alpine', 'orodjarna bled', 'dupont')
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold().translate(LETTERS))
    folded = "".join(sign for sign in folded if not unicodedata.combining(sign)).replace("'", " ").replace("’", " ")
    joined = " ".join(_joined(re.findall(r"[^\W_]+", folded)))
    words = LEGAL_PHRASES.sub(" ", joined).split()
    bare = _without_forms(words) or _without_forms(joined.split()) or joined.split()
    return " ".join(DIGRAPHS.sub(r"\1", word) for word in bare)


def trigrams(plain: str) -> frozenset[str]:
    """Groups of three letters of each word, with two blanks before it and one behind, as PostgreSQL's pg_trgm has them.

    >>> sorted(trigrams("abc"))
    ['  a', ' ab', 'abc', 'bc ']
    """
    return frozenset(padded[at : at + 3] for word in plain.split() for padded in (f"  {word} ",)
                     for at in range(len(padded) - 2))  # fmt: skip


def _joined(words: list[str]) -> list[str]:
    """Runs of single letters as one word: s r l, d o o, e v."""
    runs: list[list[str]] = []
    for word in words:
        if runs and len(word) == 1 and len(runs[-1][-1]) == 1 and word.isalpha() and runs[-1][-1].isalpha():
            runs[-1].append(word)
        else:
            runs.append([word])
    return ["".join(run) for run in runs]


def _without_forms(words: list[str]) -> list[str]:
    telling = [at for at, word in enumerate(words) if word not in FORMS]
    return words[telling[0] : telling[-1] + 1] if telling else []
