"""Somebody of the secretariat: reviews with a question and an answer, one page of two, an officer, what was done."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet
from django.utils.translation import override

from cordata.kernel import load_regions
from cordata_web.directory.models import Profile
from cordata_web.directory.wording import region_name
from cordata_web.exchange.checklists import questions_for
from cordata_web.exchange.models import Opportunity
from cordata_web.people.models import AuditEntry, Comment, RoleAssignment, User
from e2e.walking import PHONE, Walker, letters_to, links_in
from web.cast import opportunity, organisation, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("journeys")]
REGIONS = load_regions()
Thing = Profile | Opportunity
ASKED, ANSWERED = "Prosimo, navedite vrsto strojev.", "Jetzt stehen die Maschinen dabei."


@pytest.fixture
def office(site) -> User:
    return person("office@net.example", "secretariat")


@pytest.fixture
def waiting(office) -> dict[str, Thing]:
    """An organisation and its opportunity, both in review."""
    rossi = organisation("rossi", name="Rossi Sensori", state="in_review", website="https://rossi.example/")
    person("ada@rossi.example", "member", rossi, language="de")
    return {"profile": rossi, "opportunity": opportunity(rossi, state="in_review", published=None)}


@pytest.mark.parametrize("language", ["en", "sl"])
def test_the_secretariat_looks_after_the_network(walk, office: User, waiting: dict[str, Thing], language: str) -> None:
    desk = walk(language)
    desk.sign_in(office)
    desk.go("secretariat:overview")
    desk.is_accessible("secretariat")
    owner = walk("de", PHONE)
    owner.sign_in(User.objects.get(email="ada@rossi.example"))
    _reviews(desk, owner, "profile", waiting["profile"])
    _reviews(desk, owner, "opportunity", waiting["opportunity"])
    _makes_one_of_two(desk)
    _invites_an_officer(desk, walk("fr"))
    _reads(desk)
    assert {Profile.objects.get(pk="rossi").state, Opportunity.objects.get().state} == {"published"}


def _reviews(desk: Walker, owner: Walker, kind: str, thing: Thing) -> None:
    """Changes are asked for, the owner answers and sends it again, then it is public."""
    desk.go("secretariat:queue")
    desk.is_accessible("queue")
    desk.follow("secretariat:review", kind, thing.pk)
    desk.is_accessible(f"review of an {kind}")
    desk.fill(comment=ASKED)
    desk.step("request_changes")
    _answers(owner, kind, thing)
    desk.go("secretariat:review", kind, thing.pk)
    desk.reads(ANSWERED)
    desk.fill(**dict.fromkeys(questions_for(thing), "yes"))
    desk.step("approve")
    thing.refresh_from_db()
    assert thing.state == "published"
    assert letters_to("ada@rossi.example")[-1].language == "de"


def _answers(owner: Walker, kind: str, thing: Thing) -> None:
    """The letter leads the owner to the comment, on the phone."""
    thing.refresh_from_db()
    assert thing.state == "changes_requested"
    letter = letters_to("ada@rossi.example")[-1]
    assert ASKED in letter.text
    owner.page.goto(next(link for link in links_in(letter) if str(thing.pk) in link))
    owner.arrived()
    owner.is_accessible(f"changes asked for, {kind}")
    owner.reads(ASKED)
    box = owner.page.locator("form", has=owner.page.locator('textarea[name="text"]:visible'))
    box.locator("textarea").fill(ANSWERED)
    owner.leave_by(box.locator("button"))
    owner.press("Send for review")
    thing.refresh_from_db()
    assert thing.state == "in_review"
    assert [said.text for said in _said(thing)] == [ASKED, ANSWERED]


def _said(thing: Thing) -> QuerySet[Comment]:
    return Comment.objects.filter(object_kind=thing._meta.label_lower, object_id=thing.pk).order_by("created")


def _makes_one_of_two(desk: Walker) -> None:
    """Found in the background, looked at side by side, merged; the old address leads to the page that stays."""
    organisation("rossi-srl", name="Rossi Sensori Srl", website="https://rossi.example/", claimed=None)
    desk.go("secretariat:duplicates")
    desk.is_accessible("duplicates")
    desk.press("Look for them anew")
    desk.wait_for_work()
    desk.press("See the result")
    desk.is_accessible("duplicates found")
    desk.follow("secretariat:merge", "rossi", "rossi-srl")
    desk.is_accessible("merge")
    desk.fill(stays="one" if desk.page.url.endswith("/rossi/rossi-srl/") else "other")
    desk.press("Make one of both")
    assert Profile.objects.get(pk="rossi-srl").merged_into_id == "rossi"
    desk.go("directory:profile", "rossi-srl")
    assert desk.page.url.endswith("/rossi/")


def _invites_an_officer(desk: Walker, guest: Walker) -> None:
    desk.go("secretariat:people")
    desk.is_accessible("people")
    desk.press("Invite somebody")
    desk.is_accessible("inviting")
    desk.fill(email="odile@region.example", role="officer", region="FRK2", language="fr")
    desk.press("Send the invitation")
    (letter,) = letters_to("odile@region.example")
    assert letter.language == "fr"
    guest.sign_in(person("odile@region.example", language="fr"))
    guest.page.goto(next(link for link in links_in(letter) if "/invitations/" in link))
    guest.arrived()
    guest.press("Accept the invitation")
    assert RoleAssignment.objects.get(role="officer").region == "FRK2"
    guest.go("desk:home")
    guest.is_accessible("desk of an officer")
    guest.go("desk:figures", "FRK2")
    guest.is_accessible("figures of a region")


def _reads(desk: Walker) -> None:
    """What was done is in the log; how attention is spread and what is covered can be seen."""
    assert AuditEntry.objects.filter(action="merge").exists()
    desk.go("secretariat:audit")
    desk.is_accessible("audit log")
    desk.reads("merge")
    assert "rossi" in desk.download(desk.page.locator("main a", has_text="CSV")).decode()
    desk.go("secretariat:exposure")
    desk.is_accessible("attention")
    desk.go("secretariat:expiring")
    desk.is_accessible("what expires")
    desk.go("desk:coverage")
    desk.is_accessible("coverage")
    assert desk.page.locator("table.regions tbody tr:has(td)").count() == len(REGIONS)
    with override(desk.language):
        desk.reads(region_name("SI04"))
