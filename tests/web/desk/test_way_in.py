"""From signing up to the first matches."""

import pytest
from django.test import Client
from django.urls import reverse

from cordata_web.desk.proposing import parted, propose
from cordata_web.directory.models import Profile
from cordata_web.jobs.models import Job
from cordata_web.people.models import RoleAssignment
from web.cast import organisation, person, signed_in

ENTERED = {"name": "Fonderia Bianchi", "kind": "sme", "region": "ITC1", "town": "Cuneo", "website": "bianchi.example"}
TEXT = (
    "Siamo una piccola fonderia di Cuneo e facciamo pressofusione di leghe leggere per l'automotive. "
    "Cerchiamo un partner per la lavorazione meccanica di precisione."
)


def _begun(client: Client, **more: str) -> Profile:
    client.post("/en/organisations/new/", {**ENTERED, **more})
    return Profile.objects.get(name=more.get("name", "Fonderia Bianchi"))


def _proposal_of(page: str) -> dict[str, list[str]]:
    """What a browser would send back: every ticked box and every field as it stands."""
    from html.parser import HTMLParser

    sent: dict[str, list[str]] = {}

    class Reader(HTMLParser):
        area = ""
        select = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            facts = dict(attrs)
            if tag == "input" and facts.get("name") and (facts.get("type") != "checkbox" or "checked" in facts):
                sent.setdefault(facts["name"], []).append(facts.get("value") or "")
            if tag == "select":
                self.select = facts["name"] or ""
            if tag == "option" and "selected" in facts and self.select:
                sent[self.select] = [facts.get("value") or ""]
            if tag == "textarea":
                self.area = facts["name"] or ""
                sent[self.area] = [""]

        def handle_data(self, data: str) -> None:
            if self.area:
                sent[self.area][0] += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea":
                sent[self.area][0] = sent[self.area][0].removeprefix("\n")
                self.area = ""

    Reader().feed(page)
    return sent


def test_the_first_matches_are_four_pages_away_from_the_empty_desk(network) -> None:
    client = signed_in(person("ugo@bianchi.example"))
    assert "/en/organisations/new/" in client.get("/en/desk/").content.decode()
    new = client.post("/en/organisations/new/", ENTERED)
    proposal = client.post(new.headers["Location"], {"text": TEXT})
    confirmed = client.post(new.headers["Location"], _proposal_of(proposal.content.decode()))
    matches = client.get(confirmed.headers["Location"])
    # sign-up, code, desk, organisation, paragraph, proposal, matches: seven, of eight allowed
    assert 1 <= len(matches.context["found"]) <= 2
    assert all(group.cards for group in matches.context["found"])
    assert reverse("directory:step", args=["fonderia-bianchi", "submit"]) in matches.content.decode()


def test_a_paragraph_becomes_a_profile_in_its_language(network) -> None:
    client = signed_in(person("ugo@bianchi.example"))
    profile = _begun(client)
    proposal = client.post(f"/en/organisations/{profile.pk}/paragraph/", {"text": TEXT})
    client.post(f"/en/organisations/{profile.pk}/paragraph/", _proposal_of(proposal.content.decode()))
    profile.refresh_from_db()
    assert profile.local_language == "it"
    assert profile.descriptions["it"].startswith("Siamo una piccola fonderia")
    assert profile.seeks["it"] == "Cerchiamo un partner per la lavorazione meccanica di precisione."
    assert "die-casting" in profile.concept_ids
    assert "mechatronics" in profile.sectors
    assert "pressofusione" in profile.search_text


def test_what_is_unticked_is_not_kept(network) -> None:
    client = signed_in(person("ugo@bianchi.example"))
    profile = _begun(client)
    sent = _proposal_of(client.post(f"/en/organisations/{profile.pk}/paragraph/", {"text": TEXT}).content.decode())
    client.post(f"/en/organisations/{profile.pk}/paragraph/", {**sent, "concepts": []})
    assert Profile.objects.get(pk=profile.pk).concept_ids == ()


def test_another_concept_is_sought_without_losing_the_text(network) -> None:
    client = signed_in(person("ugo@bianchi.example"))
    profile = _begun(client)
    sent = {"stage": "proposal", "action": "more", "more": "hydrogen", "language": "it", "description": "Mia parola."}
    page = client.post(f"/en/organisations/{profile.pk}/paragraph/", sent).content.decode()
    assert 'value="hydrogen"' in page
    assert "Mia parola." in page
    assert Profile.objects.get(pk=profile.pk).descriptions == {}


def test_without_an_index_the_text_is_kept_all_the_same(own_folder) -> None:
    client = signed_in(person("ugo@bianchi.example"))
    profile = _begun(client)
    sent = _proposal_of(client.post(f"/en/organisations/{profile.pk}/paragraph/", {"text": TEXT}).content.decode())
    kept = client.post(f"/en/organisations/{profile.pk}/paragraph/", sent)
    page = client.get(kept.headers["Location"])
    assert page.status_code == 200
    assert "The search is being prepared at the moment." in page.content.decode()


@pytest.mark.parametrize(
    ("language", "text", "sought"),
    [
        ("en", "We cast aluminium. We look for a partner in Austria.", "We look for a partner in Austria."),
        ("de", "Wir gießen Aluminium. Wir suchen einen Partner.", "Wir suchen einen Partner."),
        ("it", "Fondiamo alluminio. Cerchiamo un partner.", "Cerchiamo un partner."),
        ("fr", "Nous coulons l'aluminium. Nous cherchons un partenaire.", "Nous cherchons un partenaire."),
        ("sl", "Ulivamo aluminij. Iščemo partnerja.", "Iščemo partnerja."),
    ],
)
def test_sentences_that_seek_are_set_apart(language: str, text: str, sought: str) -> None:
    assert parted(text, language) == (text.removesuffix(f" {sought}"), sought)


def test_a_paragraph_that_only_seeks_is_both() -> None:
    assert parted("Cerchiamo un partner.", "it") == ("Cerchiamo un partner.", "Cerchiamo un partner.")


def test_the_language_that_somebody_says_counts(network) -> None:
    assert propose("Software", "de").language == "de"
    assert propose(TEXT).language == "it"


def test_nobody_describes_or_matches_another_s_organisation(network) -> None:
    rossi = organisation("rossi", state="draft")
    stranger = signed_in(person("eve@other.example"))
    for page in ("paragraph", "matches", "edit", "size", "people", ""):
        address = f"/en/organisations/{rossi.pk}/{page}/".replace("//", "/")
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 302
    rossi.state = "published"
    rossi.save()
    for page in ("paragraph", "matches", "edit", "size", "people"):
        assert stranger.get(f"/en/organisations/{rossi.pk}/{page}/").status_code == 403


def test_the_maker_becomes_a_member_of_a_draft_that_others_do_not_see(db) -> None:
    ugo = person("ugo@bianchi.example")
    profile = _begun(signed_in(ugo), vat="00743110157")
    assert (profile.state, profile.created_by, profile.country, profile.vat) == ("draft", ugo, "IT", "IT00743110157")
    assert RoleAssignment.objects.get(user=ugo).profile == profile
    assert Client().get(profile.get_absolute_url()).status_code == 404
    assert Job.objects.count() == 0
