import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from cordata_web.directory.models import Evidence, Profile
from web.directory.network import NETWORK

pytestmark = pytest.mark.usefixtures("network")

LANGUAGES = ("en", "it", "de", "fr", "sl")
PAGES = (
    "directory/",
    "directory/?view=map",
    "directory/?view=table&page=99",
    "directory/?q=nothing-like-this&kind=sme",
    "directory/?kind=wizard",
    "directory/cluster-graz/",
    "directory/livarna-loka/",
    "directory/cluster-milano/",
    "regions/",
    "regions/SI04/",
    "regions/DE11/",
    "sectors/",
    "sectors/energy/",
    "concepts/",
    "concepts/?q=Druckguss",
    "concepts/?q=qqqqqq",
    "concepts/hydrogen/",
    "concepts/blockchain/",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_every_language(client, language):
    for page in PAGES:
        response = client.get(f"/{language}/{page}")
        assert response.status_code == 200, page
        assert f'<html lang="{language}"' in response.content.decode(), page


def test_changing_the_language_keeps_what_was_chosen(client):
    body = client.get("/en/directory/?q=loka&country=SI&view=table").content.decode()
    for language in LANGUAGES:
        assert f'href="/{language}/directory/?q=loka&amp;country=SI&amp;view=table"' in body


@pytest.mark.parametrize("page", ["directory/nobody/", "regions/XX99/", "sectors/magic/", "concepts/alchemy/"])
def test_what_does_not_exist_is_not_found(client, page):
    assert client.get(f"/en/{page}").status_code == 404


def test_no_page_has_inline_styles_or_scripts(client):
    for page in PAGES:
        body = client.get(f"/en/{page}").content.decode()
        assert " style=" not in body, page
        assert "<script>" not in body, page
        assert " onclick=" not in body, page


def test_drawings_keep_their_decimal_points_where_people_write_commas(client):
    body = client.get("/it/directory/?view=map").content.decode()
    assert 'cx="' in body
    assert not [part for part in body.split('cx="')[1:] if "," in part.split('"')[0]]


def test_the_number_of_queries_does_not_grow_with_the_list(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        few = client.get("/en/directory/")
    for number in range(15):
        Profile.objects.create(
            pk=f"firm-{number}", name="Firm", kind="sme", country="SI", nuts="SI04", town="Celje",
            local_language="sl", folded_name="firm", search_text=" firm",
        )  # fmt: skip
    with django_assert_num_queries(5):
        many = client.get("/en/directory/")
    assert ("firm-14" in few.content.decode(), "firm-14" in many.content.decode()) == (False, True)


def test_an_empty_list_says_which_filter_to_remove(client):
    body = client.get("/en/directory/?kind=sme&country=IT").content.decode()
    assert "No profile fits all of this" in body
    assert '<a href="/en/directory/?kind=sme">Without Italy</a>: 1 profile' in body
    assert '<a href="/en/directory/?country=IT">Without Small and medium enterprises</a>: 2 profiles' in body


def test_a_list_tells_what_it_did_not_understand(client):
    body = client.get("/en/directory/?kind=%3Cwizard%3E").content.decode()
    assert "left out: &lt;wizard&gt;" in body


def test_a_text_is_shown_in_the_readers_language_and_marked_with_its_own(client):
    english = client.get("/en/directory/universita-torino/").content.decode()
    assert '<p class="lead" lang="en">University with a robotics laboratory.</p>' in english
    assert '<p lang="it">Ateneo con un laboratorio di robotica.</p>' in english
    french = client.get("/fr/directory/universita-torino/").content.decode()
    assert '<p class="lead" lang="it">Ateneo' in french


def test_a_fact_names_its_source_and_its_date(client):
    body = client.get("/en/directory/grozd-ljubljana/").content.decode()
    assert "32 members (2025)" in body
    assert 'href="https://example.org/members"' in body
    assert '<time datetime="2026-11-20">' in body


def test_a_source_that_nobody_saw_is_marked(client):
    assert "example.org, not yet confirmed" in client.get("/en/directory/cluster-milano/").content.decode()


def test_an_invented_firm_is_plainly_marked(client):
    assert "This organisation is invented." in client.get("/en/directory/livarna-loka/").content.decode()
    listed = client.get("/en/directory/?kind=sme").content.decode()
    assert re.search(r'<span class="chip chip--glow\s*">\s*Example\s*</span>', listed)


def test_members_and_clusters_point_to_each_other(client):
    assert '/en/directory/livarna-loka/">Livarna Loka' in client.get("/en/directory/grozd-ljubljana/").content.decode()
    assert '/en/directory/grozd-ljubljana/">Vodikov grozd' in client.get("/en/directory/livarna-loka/").content.decode()


def test_projects_are_shown_as_evidence(client):
    Evidence.objects.create(
        profile_id="cluster-graz", identifier="101000001", title="Hydrogen valleys", programme="Horizon Europe",
        source="https://example.org/101000001",
    )  # fmt: skip
    body = client.get("/en/directory/cluster-graz/").content.decode()
    assert "Hydrogen valleys" in body
    assert "Horizon Europe 101000001" in body


def test_neighbours_abroad_come_with_the_concepts_that_say_so(client):
    body = client.get("/en/directory/grozd-ljubljana/").content.decode()
    assert "Complementary in other countries" in body
    assert '/en/directory/cluster-graz/">Cluster Graz' in body
    assert "/en/concepts/fuel-cells/" in body


def test_a_profile_leads_to_the_search_for_partners_with_its_own_words(client):
    body = client.get("/en/directory/universita-torino/").content.decode()
    assert 'href="/en/?q=University+with+a+robotics+laboratory."' in body


def test_a_concept_page_has_its_names_in_five_languages_and_its_profiles(client):
    body = client.get("/en/concepts/die-casting/").content.decode()
    for name in ("pressofusione", "Druckguss", "Livarna Loka", "Cluster Graz"):
        assert name in body


def test_a_concept_is_found_by_a_synonym_of_another_language(client):
    assert "/en/concepts/die-casting/" in client.get("/en/concepts/?q=pressocolata").content.decode()


def test_every_region_is_a_link_with_a_name(client):
    body = client.get("/en/regions/").content.decode()
    assert body.count('class="tile tile--') == 44 + 3  # and three shades of the legend: none, one, two
    assert 'aria-label="Western Slovenia: 2 profiles"' in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sitemap_lists_every_profile_in_every_language(client, language):
    body = client.get("/sitemap-profiles.xml").content.decode()
    with override(language):
        for profile in NETWORK:
            assert f"<loc>http://testserver{reverse('directory:profile', args=[profile.id])}</loc>" in body
