"""Each page once in each language."""

import re

import pytest

from cordata.kernel import LANGUAGES
from cordata_web.ui.templatetags.ui import translated


def test_the_site_speaks_the_languages_of_the_library(settings):
    assert {code for code, _name in settings.LANGUAGES} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_address_without_language_leads_to_the_one_the_reader_prefers(client, language):
    response = client.get("/about/?from=mail", headers={"accept-language": f"pt, {language};q=0.8, en;q=0.2"})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/about/?from=mail"


def test_a_reader_of_none_of_the_languages_gets_english(client):
    assert client.get("/about/", headers={"accept-language": "pt"})["Location"] == "/en/about/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_language(client, language):
    response = client.get(f"/{language}/about/")
    assert response["Content-Language"] == language
    assert f'<html lang="{language}"' in response.content.decode()


def test_the_language_links_keep_the_page_and_what_was_asked(client):
    page = client.get("/it/gallery/?q=%C5%A1koda&page=2").content.decode()
    for language in LANGUAGES:
        link = rf'<a href="/{language}/gallery/\?q=%C5%A1koda&amp;page=2"\s+lang="{language}"\s+hreflang="{language}"'
        assert re.search(link, page)


def test_search_engines_learn_of_every_language(client):
    page = client.get("/de/about/").content.decode()
    assert '<link rel="canonical" href="http://testserver/de/about/">' in page
    for language in LANGUAGES:
        assert f'<link rel="alternate" hreflang="{language}" href="http://testserver/{language}/about/">' in page
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/about/">' in page


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("/en/", "sl", "/sl/"),
        ("/en/profiles/?kind=cluster", "fr", "/fr/profiles/?kind=cluster"),
        ("/it/regions/", "", "/regions/"),
        ("/theme/", "de", "/de/theme/"),
        ("/entries/", "de", "/de/entries/"),
    ],
)
def test_an_address_changes_its_language_only(path, language, expected):
    assert translated(path, language) == expected
