"""The search for partners as readers see it, with the real engine."""

import html
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from cordata.matching import Engine
from cordata_web.exchange import matching
from cordata_web.exchange.answering import answer
from cordata_web.exchange.asking import LONGEST_IN_ADDRESS, Question, read_question
from cordata_web.exchange.indexing import update_index
from cordata_web.exchange.views.home import home
from web.searching import IDS, ITALIAN

pytestmark = pytest.mark.usefixtures("network")


@pytest.fixture
def ask(client):
    def asked(q: str = ITALIAN, language: str = "en", **more):
        response = client.get(f"/{language}/", {"q": q, **more})
        response.text_shown = html.unescape(response.content.decode())
        return response

    return asked


def ranked(response) -> list[str]:
    return [card["profile"].pk for card in response.context["cards"]]


def test_an_italian_text_finds_the_foundry_with_reasons(ask):
    response = ask()
    assert ranked(response)[0] == "fonderia-valle-chiara"
    assert response.context["understood"]["language"] == "it"
    assert "die casting (pressofusione)" in response.text_shown
    assert response.context["cards"][0]["shown"]["reasons"]


def test_a_german_text_finds_the_italian_foundry_too(ask):
    found = ranked(ask("Wir suchen eine Gießerei für dünnwandige Gehäuse aus Aluminium-Druckguss."))
    assert found[0] == "fonderia-valle-chiara"


def test_the_parts_of_every_score_add_up(network, rf):
    answered = answer(Question(q=ITALIAN, origin="SI04"), AnonymousUser())
    assert len(answered.matches) == len(IDS)
    for match in answered.matches:
        assert sum(reason.part for reason in match.hit.reasons) == pytest.approx(match.hit.score, abs=1e-6)


def test_who_offers_finds_who_seeks_it(ask):
    response = ask("Software che prevede l'usura degli utensili dalla corrente dei mandrini.", side="offer")
    assert ranked(response)[0] == "decolletage-du-mont-lune"
    assert "May need what your text offers" in response.text_shown
    assert "Offers what your text calls for" not in response.text_shown
    assert response.context["cards"][0]["shown"]["texts"][-1].words.startswith("Nous cherchons")


def test_the_points_shown_add_up_to_the_score_shown(ask):
    for card in ask(**{"from": "SI04"}).context["cards"]:
        tenths = [round(10 * float(part.points)) for part in card["shown"]["parts"] if part.points != "–"]
        assert sum(tenths) == round(10 * float(card["shown"]["points"]))
        assert abs(float(card["shown"]["points"]) - 100 * card["shown"]["score"]) < 0.1


def test_filters_narrow(ask):
    response = ask(country=["SI", "AT"], sector="mechatronics")
    assert {card["profile"].country for card in response.context["cards"]} == {"SI", "AT"}
    assert all("mechatronics" in card["profile"].sectors for card in response.context["cards"])


def test_the_number_beside_a_filter_is_what_it_shows(ask):
    choices = ask().context["facets"][0].choices
    assert sum(choice.count for choice in choices) == len(IDS)
    for choice in choices:
        assert len(ask(country=re.search(r"country=(\w\w)", choice.url)[1]).context["cards"]) == choice.count


def test_a_chosen_country_leaves_the_others_to_choose(ask):
    country = ask(country="SI").context["facets"][0]
    assert [choice.label for choice in country.choices if choice.current] == ["Slovenia"]
    assert {"Italy", "Austria", "Germany", "France"} < {choice.label for choice in country.choices}


def test_all_addresses_of_the_page_keep_the_text(ask):
    response = ask(country="SI", **{"from": "ITC4"})
    kept = [choice.url for facet in response.context["facets"] for choice in facet.choices]
    kept += [other["url"] for other in response.context["understood"]["others"]]
    assert len(kept) > 10
    for url in kept:
        again = read_question(QueryDict(url.partition("?")[2]))
        assert (again.q, again.origin) == (ITALIAN, "ITC4")


def test_the_language_switch_keeps_the_question(ask, client):
    links = re.findall(r'href="(/sl/\?[^"]+)"\s+lang="sl"', ask(country="SI").content.decode())
    response = client.get(html.unescape(links[0]))
    assert response["Content-Language"] == "sl"
    assert response.context["question"] == Question(q=ITALIAN, country=("SI",))


def test_somebody_can_say_in_which_language_the_text_is(ask):
    assert ask(lang="fr").context["understood"]["language"] == "fr"


