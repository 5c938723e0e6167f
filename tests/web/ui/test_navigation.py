"""The main navigation knows where the reader is."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from cordata_web.ui.navigation import navigation


def current(address: str) -> list[tuple[str, str]]:
    with translation.override("en"):
        return [(entry.label, entry.current) for entry in navigation(RequestFactory().get(address)) if entry.current]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/en/about/", []),
        ("/en/directory/", [("Organisations", "page")]),
        ("/en/directory/?kind=cluster&page=2", [("Clusters", "page")]),
        ("/en/directory/?kind=clusters", [("Organisations", "page")]),
        ("/en/directory/some-firm/", [("Organisations", "true")]),
        ("/en/opportunities/own/", [("Opportunities", "true")]),
        ("/en/regions/si04/", [("Regions", "true")]),
        ("/en/calls/", [("Funding", "page")]),
        ("/en/programmes/horizon-europe-ria/", [("Funding", "true")]),
        ("/en/consortia/new/", [("Funding", "true")]),
        ("/en/financing/", [("Funding", "true")]),
        ("/en/accessibility/", []),
        ("/en/nowhere/", []),
    ],
)
def test_the_nearest_entry_is_current_and_no_other(address, expected):
    assert current(address) == expected


def test_topics_that_are_not_installed_are_left_out(settings):
    settings.ROOT_URLCONF = "cordata_web.ui.urls"
    assert navigation(None) == []
