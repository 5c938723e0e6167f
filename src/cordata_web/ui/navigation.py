"""The main navigation: what it holds and where the reader is in it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

ENTRIES = (
    (_("Find partners"), "exchange:home", ""),
    (_("Opportunities"), "exchange:opportunities", ""),
    (_("Clusters"), "directory:profiles", "kind=cluster"),
    (_("Organisations"), "directory:profiles", ""),
    (_("Regions"), "directory:regions", ""),
    (pgettext_lazy("main navigation", "Cooperation"), "cooperation:overview", ""),
    (pgettext_lazy("main navigation", "Funding"), "calls:calls", ""),
)
BESIDE = {"calls:calls": ("programmes:programmes", "consortia:consortia", "funding:instruments")}
"""Pages whose addresses do not begin with that of their entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation; current is empty, "page" for the page itself, "true" for a page below it."""

    label: str
    url: str
    current: str = ""


def navigation(request: HttpRequest | None) -> list[Entry]:
    """The entries in their order, at most one current; those whose pages this site does not have are left out."""
    found = [(label, path, query) for label, name, query in ENTRIES if (path := _path(name))]
    beside = {_path(name): tuple(filter(None, map(_path, others))) for name, others in BESIDE.items()}
    holding = (
        entry[1:]
        for entry in found
        if any(_holds(request, at, entry[2]) for at in (entry[1], *beside.get(entry[1], ())))
    )
    nearest = max(holding, key=_closeness, default=None)
    return [
        Entry(
            str(label),
            f"{path}?{query}" if query else path,
            _current(request, path) if (path, query) == nearest else "",
        )
        for label, path, query in found
    ]


def _path(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # a topic that is not installed
        return ""


def _holds(request: HttpRequest | None, path: str, query: str) -> bool:
    if request is None:
        return False
    is_home = path == f"/{get_language()}/"
    below = request.path == path or (not is_home and request.path.startswith(path))
    return below and (not query or query in request.META.get("QUERY_STRING", "").split("&"))


def _closeness(place: tuple[str, str]) -> tuple[int, int]:
    path, query = place
    return len(path), len(query)


def _current(request: HttpRequest | None, path: str) -> str:
    return "page" if request is not None and request.path == path else "true"