def test_more_hits_are_one_link_away(ask):
    response = ask(top=5)
    assert len(response.context["cards"]) == 5
    assert "Show more" in response.text_shown
    assert len(ask(top=100).context["cards"]) == len(IDS)


def test_hits_are_roped_to_the_region_of_the_asker(ask):
    assert ask(**{"from": "SI04"}).context["map"].lines
    assert not ask().context["map"].lines


@pytest.mark.parametrize(
    ("q", "words"), [("", "Write what you need"), (" \n", "Write what you need"), ("x", "A little more")]
)
def test_too_little_text_gets_examples_and_no_hits(ask, q, words):
    response = ask(q)
    assert words in response.text_shown
    assert "Waste heat of a dairy" in response.text_shown
    assert "cards" not in response.context


def test_an_unclear_text_gets_guesses_under_a_notice(ask):
    response = ask("asdf jkl qwertz")
    assert "Your text was not quite understood" in response.text_shown
    assert response.context["cards"]


def test_when_nobody_is_left_the_page_tells_which_filter_to_lift(ask):
    response = ask(country="SI", kind="university")
    assert "Nobody fits all of this" in response.text_shown
    ways = response.context["ways_out"]
    assert [(way.label, way.count) for way in ways] == [("Universities", 3)]
    assert "university" not in ways[0].url


def test_what_the_address_asks_and_nobody_knows_is_told(ask):
    assert "was left out: Atlantis" in ask(country="Atlantis").text_shown


@pytest.mark.parametrize("name", ["q", "country", "from", "lang"])
def test_tags_in_the_address_stay_text(client, name):
    page = client.get("/en/", {"q": ITALIAN, name: '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page


def test_a_short_text_sent_by_the_form_gets_an_address(client):
    response = client.post("/en/", {"q": ITALIAN, "side": "offer", "from": "SI04", "country": ["SI"]})
    assert response.status_code == 302
    assert response["Location"] == Question(q=ITALIAN, side="offer", origin="SI04", country=("SI",)).url


def test_a_long_text_sent_by_the_form_is_answered_at_once(client):
    response = client.post("/en/", {"q": f"{ITALIAN} " * 60, "country": "IT"})
    assert len(response.context["question"].q) > LONGEST_IN_ADDRESS
    assert {card["profile"].country for card in response.context["cards"]} == {"IT"}
    assert "too long for an address" in response.content.decode()


def test_the_welcome_counts_the_network(client):
    network = client.get("/en/").context["network"]
    assert (network["clusters"], network["organisations"]) == (0, len(IDS))


@pytest.mark.parametrize("language", ["en", "it", "de", "fr", "sl"])
def test_every_example_finds_somebody(client, language):
    for example in client.get(f"/{language}/").context["examples"]:
        response = client.get(example["url"])
        assert response.context["problem"] == "", example["title"]
        assert response.context["cards"][0]["shown"]["score"] > 0.05, example["title"]


def test_examples_and_searches_are_marked_apart_for_search_engines(ask, client):
    assert 'content="noindex"' in ask().content.decode()
    assert 'content="noindex"' not in client.get("/en/").content.decode()


def test_invented_firms_are_marked(ask):
    assert ask().text_shown.count('<span class="chip chip--glow">Example</span>') == len(IDS)


def test_texts_say_their_language(ask):
    page = ask().content.decode()
    assert re.search(r'<p lang="it">Produciamo in pressofusione', page)
    assert re.search(r'<p lang="en">We die-cast', page)


def test_the_page_asks_no_other_site_and_needs_little_script(ask):
    page = ask().content.decode()
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    assert all(url.startswith(("/", "http://testserver/")) for url in loaded)
    scripts = [url for url in loaded if url.endswith(".js")]
    assert scripts == ["/static/exchange/exchange.js"]


def test_no_style_and_no_script_stands_in_the_page(ask):
    page = ask().content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]* src=)", page)


def test_a_site_without_language_model_compares_words_and_says_so(ask, own_folder, monkeypatch):
    assert "Compared by words only" not in ask().text_shown
    full = matching.engine()
    monkeypatch.setattr(matching._loaded, "engine", Engine(full.thesaurus, full.alignment, full.annotator, None))
    update_index()
    response = ask()
    assert "Compared by words only" in response.text_shown
    assert "Words that stand in both texts" in response.text_shown
    assert ranked(response)[0] == "fonderia-valle-chiara"


def test_other_methods_are_refused(rf):
    assert home(rf.delete("/en/")).status_code == 405
