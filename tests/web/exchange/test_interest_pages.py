"""The pages of interests: forms that keep what was written, steps, lists, and who may see what."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from cordata_web.exchange.models import Interest
from cordata_web.people import policy
from cordata_web.people.models import AuditEntry, Role
from web import cast
from web.exchange.seeking import express

pytestmark = pytest.mark.django_db


def test_the_receiver_sees_who_is_interested(pair) -> None:
    page = cast.signed_in(pair["owner"]).get(express(pair).get_absolute_url()).content.decode()
    assert "Livarna" in page
    assert '<dd lang="sl">' in page
    assert "Lijemo tanke stene." in page


def test_nobody_else_finds_the_page(pair) -> None:
    made = express(pair)
    stranger = cast.person("s@stranger.example", Role.MEMBER, cast.organisation("stranger"))
    assert cast.signed_in(stranger).get(made.get_absolute_url()).status_code == 404
    assert Client().get(made.get_absolute_url()).status_code == 302


def test_the_form_sends_whoever_has_no_organisation_to_found_one_and_back(pair) -> None:
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    answer = cast.signed_in(cast.person("new@home.example")).get(address)
    assert answer.status_code == 302
    assert answer.url == f"{reverse('directory:new')}?next={address.replace('/', '%2F')}"


def test_the_form_expresses_interest_for_the_only_organisation(pair) -> None:
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    browser = cast.signed_in(pair["sender"])
    assert 'type="hidden" name="organisation" value="livarna"' in browser.get(address).content.decode()
    sent = {"organisation": "livarna", "why": "Tanke stene.", "when": "now", "language": "sl", "with_managers": "on"}
    answer = browser.post(address, sent)
    made = Interest.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.why, made.with_managers, made.author) == ("Tanke stene.", True, pair["sender"])


def test_the_form_keeps_what_was_written_when_something_is_missing(pair) -> None:
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    sent = {"organisation": "livarna", "why": "", "brings": "Three machines.", "when": "now", "language": "sl"}
    answer = cast.signed_in(pair["sender"]).post(address, sent)
    assert answer.status_code == 422
    assert "Three machines." in answer.content.decode()
    assert not Interest.objects.exists()


def test_the_form_takes_no_organisation_of_others(pair) -> None:
    cast.organisation("stranger")
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    sent = {"organisation": "stranger", "why": "Ha.", "when": "now", "language": "sl"}
    assert cast.signed_in(pair["sender"]).post(address, sent).status_code == 422
    assert not Interest.objects.exists()


def test_the_page_says_at_once_why_interest_is_impossible(pair) -> None:
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    page = cast.signed_in(pair["owner"]).get(address).content.decode()
    assert "own opportunity" in page
    assert "textarea" not in page


@pytest.mark.parametrize(
    ("who", "step", "said", "state"),
    [
        ("owner", "accept", {}, "accepted"),
        ("owner", "decline", {"decline-reason": "capacity", "decline-note": "Sorry."}, "declined"),
        ("owner", "ask", {"ask-text": "Which alloy?"}, "asked"),
        ("sender", "withdraw", {}, "withdrawn"),
    ],
)
def test_the_page_takes_each_step(pair, who, step, said, state) -> None:
    made = express(pair)
    answer = cast.signed_in(pair[who]).post(made.get_absolute_url(), {"step": step, **said})
    made.refresh_from_db()
    assert (answer.status_code, made.state) == (302, state)


@pytest.mark.parametrize(("who", "step"), [("sender", "accept"), ("sender", "ask"), ("owner", "withdraw")])
def test_the_other_side_may_not(pair, who, step) -> None:
    made = express(pair)
    answer = cast.signed_in(pair[who]).post(made.get_absolute_url(), {"step": step, "ask-text": "?"})
    made.refresh_from_db()
    assert (answer.status_code, made.state) == (403, "sent")


def test_a_step_that_comes_too_late_is_told_so(pair) -> None:
    made = cast.interest(pair["asked"], pair["livarna"], state="withdrawn")
    answer = cast.signed_in(pair["owner"]).post(made.get_absolute_url(), {"step": "accept"}, follow=True)
    assert "Meanwhile something has changed" in answer.content.decode()


def test_a_no_without_a_reason_comes_back_with_its_words(pair) -> None:
    made = express(pair)
    said = {"step": "decline", "decline-reason": "", "decline-note": "Perhaps later."}
    answer = cast.signed_in(pair["owner"]).post(made.get_absolute_url(), said)
    assert answer.status_code == 422
    assert "Perhaps later." in answer.content.decode()


def test_the_list_shows_what_was_received_and_sent_by_state(pair) -> None:
    made = express(pair)
    address = reverse("exchange:interests")
    assert made.pk in cast.signed_in(pair["owner"]).get(address).content.decode()
    assert made.pk not in cast.signed_in(pair["sender"]).get(address).content.decode()
    sender = cast.signed_in(pair["sender"])
    assert made.pk in sender.get(address + "?side=sent").content.decode()
    assert made.pk not in sender.get(address + "?side=sent&state=declined").content.decode()
    assert AuditEntry.objects.exists()


def test_action_and_policy_agree_about_who(pair) -> None:
    with pytest.raises(PermissionDenied):
        policy.demand(pair["sender"], "accept", express(pair))


def test_whoever_founds_an_organisation_on_the_way_comes_back(pair) -> None:
    address = reverse("exchange:express_interest", args=[pair["asked"].pk])
    browser = cast.signed_in(cast.person("new@home.example"))
    founding = browser.get(address).url
    entered = {"name": "Kovaska Novak", "kind": "sme", "region": "SI04", "town": "Kranj", "seen": ""}
    answer = browser.post(founding, entered)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer.url == address
    assert browser.get(address).status_code == 200


def test_the_way_back_never_leads_to_another_site(pair) -> None:
    entered = {"name": "Kovaska Novak", "kind": "sme", "region": "SI04", "town": "Kranj", "seen": ""}
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        browser = cast.signed_in(cast.person("new@home.example"))
        answer = browser.post(f"{reverse('directory:new')}?next={elsewhere}", entered)
        assert answer.status_code != 302 or "evil" not in answer.url
