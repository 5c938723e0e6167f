"""The thesaurus to read: the tree of concepts, the search over their names, and each concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.kernel import KINDS, LANGUAGES, SECTORS, Sector
from cordata.thesaurus import Concept
from cordata_web.directory import listing, queries, vocabulary, wording
from cordata_web.directory.points import point_map
from cordata_web.directory.selection import LONGEST_QUESTION, Selection

FOUND_AT_ONCE = 60
PROFILES_AT_ONCE = 12


@require_safe
def concepts(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").strip()[:LONGEST_QUESTION]
    found = vocabulary.find_concepts(question)
    counts = queries.counts_of("concept", queries.listed_for(request.user))
    context = {
        "question": question,
        "number": len(vocabulary.thesaurus()),
        "found": [_found(concept, name, counts) for concept, name in found[:FOUND_AT_ONCE]],
        "found_more": max(len(found) - FOUND_AT_ONCE, 0),
        "sectors": [
            {"code": sector, "name": wording.sector_name(sector), "groups": _tree(sector, counts)} for sector in SECTORS
        ],
    }
    return render(request, "directory/concepts.html", context)


@require_safe
def concept(request: HttpRequest, concept: str) -> HttpResponse:
    shown = vocabulary.thesaurus().get(concept)
    if shown is None:
        raise Http404(_("There is no concept of this name."))
    here = Selection(concept=(concept,))
    found = queries.best_first(queries.matching(queries.listed_for(request.user), here), "")
    number = found.count()
    towns = queries.towns(found)
    broader = vocabulary.with_broader(concept)[1:]
    context = {
        "concept": shown,
        "label": shown.label(vocabulary.reading_language()),
        "wording": shown.wordings[vocabulary.reading_language()],
        "wordings": [(language, shown.wordings[language]) for language in LANGUAGES],
        "broader": _links(reversed(broader)),
        "narrower": _links(c.id for c in vocabulary.in_label_order(vocabulary.thesaurus().narrower(concept))),
        "related": _links(c.id for c in vocabulary.in_label_order(shown.related)),
        "number": number,
        "rows": [listing.row_of(row) for row in queries.for_lists(found)[:PROFILES_AT_ONCE]],
        "list_url": listing.address(here) if number > PROFILES_AT_ONCE else "",
        "towns": towns,
        "map": point_map(listing.spots_of(towns)) if towns else None,
        "query": here.query(),
    }
    return render(request, "directory/concept.html", context)


def concept_choices(counts: Counter[str], here: Selection, *, top: int) -> list[dict[str, Any]]:
    """The concepts that most profiles of a selection have, as chips that narrow the selection."""
    return [
        {
            "label": _("%(concept)s (%(number)s)") % {"concept": vocabulary.concept_label(key), "number": number},
            "url": listing.address(here.switched("concept", key)),
        }
        for key, number in counts.most_common(top)
    ]


def kind_choices(counts: Counter[str], here: Selection) -> list[listing.Choice]:
    """The kinds of organisation of a selection, with their counts."""
    return [
        listing.Choice(
            label=wording.kind_name(kind, plural=True),
            url=listing.address(here.switched("kind", kind)),
            count=counts[kind],
            icon=listing.KIND_ICONS[kind],
        )
        for kind in KINDS
        if counts[kind]
    ]


def group_choices(sector: str, counts: Counter[str]) -> list[listing.Choice]:
    """The groups of a sector: its concepts that have nothing above them."""
    tops = vocabulary.thesaurus().tops(cast(Sector, sector))
    return [_choice(entry, counts) for entry in vocabulary.in_label_order(tops)]


def _tree(sector: str, counts: Counter[str]) -> list[dict[str, Any]]:
    """Each group of the sector with what lies below it."""
    language = vocabulary.reading_language()
    tops = vocabulary.in_label_order(vocabulary.thesaurus().tops(cast(Sector, sector)))
    return [
        {
            "label": top.label(language),
            "top": _choice(top, counts),
            "narrower": [
                _choice(entry, counts)
                for entry in vocabulary.in_label_order(vocabulary.with_narrower(top.id) - {top.id})
            ],
        }
        for top in tops
    ]


def _choice(entry: Concept, counts: Counter[str]) -> listing.Choice:
    return listing.Choice(
        label=entry.label(vocabulary.reading_language()),
        url=reverse("directory:concept", args=[entry.id]),
        count=counts[entry.id],
        sector=entry.sector,
    )


def _found(entry: Concept, name: str, counts: Counter[str]) -> dict[str, Any]:
    language = vocabulary.reading_language()
    label = entry.label(language)
    return {
        "label": label,
        "also": "" if name == label else name,
        "url": reverse("directory:concept", args=[entry.id]),
        "definition": entry.wordings[language].definition,
        "sector": entry.sector,
        "count": counts[entry.id],
    }


def _links(concepts: Iterable[str]) -> list[dict[str, str]]:
    return [
        {"label": vocabulary.concept_label(key), "url": reverse("directory:concept", args=[key])} for key in concepts
    ]
