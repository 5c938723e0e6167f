"""What the gallery page shows: every component with real states. A page for those who build pages, in English only."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator

ICONS = (
    *("cluster", "university", "research", "public", "firm", "organisation", "region", "place"),
    *("energy", "mechatronics", "chemistry", "ict", "concept", "search", "map", "list", "table"),
    *("arrow", "arrow-back", "external", "download", "check", "info", "warning", "error"),
    *("language", "sun", "moon", "system", "source", "calendar", "person", "menu", "rope"),
)
SECTOR_CHIPS = [
    {"label": "Energy", "icon": "energy", "sector": "energy"},
    {"label": "Mechatronics", "icon": "mechatronics", "sector": "mechatronics"},
    {"label": "Chemistry", "icon": "chemistry", "sector": "chemistry"},
    {"label": "ICT", "icon": "ict", "sector": "ict"},
]
COMPONENTS = (
    *("button", "link_button", "field", "fields", "search", "chip", "chips", "card", "profile_row", "facets"),
    *(
        "pagination",
        "breadcrumb",
        "empty",
        "notice",
        "progress",
        "score",
        "table_box",
        "tabs",
        "facts",
        "languages",
        "theme",
    ),
)


class SampleForm(forms.Form):
    """A form with a field of each sort."""

    need = forms.CharField(
        label="What do you need?",
        help_text="One paragraph in your own language is enough.",
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=40,
    )
    country = forms.ChoiceField(
        label="Country of the partner", choices=(("", "Any"), ("SI", "Slovenia")), required=False
    )
    email = forms.EmailField(label="E-mail address")
    across = forms.BooleanField(label="Only across a border", required=False)


def sample() -> dict[str, Any]:
    """The examples, by the names that the page uses."""
    return {
        "icons": ICONS,
        "form": SampleForm({"need": "Pumpen", "email": "office@", "across": "on"}),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "whole_form": SampleForm({"need": "Pumpen"}, auto_id="whole_%s"),
        "chips": SECTOR_CHIPS,
        "facets": _facets(),
        "facts": _facts(),
        "tabs": _tabs(),
        "trail": [{"label": "Directory", "url": "#"}, {"label": "Slovenia", "url": "#"}],
        "pages": Paginator(range(240), 20).get_page(5),
        "score_parts": (0.41, 0.26, 0.12, 0.05),
        "regions": _regions(),
    }


def _facets() -> list[dict[str, Any]]:
    return [
        {"label": "Energy", "url": "#", "count": 128, "icon": "energy", "sector": "energy"},
        {
            "label": "Mechatronics",
            "url": "#",
            "count": 96,
            "icon": "mechatronics",
            "sector": "mechatronics",
            "current": True,
        },
        {"label": "Chemistry", "url": "#", "count": 41, "icon": "chemistry", "sector": "chemistry"},
        {"label": "Information and communication technology", "url": "#", "count": 77, "icon": "ict", "sector": "ict"},
    ]


def _facts() -> list[dict[str, Any]]:
    read_on = datetime.date(2026, 11, 20)
    return [
        {
            "term": "Members",
            "value": "134",
            "source": "Website of the cluster",
            "source_url": "https://example.org/",
            "date": read_on,
        },
        {"term": "Founded", "value": "2009", "source": "Annual report", "date": read_on},
        {"term": "Region", "value": "Oberösterreich (AT31)"},
    ]


def _tabs() -> list[dict[str, Any]]:
    return [
        {"label": "List", "url": "#", "icon": "list", "current": True},
        {"label": "Map", "url": "#", "icon": "map"},
        {"label": "Table", "url": "#", "icon": "table"},
    ]


def _regions() -> list[tuple[str, str, int, int, int]]:
    return [
        ("Piemonte", "ITC1", 42, 17, 12),
        ("Zahodna Slovenija", "SI04", 38, 22, 9),
        ("Oberösterreich", "AT31", 61, 30, 14),
        ("Auvergne-Rhône-Alpes", "FRK", 55, 19, 21),
    ]
