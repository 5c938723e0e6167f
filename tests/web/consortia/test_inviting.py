"""Inviting through the exchange, and what those who are invited see and may do."""

from datetime import date

import pytest

from cordata_web.consortia.actions.inviting import HasProfileError, NoProfileError, confirm, invite
from cordata_web.consortia.actions.partners import add_outside, add_partner
from cordata_web.consortia.models import ConsortiumPartner
from cordata_web.exchange.actions.introductions import agree_to_introduction, decline_introduction
from cordata_web.exchange.models import Introduction
from cordata_web.people.models import AuditEntry, Role
from web import cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture
def lea(livarna):
    return cast.person("lea@livarna.example", Role.MEMBER, livarna)


@pytest.fixture
def asked(consortium, livarna, ada, lea) -> ConsortiumPartner:
    row = add_partner(consortium=consortium, profile=livarna, actor=ada)
    cast.signed_in(ada).post(f"{consortium.get_absolute_url()}partners/{row.pk}/invite/", {"note": "Join us."})
    row.refresh_from_db()
    return row


def test_an_invitation_proposes_an_introduction_to_which_the_owner_agrees(asked, consortium, livarna):
    met = Introduction.objects.get()
    assert (met.first_id, met.second_id, met.state, met.note) == ("rossi", "livarna", "half_agreed", "Join us.")
    assert (asked.state, asked.introduction) == ("invited", met)
    assert asked.invited is not None
    consortium.refresh_from_db()
    assert consortium.state == "inviting"


def test_before_the_invitation_its_people_see_nothing(consortium, livarna, ada, lea):
    add_partner(consortium=consortium, profile=livarna, actor=ada)
    assert cast.signed_in(lea).get(consortium.get_absolute_url()).status_code == 404


def test_whoever_is_invited_finds_it_on_the_desk_and_sees_no_amounts(asked, consortium, lea):
    browser = cast.signed_in(lea)
    assert consortium.title in browser.get("/en/desk/").content.decode()
    assert "Livarna is invited" in browser.get(consortium.get_absolute_url()).content.decode()
    assert browser.get(f"{consortium.get_absolute_url()}budget/").status_code == 403


def test_to_accept_opens_the_conversation_and_the_budget(asked, consortium, lea):
    browser = cast.signed_in(lea)
    browser.post(f"{consortium.get_absolute_url()}partners/{asked.pk}/accept/")
    asked.refresh_from_db()
    assert (asked.state, asked.introduction.state) == ("accepted", "open")
    shown = browser.get(f"{consortium.get_absolute_url()}budget/")
    assert [box["partner"] for box in shown.context["form"].boxes()] == [asked]


def test_to_decline_answers_the_introduction_too_and_takes_the_partner_out(asked, consortium, lea, ada):
    cast.signed_in(lea).post(f"{consortium.get_absolute_url()}partners/{asked.pk}/decline/")
    asked.refresh_from_db()
    assert (asked.state, asked.introduction.state) == ("declined", "declined")
    shown = cast.signed_in(ada).get(consortium.get_absolute_url()).context
    assert [one["name"] for one in shown["partners"]] == ["Rossi"]
    assert [one["name"] for one in shown["gone"]] == ["Livarna"]


def test_somebody_else_cannot_answer(asked, consortium, ada):
    assert cast.signed_in(ada).post(f"{consortium.get_absolute_url()}partners/{asked.pk}/accept/").status_code == 403


def test_an_introduction_under_way_is_used(consortium, livarna, rossi, ada):
    known = cast.introduction(livarna, rossi)
    row = add_partner(consortium=consortium, profile=livarna, actor=ada)
    invite(partner=row, actor=ada, note="", today=TODAY)
    assert row.introduction == known
    assert Introduction.objects.count() == 1


def test_those_without_a_profile_are_asked_elsewhere_and_those_with_one_answer_themselves(consortium, livarna, ada):
    outside = add_outside(consortium=consortium, actor=ada, facts={"name": "Oviedo", "country": "ES"})
    with pytest.raises(NoProfileError):
        invite(partner=outside, actor=ada, note="", today=TODAY)
    inside = add_partner(consortium=consortium, profile=livarna, actor=ada)
    with pytest.raises(HasProfileError):
        confirm(partner=inside, actor=ada)


def test_own_consortia_stand_on_the_desk(consortium, ada):
    shown = cast.signed_in(ada).get("/en/desk/").content.decode()
    assert "Your consortia" in shown
    assert consortium.title in shown


@pytest.mark.parametrize("reason", ["capacity", "too_early"])
def test_the_reason_that_is_chosen_goes_to_the_introduction(asked, consortium, lea, reason):
    page = cast.signed_in(lea).get(consortium.get_absolute_url()).content.decode()
    assert "No capacity at the moment" in page
    cast.signed_in(lea).post(f"{consortium.get_absolute_url()}partners/{asked.pk}/decline/", {"reason": reason})
    asked.refresh_from_db()
    assert (asked.state, asked.introduction.decline_reason) == ("declined", reason)


def test_to_agree_in_the_exchange_is_to_take_part(asked, lea):
    agree_to_introduction(introduction=asked.introduction, side="second", actor=lea, with_managers=False, today=TODAY)
    asked.refresh_from_db()
    assert (asked.state, asked.introduction.state) == ("accepted", "open")
    assert AuditEntry.objects.filter(action="accept", object_id=str(asked.pk), actor=lea).exists()


def test_to_decline_in_the_exchange_declines_the_invitation(asked, lea):
    decline_introduction(introduction=asked.introduction, side="second", actor=lea, reason="terms", today=TODAY)
    asked.refresh_from_db()
    assert (asked.state, asked.introduction.decline_reason) == ("declined", "terms")


def test_an_introduction_without_an_invitation_changes_no_partner(asked, consortium, lea, ada):
    ConsortiumPartner.objects.filter(pk=asked.pk).update(state="proposed")
    agree_to_introduction(introduction=asked.introduction, side="second", actor=lea, with_managers=False, today=TODAY)
    asked.refresh_from_db()
    assert asked.state == "proposed"
