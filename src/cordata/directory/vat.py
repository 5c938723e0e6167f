"""VAT numbers of the seven countries, checked without a network: form, length and check digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from stdnum.at import uid as at_uid
from stdnum.ch import uid as ch_uid
from stdnum.de import vat as de_vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fr import tva as fr_tva
from stdnum.it import iva as it_iva
from stdnum.si import ddv as si_ddv

VAT_PROBLEMS: dict[str, tuple[str, ...]] = {
    "empty": (),
    "wrong_country": ("found", "expected"),
    "wrong_signs": (),
    "wrong_length": ("length", "expected"),
    "wrong_check_digit": (),
}
"""Every problem of a VAT number, with the names of its facts."""

PREFIXES = frozenset(
    (
        *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GB", "HR", "HU", "IE"),
        *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM", "XI"),
    )
)
LABEL = re.compile(
    r"^(UST(-?ID)?|UID|VAT(ID)?|P(ARTITA)?\.?IVA|IVA|N[°O.]?TVA|TVA|MWST|IDZADDV|DDV|CF/?P\.?IVA)"
    r"([-.]?(IDNR|NR|NO|NUMMER|NUMBER))?[.:]*(?=.)"
)
SUFFIX = re.compile(r"(MWST|TVA|IVA|TPV|VAT|HR)$")
LENGTHS = {"AT": 9, "CH": 9, "DE": 9, "FR": 11, "IT": 11, "LI": 5, "SI": 8}
"""Signs behind the country's letters; for Switzerland behind ``CHE``."""


class UnknownVatCountryError(ValueError):
    """The country is none of the seven whose numbers can be checked."""


@dataclass(frozen=True, slots=True)
class VatCheck:
    """A VAT number as it is kept and compared, and what is wrong with it.

    ``number`` bears the country's letters (``CHE`` for Switzerland) and no other signs than letters and digits.
    ``problem`` is a code of ``VAT_PROBLEMS``, or nothing; ``facts`` are the values that go with it.
    """

    number: str
    country: str
    problem: str | None = None
    facts: tuple[tuple[str, str | int], ...] = ()

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong; it does not say that the number was given out."""
        return self.problem is None


def check_vat(text: str, country: str) -> VatCheck:
    """The VAT number in a text as people write it, checked by the rules of a country.

    Check digits are computed by python-stdnum after the rules that the tax offices publish. Liechtenstein's numbers
    have five digits and none to check: its firms keep them although Swiss ones changed to the UID (Liechtenstein's
    administration, "Umsetzung der UID in Liechtenstein").

    Raises
    ------
    UnknownVatCountryError
        For a country other than the seven.

    >>> check_vat("P.IVA 0074 3110 157", "IT")
    VatCheck(number='IT00743110157', country='IT', problem=None, facts=())
    >>> check_vat("DE 136 695 976", "IT").problem, check_vat("CHE-100.155.212 MWST", "CH").number
    ('wrong_country', 'CHE100155212')
    """
    if country not in LENGTHS:
        raise UnknownVatCountryError(country)
    found, signs = _parted(_compact(text), country)
    if not signs:
        return VatCheck("", country, "empty")
    number = ("CHE" if found == "CH" else found) + signs
    if found != country:
        return VatCheck(number, country, "wrong_country", (("found", found), ("expected", country)))
    problem = _problem(signs, country)
    facts = (("length", len(signs)), ("expected", LENGTHS[country])) if problem == "wrong_length" else ()
    return VatCheck(number, country, problem, facts)


def _compact(text: str) -> str:
    """Capital letters and digits, without labels and blanks."""
    written = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    return re.sub(r"[^\w]|_", "", LABEL.sub("", written))


def _parted(signs: str, country: str) -> tuple[str, str]:
    """The country that the letters in front say, or else the expected one, and the signs behind them."""
    if signs.startswith("CHE"):
        return "CH", SUFFIX.sub("", signs[3:])
    if country == "LI" and signs.startswith("FL"):
        return "LI", signs[2:]
    french_key = country == "FR" and fr_tva.is_valid(signs) and not signs.startswith("FR")
    if signs[:2] in PREFIXES and not french_key:
        rest = SUFFIX.sub("", signs[2:]) if signs[:2] == "CH" else signs[2:]
        return signs[:2], _with_u(rest) if signs[:2] == "AT" else rest
    if country == "CH":
        return country, SUFFIX.sub("", signs)
    return country, _with_u(signs) if country == "AT" else signs


def _with_u(signs: str) -> str:
    return f"U{signs}" if re.fullmatch(r"\d{8}", signs, re.ASCII) else signs


def _problem(signs: str, country: str) -> str | None:
    if not re.fullmatch(r"[0-9A-Z]+", signs):
        return "wrong_signs"
    if len(signs) != LENGTHS[country]:
        return "wrong_length"
    try:
        RULES[country](signs)
    except InvalidChecksum:
        return "wrong_check_digit"
    except ValidationError:
        return "wrong_signs"
    return None


def _liechtenstein(signs: str) -> str:
    if not re.fullmatch(r"\d{5}", signs, re.ASCII):
        raise ValidationError
    return signs


RULES: dict[str, Callable[[str], str]] = {
    "AT": at_uid.validate,
    "CH": lambda signs: ch_uid.validate(f"CHE{signs}"),
    "DE": de_vat.validate,
    "FR": fr_tva.validate,
    "IT": it_iva.validate,
    "LI": _liechtenstein,
    "SI": si_ddv.validate,
}
