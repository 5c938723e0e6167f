"""From a call to a consortium: rules, partners out of the network, an invitation accepted, a budget, documents."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from python_calamine import CalamineWorkbook

from cordata_web.calls.examples import write_examples
from cordata_web.consortia.models import Consortium
from cordata_web.directory.models import Profile, ProfileConcept
from cordata_web.people.models import Role, User
from e2e.walking import DESK, PHONE, Walker, letters_to
from web import cast
from web.jobs.working import run_jobs

CALL = "example-light-casting"
TITLE = "Gusci leggeri / Leichte Gehäuse"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("journeys")]


def organisation(key: str, **more: Any) -> Profile:
    made = cast.organisation(key, **more)
    ProfileConcept.objects.create(profile=made, concept="die-casting", position=0)
    return made


@pytest.fixture
def ada(site) -> User:
    """Of a firm in Turin, in a network from which two countries can join her, and with the calls of the example."""
    write_examples(timezone.localdate())
    person_of(organisation("livarna", country="SI", nuts="SI04", town="Ljubljana", name="Livarna"), "sl")
    organisation("uni-graz", kind="university", country="AT", nuts="AT22", town="Graz", name="Gießereiinstitut")
    organisation("lyon", country="FR", nuts="FRK2", town="Lyon", name="Fonderie du Rhône")
    run_jobs()
    return person_of(organisation("rossi", name="Rossi Pressofusioni"), "it")


def person_of(firm: Profile, language: str) -> User:
    return cast.person(f"somebody@{firm.pk}.example", Role.MEMBER, firm, language=language)


@pytest.mark.parametrize(("language", "viewport"), [("it", PHONE), ("de", DESK)])
def test_a_firm_gets_from_a_call_to_a_financed_consortium(walk, ada: User, language: str, viewport) -> None:
    desk = walk(language, viewport)
    desk.sign_in(ada)
    made = _begins_with_a_call(desk)
    _finds_who_is_missing(desk, made)
    _invites(desk, made)
    _is_joined(walk("sl", PHONE), made)
    _reckons_the_budget(desk, made)
    _writes_the_concept_note(desk, made)
    assert "accepted" in made.partners.values_list("state", flat=True)


def _begins_with_a_call(desk: Walker) -> Consortium:
    desk.go("calls:calls")
    desk.is_accessible("calls")
    desk.follow("calls:call", CALL)
    desk.is_accessible("call")
    desk.press("Begin a consortium")
    desk.fill(title=TITLE)
    desk.is_accessible("beginning a consortium")
    desk.press("Begin")
    desk.is_accessible("consortium with one partner")
    made = Consortium.objects.get(title=TITLE)
    assert made.programme == "horizon-europe-ia"
    assert desk.page.locator(".judgement--broken").count() >= 1
    return made


def _finds_who_is_missing(desk: Walker, made: Consortium) -> None:
    desk.go("consortia:find", made.pk)
    desk.is_accessible("finding partners")
    desk.fill(largest="4")
    desk.press("Find partners", inside="main form")
    desk.wait_for_work()
    desk.sees("Proved to be the best")
    desk.is_accessible("proposals")
    desk.press("Take this proposal over")
    assert {one.country for one in made.partners.all()} >= {"IT", "SI"}
    assert desk.page.locator(".judgement--broken").count() == 0
    desk.is_accessible("consortium with partners")


def _invites(desk: Walker, made: Consortium) -> None:
    livarna = made.partners.get(profile="livarna")
    desk.follow("consortia:invite", made.pk, livarna.pk)
    desk.fill(note="Insieme?")
    desk.is_accessible("inviting a partner")
    desk.press("Invite", inside="main form")
    livarna.refresh_from_db()
    assert livarna.state == "invited"
    run_jobs()
    assert letters_to("somebody@livarna.example")


def _is_joined(phone: Walker, made: Consortium) -> None:
    livarna = made.partners.get(profile="livarna")
    phone.sign_in(User.objects.get(email="somebody@livarna.example"))
    phone.go("desk:home")
    phone.follow("consortia:consortium", made.pk)
    phone.is_accessible("consortium of somebody invited")
    phone.leave_by(phone.page.locator('main form[action$="/accept/"] button'))
    livarna.refresh_from_db()
    assert livarna.state == "accepted"


def _reckons_the_budget(desk: Walker, made: Consortium) -> None:
    desk.go("consortia:budget", made.pk)
    first = made.partners.get(profile="rossi")
    desk.fill(**{f"{first.pk}-staff": "100000"})
    desk.press("Save and reckon")
    desk.is_accessible("budget")
    table = desk.download(desk.page.get_by_role("link", name="XLSX"))
    assert len(CalamineWorkbook.from_filelike(io.BytesIO(table)).sheet_names) > 1


def _writes_the_concept_note(desk: Walker, made: Consortium) -> None:
    desk.go("consortia:note", made.pk)
    desk.is_accessible("concept note")
    text = desk.download(desk.page.get_by_role("link", name="DOCX"))
    assert any(TITLE in one.text for one in Document(io.BytesIO(text)).paragraphs)
