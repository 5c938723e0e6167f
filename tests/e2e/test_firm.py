"""A firm on its phone, in its own language: from the home page to a collaboration with somebody across the border."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

import pytest
from django.utils.translation import override

from cordata_web.directory.keeping import step_profile
from cordata_web.directory.models import Profile
from cordata_web.directory.size_messages import size_name
from cordata_web.exchange.actions.opportunities import step_opportunity
from cordata_web.exchange.models import Attachment, Collaboration, Follow, Interest, Introduction, Match, Opportunity
from cordata_web.jobs import enqueue
from cordata_web.mail.models import Preference
from cordata_web.people.models import User
from e2e.walking import PHONE, Walker, code_in, letters_to, links_in
from web.cast import organisation, person
from web.jobs.working import run_jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("journeys")]
MOST_SCREENS = 8


@dataclass(frozen=True)
class Firm:
    """Who walks, and what it writes."""

    language: str
    email: str
    person: str
    typed: str
    name: str
    region: str
    town: str
    paragraph: str
    sector: str
    title: str
    summary: str
    partner: str
    partner_language: str


ITALIAN = Firm(
    language="it", email="ugo@bianchi.example", person="Ugo Bianchi",
    typed="Fonderia Bianco", name="Bianchi Getti", region="ITC1", town="Cuneo",
    paragraph="Siamo una piccola fonderia di Cuneo e facciamo pressofusione di leghe leggere per l'automotive. "
    "Cerchiamo un partner per la lavorazione meccanica di precisione.",
    sector="mechatronics", title="Pezzi torniti di precisione per connettori",
    summary="Cerchiamo pezzi torniti da 2 a 30 millimetri per connettori e idraulica, circa un milione all'anno, "
    "lavati e controllati con telecamera.",
    partner="decolletage-du-mont-lune", partner_language="fr",
)  # fmt: skip
GERMAN = Firm(
    language="de", email="lena@inngeraete.example", person="Lena Huber",
    typed="Inngeräte Kolbermoor", name="Inngeräte Rosenheim", region="DE21", town="Rosenheim",
    paragraph="Wir sind ein Familienbetrieb in Rosenheim und bauen elektrische Antriebe und Sensoren für Maschinen. "
    "Wir suchen eine Gießerei für dünnwandige Gehäuse aus Aluminium im Druckguss.",
    sector="mechatronics", title="Dünnwandige Gehäuse aus Aluminium im Druckguss",
    summary="Wir suchen eine Gießerei, die dünnwandige Gehäuse aus Aluminium im Druckguss gießt und bearbeitet.",
    partner="fonderia-valle-chiara", partner_language="it",
)  # fmt: skip


@pytest.mark.parametrize("firm", [ITALIAN, GERMAN], ids=["it", "de"])
def test_a_firm_finds_a_partner_on_its_phone(walk, site, tmp_path, firm: Firm) -> None:
    partner = person(f"ines@{firm.partner}.example", "member", _profile(firm), language=firm.partner_language)
    organisation("nearby", name=firm.typed, country="CH", nuts="CH03", town="Chur")
    phone = walk(firm.language, PHONE)
    _first_matches(phone, firm)
    own = Profile.objects.get(name=firm.name)
    _size(phone, own)
    opportunity = _publishes(phone, own, firm)
    _partner_is_interested(walk(firm.partner_language), partner, opportunity)
    _talks(phone, firm, opportunity, tmp_path)
    _collaborates(phone)
    _follows_a_search(phone, firm)
    _stops_letters(phone, firm)
    _takes_its_data_along(phone, firm)
    done = Collaboration.objects.get()
    assert {done.first_id, done.second_id} == {own.pk, firm.partner}
    assert letters_to(partner.email)


def _profile(firm: Firm) -> Profile:
    return Profile.objects.get(pk=firm.partner)


def _first_matches(phone: Walker, firm: Firm) -> None:
    """From the home page to the first partners: eight screens at most, and nothing is asked twice."""
    phone.go("exchange:home")
    phone.is_accessible("home")
    phone.press("Sign up")
    phone.is_accessible("sign up")
    phone.fill(email=firm.email, name=firm.person, consent=True)
    phone.press("Sign up")
    phone.is_accessible("code")
    phone.fill(code=code_in(letters_to(firm.email)[0]))
    phone.press("Go on")
    _founds(phone, firm)
    phone.is_accessible("paragraph")
    phone.fill(text=firm.paragraph)
    phone.press("Propose my profile")
    assert phone.page.locator('[name="language"]').input_value() == firm.language
    assert phone.page.locator('[name="seeks"]').input_value() == firm.paragraph.split(". ")[1]
    phone.is_accessible("proposal")
    phone.press("Keep it and show partners")
    hits = phone.page.locator(".hit")
    assert hits.count() >= 2
    assert all(hit.locator(".reasons li").count() for hit in hits.all())
    phone.is_accessible("first matches")
    assert len(phone.screens) <= MOST_SCREENS, phone.screens
    asked = [label for screen in phone.asked for label in screen]
    assert len(asked) >= 12
    assert sorted(asked) == sorted(set(asked)), "a screen asks for what was asked before"


def _founds(phone: Walker, firm: Firm) -> None:
    """What looks like it is shown while the name is typed; then the real name, and it is founded."""
    alike = phone.page.locator(".alike")
    phone.fill(name=firm.typed)
    alike.get_by_role("listitem").first.wait_for()
    phone.is_accessible("new organisation")
    phone.fill(name=firm.name, kind="sme", region=firm.region, town=firm.town)
    alike.wait_for(state="hidden")
    phone.press("Go on")
    assert phone.page.url.endswith("/paragraph/")


def _size(phone: Walker, own: Profile) -> None:
    phone.press("Send for review")
    step_profile(profile=own, step="approve", actor=person("office@net.example", "secretariat"))
    phone.go("desk:home")
    phone.is_accessible("desk")
    phone.go("directory:manage", own.pk)
    phone.is_accessible("own organisation")
    phone.follow("directory:size", own.pk)
    phone.fill(headcount_now="38", turnover_now="6500000", balance_sheet_now="4000000")
    phone.press("Work out our size")
    phone.is_accessible("size")
    own.refresh_from_db()
    assert own.size_category == "small"
    with override(phone.language):
        phone.reads(size_name("small"))


def _publishes(phone: Walker, own: Profile, firm: Firm) -> Opportunity:
    """The question of the money, a title and a summary; the secretariat makes it public; the worker matches."""
    phone.go("desk:home")
    phone.press("Publish an opportunity")
    phone.is_accessible("money")
    phone.follow("exchange:opportunity_new", "business_request")
    assert phone.page.locator('[name="type"]').input_value() == "business_request"
    phone.fill(title=firm.title, summary=firm.summary)
    phone.is_accessible("opportunity form")
    phone.press("Save and go on")
    phone.is_accessible("topics")
    phone.press("Save and look at it")
    phone.is_accessible("own opportunity")
    phone.press("Send for review")
    opportunity = Opportunity.objects.get(organisation=own)
    assert (opportunity.state, opportunity.language) == ("in_review", firm.language)
    step_opportunity(opportunity=opportunity, step="approve", actor=User.objects.get(email="office@net.example"))
    run_jobs()
    enqueue("exchange.tell_matches")  # comes round every quarter of an hour
    run_jobs()
    assert Match.objects.filter(opportunity=opportunity, profile=firm.partner).exists()
    phone.go("exchange:opportunity", opportunity.pk)
    phone.reads(_profile(firm).name)
    return opportunity


def _partner_is_interested(desk: Walker, partner: User, opportunity: Opportunity) -> None:
    """The letter of the match leads there."""
    letter = letters_to(partner.email, "matches")[0]
    assert letter.language == desk.language
    assert opportunity.titles[opportunity.language] in letter.text
    desk.sign_in(partner)
    (link,) = {link for link in links_in(letter) if link.endswith(f"/opportunities/{opportunity.pk}/")}
    desk.page.goto(link)
    desk.arrived()
    desk.press("Express interest")
    desk.is_accessible("express interest")
    desk.fill(why="Wir können das. Nous savons le faire. Lo sappiamo fare.", when="now")
    desk.press("Send")
    assert Interest.objects.get(opportunity=opportunity).state == "sent"


def _talks(phone: Walker, firm: Firm, opportunity: Opportunity, folder) -> None:
    """The firm says yes and writes, with a drawing."""
    run_jobs()
    interest = Interest.objects.get(opportunity=opportunity)
    phone.go("desk:home")
    phone.follow("exchange:interest", interest.pk)
    phone.is_accessible("interest")
    phone.step("accept")
    assert phone.page.url.endswith(phone.address("exchange:introduction", Introduction.objects.get().pk))
    drawing = folder / "drawing.pdf"
    drawing.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    box = phone.page.locator("form.new-message")
    box.locator("textarea").fill(firm.title)
    box.locator('input[type="file"]').set_input_files(drawing)
    phone.leave_by(box.locator("button"))
    phone.reads(firm.title)
    phone.is_accessible("conversation")
    assert phone.download(phone.page.locator("a[download]")) == drawing.read_bytes()
    assert Attachment.objects.count() == 1


def _collaborates(phone: Walker) -> None:
    part = phone.page.locator("details", has=phone.page.locator('[name="begin-title"]'))
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    phone.fill(**{"begin-title": "Gehäuse, scatole"})
    phone.leave_by(part.locator("button"))
    phone.is_accessible("collaboration")
    phone.step("negotiate")
    phone.step("start")
    ending = phone.page.locator("details", has=phone.page.locator('[name="complete-outcome"]'))
    ending.locator("summary").first.click()
    phone.fill(**{"complete-outcome": "supply", "complete-helped": ["match"]})
    phone.step("complete")
    phone.is_accessible("outcome")
    done = Collaboration.objects.get()
    assert (done.state, done.outcome) == ("completed", "supply")


def _follows_a_search(phone: Walker, firm: Firm) -> None:
    phone.go("exchange:opportunities", query="?q=aluminium")
    phone.is_accessible("board")
    phone.press("Follow this search")
    phone.is_accessible("follow")
    phone.press("Follow")
    phone.is_accessible("followed")
    assert Follow.objects.get().user.email == firm.email


def _stops_letters(phone: Walker, firm: Firm) -> None:
    """The link in any letter that can be stopped."""
    letter = next(one for one in letters_to(firm.email) if one.topic != "essential")
    address = letter.headers["List-Unsubscribe"].strip("<>")
    phone.page.goto(address)
    phone.arrived()
    phone.is_accessible("stop letters")
    phone.press("Stop these e-mails")
    assert Preference.objects.get(user__email=firm.email, topic=letter.topic).stopped


def _takes_its_data_along(phone: Walker, firm: Firm) -> None:
    phone.go("people:account")
    phone.is_accessible("account")
    phone.follow("privacy:export")
    phone.is_accessible("export")
    content = phone.download(phone.button("Download my data"))
    with zipfile.ZipFile(io.BytesIO(content)) as kept:
        everything = {name: kept.read(name) for name in kept.namelist()}
    (told,) = [json.loads(data) for name, data in everything.items() if name == "people.user.json"]
    assert told[0]["email"] == firm.email
