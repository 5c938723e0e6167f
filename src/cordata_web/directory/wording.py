"""Names of codes in the reader's language: sectors, kinds, countries, regions and the like. The one place for them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy, ngettext

from cordata.kernel import load_regions, region_of
from cordata_web.directory.vocabulary import reading_language

SECTOR_NAMES = {
    "energy": gettext_lazy("Energy and green technologies"),
    "mechatronics": gettext_lazy("Mechatronics and engineering"),
    "chemistry": gettext_lazy("Chemistry and new materials"),
    "ict": gettext_lazy("Information and communication technologies"),
}
COUNTRY_NAMES = {
    "AT": gettext_lazy("Austria"),
    "CH": gettext_lazy("Switzerland"),
    "DE": gettext_lazy("Germany"),
    "FR": gettext_lazy("France"),
    "IT": gettext_lazy("Italy"),
    "LI": gettext_lazy("Liechtenstein"),
    "SI": gettext_lazy("Slovenia"),
}
KIND_NAMES = {
    "cluster": (gettext_lazy("Cluster"), gettext_lazy("Clusters")),
    "sme": (gettext_lazy("Small or medium enterprise"), gettext_lazy("Small and medium enterprises")),
    "large": (gettext_lazy("Large enterprise"), gettext_lazy("Large enterprises")),
    "university": (gettext_lazy("University"), gettext_lazy("Universities")),
    "research": (gettext_lazy("Research organisation"), gettext_lazy("Research organisations")),
    "public": (gettext_lazy("Public body"), gettext_lazy("Public bodies")),
    "other": (gettext_lazy("Other organisation"), gettext_lazy("Other organisations")),
}
CLUSTER_TYPES = {
    "cluster": gettext_lazy("Cluster"),
    "network": gettext_lazy("Network"),
    "pole": gettext_lazy("Innovation or competitiveness pole"),
    "association": gettext_lazy("Association"),
}
SIZE_NAMES = {
    "micro": gettext_lazy("Micro enterprise"),
    "small": gettext_lazy("Small enterprise"),
    "medium": gettext_lazy("Medium enterprise"),
    "large": gettext_lazy("Large enterprise"),
}
STATUS_NAMES = {
    "active": gettext_lazy("Active"),
    "unknown": gettext_lazy("Not known whether it is still active"),
    "ended": gettext_lazy("No longer active"),
}
LANGUAGE_NAMES = {
    "en": gettext_lazy("English"),
    "it": gettext_lazy("Italian"),
    "de": gettext_lazy("German"),
    "fr": gettext_lazy("French"),
    "sl": gettext_lazy("Slovene"),
}


def sector_name(code: str) -> str:
    return str(SECTOR_NAMES.get(code, code))


def country_name(code: str) -> str:
    return str(COUNTRY_NAMES.get(code, code))


def kind_name(code: str, *, plural: bool = False) -> str:
    singular_and_plural = KIND_NAMES.get(code)
    return str(singular_and_plural[plural]) if singular_and_plural else code


def cluster_type_name(code: str) -> str:
    return str(CLUSTER_TYPES.get(code, code))


def status_name(code: str) -> str:
    return str(STATUS_NAMES.get(code, code))


def language_name(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


def region_name(nuts: str) -> str:
    """The name of the NUTS-2 region that a code of any level lies in, in the reader's language; else the code."""
    region = region_of(nuts)
    return region.names[reading_language()] if region else nuts


def region_names() -> dict[str, str]:
    return {code: region.names[reading_language()] for code, region in load_regions().items()}


def profiles_counted(number: int) -> str:
    return ngettext("%(number)s profile", "%(number)s profiles", number) % {"number": grouped(number)}


def grouped(number: int) -> str:
    """A number with its thousands set apart as the reader's language does it; not for years."""
    return number_format(number, force_grouping=True)
