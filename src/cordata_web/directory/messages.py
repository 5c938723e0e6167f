"""Codes of the library as sentences in the reader's language: duplicates, VAT numbers, what a profile lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.kernel import Reason
from cordata_web.directory import wording

Facts = Mapping[str, Any]


def vat_problem(code: str, facts: Facts) -> str:
    """What is wrong with a VAT number."""
    return VAT_SENTENCES[code](facts)


def duplicate_reason(reason: Reason) -> str:
    """Why somebody is perhaps listed already."""
    return DUPLICATE_SENTENCES[reason.code](reason.facts)


def _wrong_country(facts: Facts) -> str:
    if facts["expected"] not in wording.COUNTRY_NAMES or facts["found"] not in wording.COUNTRY_NAMES:
        return _("This VAT number begins with the letters of another country: %(found)s.") % facts
    return _("This is a VAT number of %(found)s, but the organisation is in %(expected)s.") % {
        "found": wording.country_name(facts["found"]),
        "expected": wording.country_name(facts["expected"]),
    }


VAT_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "empty": lambda _facts: _("There is no number in what you wrote."),
    "wrong_country": _wrong_country,
    "wrong_signs": lambda _facts: _("There are signs in this VAT number that cannot be there."),
    "wrong_length": lambda facts: (
        _("This VAT number has %(length)s signs after the letters of the country; it should have %(expected)s.") % facts
    ),
    "wrong_check_digit": lambda _facts: _(
        "This VAT number cannot be right: its check digit does not fit. Is it a slip?"
    ),
}
"""By the codes of the library; a test demands one for each."""

DUPLICATE_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "same_vat": lambda _facts: _("The same VAT number."),
    "other_vat": lambda _facts: _("Another VAT number."),
    "same_website": lambda facts: _("The same website: %(host)s.") % facts,
    "website_of_several": lambda facts: _("The website %(host)s is that of several organisations.") % facts,
    "same_name": lambda _facts: _("The same name."),
    "similar_name": lambda _facts: _("A similar name."),
    "same_town": lambda facts: _("In the same town: %(town)s.") % facts,
    "other_country": lambda facts: (
        _("In another country: %(country)s.") % {"country": wording.country_name(facts["country"])}
    ),
}
"""By the codes of the library; a test demands one for each."""

MISSING = {
    "description": gettext_lazy("Say in your own language who you are and what you do."),
    "english": gettext_lazy("Add a description in English: partners in six other countries can read it."),
    "concepts": gettext_lazy("Choose at least three concepts that you stand for."),
    "sectors": gettext_lazy("Choose the sectors that you work in."),
    "place": gettext_lazy("Your town is not on our map yet, so you are missing there; the secretariat can add it."),
    "website": gettext_lazy("Add your website."),
    "source": gettext_lazy("Name a public page where your facts can be checked."),
}
"""What a profile lacks, by the parts of the library's completeness; a test demands a sentence for each."""
