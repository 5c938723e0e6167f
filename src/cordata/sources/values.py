"""Cells of outside tables as values: numbers, yes and no, dates, countries, towns, websites.

Each function gives None for what it cannot read; the caller reports it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
import zlib
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from urllib.parse import urlsplit

from cordata.kernel import Place

YES = frozenset(("1", "true", "yes", "y", "x", "si", "sì", "ja", "oui", "da", "wahr", "vero", "vrai"))
NO = frozenset(("0", "false", "no", "n", "nein", "non", "ne", "falsch", "falso", "faux"))
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d"})
SMALL_WORDS = frozenset(
    (
        *("am", "an", "auf", "bei", "den", "der", "des", "im", "in", "ob", "unter", "vorm", "zu", "zum", "zur"),
        *("a", "d", "da", "dei", "del", "della", "delle", "di", "e", "l", "nel", "nella", "sul", "sulla"),
        *("de", "du", "en", "et", "la", "le", "les", "sous", "sur", "na", "pri", "v"),
    )
)
DATE_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?"),
    re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})\. (?P<month>\d{1,2})\. (?P<year>\d{4})"),
)
HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
LONGEST_ADDRESS = 300
REMEMBERED = 1 << 16
"""How many cells of one kind are remembered: organisations stand in many rows with the same address."""
ISO2 = re.compile(r"[A-Z]{2}")


def folded(text: str) -> str:
    """Lower-case words without accents or signs, to compare names.

    >>> folded("St. Pölten (NÖ)")
    'st polten no'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign))))


def slug(text: str, *, limit: int = 110) -> str:
    """An identifier of ASCII letters and digits from a name; a checksum of one written in other letters.

    >>> slug("Kunststoff-Cluster Oberösterreich & Süd")
    'kunststoff-cluster-oberoesterreich-sued'
    """
    plain = folded(unicodedata.normalize("NFKC", text).casefold().translate(UMLAUTS))
    ascii_only = "-".join(re.findall(r"[a-z0-9]+", plain))[:limit].strip("-")
    return ascii_only or (format(zlib.crc32(plain.encode()), "x") if plain else "")


def decimal(text: str) -> float | None:
    """A number with point or comma, thousands parted or not.

    >>> decimal("1.234.567,89"), decimal("714072.25"), decimal("196707,84"), decimal("12 %")
    (1234567.89, 714072.25, 196707.84, None)
    """
    digits = re.sub(r"[\s'’]", "", text)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        digits = digits.replace(thousands, "")
    elif digits.count(",") > 1 or digits.count(".") > 1:
        digits = digits.replace(",", "").replace(".", "")
    digits = digits.replace(",", ".")
    return float(digits) if re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", digits) else None


def whole(text: str) -> int | None:
    """A whole number not below zero; ``1.250`` and ``1'250`` read as thousands.

    >>> whole("1.250"), whole("250.0"), whole("about 250")
    (1250, 250, None)
    """
    if re.fullmatch(r"\d{1,3}([.,'’ ]\d{3})+", text.strip()):
        return int(re.sub(r"\D", "", text))
    number = decimal(text)
    return int(number) if number is not None and number >= 0 and number == int(number) else None


def yes_or_no(text: str) -> bool | None:
    """Yes or no in the five languages, or as tables of officials write it.

    >>> yes_or_no("sì"), yes_or_no("False"), yes_or_no("maybe")
    (True, False, None)
    """
    word = text.strip().casefold()
    return True if word in YES else False if word in NO else None


@lru_cache(maxsize=REMEMBERED)
def day(text: str) -> date | None:
    """A date, year first or day first.

    >>> day("2024-12-01 00:00:00"), day("31.5.2028"), day("31/02/2028")
    (datetime.date(2024, 12, 1), datetime.date(2028, 5, 31), None)
    """
    for form in DATE_FORMS:
        match = form.fullmatch(text.strip())
        if match:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None


