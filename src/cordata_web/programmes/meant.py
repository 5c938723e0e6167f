"""Who is meant by a selection of partners, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.directory import wording
from cordata_web.programmes.countries import country_name
from cordata_web.programmes.names import STANDINGS

FLAGS: dict[tuple[str, bool], Promise] = {
    ("sme", True): gettext_lazy("small and medium enterprises"),
    ("sme", False): gettext_lazy("other than small and medium enterprises"),
    ("nonprofit", True): gettext_lazy("non-profit organisations"),
    ("nonprofit", False): gettext_lazy("organisations that make profit"),
    ("coordinator", True): gettext_lazy("the coordinator"),
    ("coordinator", False): gettext_lazy("partners other than the coordinator"),
}


def who(among: Mapping[str, Any]) -> str:
    """The parts that must all hold, set apart by semicolons; all partners where nothing is asked."""
    return "; ".join(_parts(among)) or _("all partners")


def _parts(among: Mapping[str, Any]) -> Iterable[str]:
    for name in ("sme", "nonprofit", "coordinator"):
        if among.get(name) is not None:
            yield str(FLAGS[name, among[name]])
    if among.get("kinds"):
        kinds = [wording.kind_name(kind, plural=True) for kind in among["kinds"]]
        yield _("kind: %(names)s") % {"names": _or(kinds)}
    if among.get("sizes"):
        yield _("size: %(names)s") % {"names": _or(str(wording.SIZE_NAMES[size]) for size in among["sizes"])}
    if among.get("countries"):
        yield _("established in: %(names)s") % {"names": _or(country_name(code) for code in among["countries"])}
    for name in ("statuses", "areas", "region_classes"):
        if among.get(name):
            yield _("established in: %(names)s") % {"names": _or(str(STANDINGS[code]) for code in among[name])}


def _or(names: Iterable[str]) -> str:
    told = list(names)
    if len(told) < 2:
        return "".join(told)
    return _("%(names)s or %(last)s") % {"names": ", ".join(told[:-1]), "last": told[-1]}