@lru_cache(maxsize=REMEMBERED)
def country(text: str) -> str | None:
    """The ISO code of a country: any two letters, else names in five languages for the macro-region.

    >>> country("EL"), country("UK"), country("Švica"), country("Atlantis")
    ('GR', 'GB', 'CH', None)
    """
    known = _countries().get(folded(text))
    if known is not None:
        return known
    return text.strip() if ISO2.fullmatch(text.strip()) else None


def town(text: str, country_code: str = "") -> str:
    """A town without province, postal office or number, and not in capitals.

    >>> [town(name) for name in ("TORINO TO", "Rozzano (Mi)", "St Ingbert", "Villigen PSI", "TOULOUSE CEDEX 9")]
    ['Torino', 'Rozzano', 'Sankt Ingbert', 'Villigen', 'Toulouse']
    """
    name = re.sub(r"\s*[(\[].*?[)\]]", "", text).strip(" ,;.-")
    name = re.sub(r"^(?:[A-Z]{1,2}[ -])?\d{4,5}\s+", "", name)
    name = re.sub(r"(?i)\s+cedex\b.*$|\s*,.*$|\s+\d+\w?$", "", name)
    name = re.sub(r"(?<=\w{3})\s+[A-Z]{2,3}$", "", name) if len(name.split()) > 1 else name
    if country_code in ("CH", "IT"):
        name = re.sub(r"(?<=\w{3}) +[A-Z][A-Za-z]$", "", name)
    if name.isupper() or name.islower():
        name = _capitalised(name)
    saint = "Saint-" if country_code == "FR" else "Sankt "
    return re.sub(r"^(?:St\.?|Skt\.?)[ -]+(?=\w)", saint, name)


@lru_cache(maxsize=REMEMBERED)
def website(text: str) -> str | None:
    """An address that begins with https or http, the first of several; a bare host gets https.

    >>> website("www.polito.it"), website("HTTP://www.Fraunhofer.de/x"), website("none")
    ('https://www.polito.it', 'http://www.fraunhofer.de/x', None)
    """
    address = re.split(r"[;,\s]\s*", text.strip())[0].rstrip(".")
    if not re.match(r"(?i)https?://", address):
        address = f"https://{address.lstrip('/')}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    if not HOST.fullmatch(host) or parts.username is not None or len(address) > LONGEST_ADDRESS:
        return None
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower()).geturl()


@lru_cache(maxsize=REMEMBERED)
def place(text: str) -> Place | None:
    """A place from ``"latitude,longitude"`` in degrees.

    >>> place("48.137,11.575")
    Place(latitude=48.137, longitude=11.575)
    """
    parts = [decimal(part) for part in re.split(r"[,;]\s*", text.strip("() "))]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    on_earth = abs(parts[0]) <= 90 and abs(parts[1]) <= 180 and parts != [0, 0]
    return Place(parts[0], parts[1]) if on_earth else None


def without_capitals(name: str) -> str:
    """A name that shouts, said normally; short words keep their capitals, for they may be initials.

    >>> without_capitals("POLITECNICO DI TORINO"), without_capitals("ENBW AG"), without_capitals("EnBW AG")
    ('Politecnico di Torino', 'ENBW AG', 'EnBW AG')
    """
    return _capitalised(name, initials=4) if name.isupper() and len(name) > 10 else name


def _capitalised(name: str, initials: int = 0) -> str:
    words = re.split(r"([\s\-'’/]+)", name.lower())
    for index, word in enumerate(words):
        if index and word in SMALL_WORDS:
            continue
        words[index] = word.upper() if 0 < len(word) <= initials else word[:1].upper() + word[1:]
    return "".join(words)


@cache
def _countries() -> dict[str, str]:
    text = resources.files("cordata.data").joinpath("places/countries.csv").read_text("utf-8")
    return {
        folded(name): row["code"]
        for row in csv.DictReader(text.splitlines())
        for name in (row["code"], row["iso3"], *row["names"].split("|"))
    }
