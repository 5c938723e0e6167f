"""Signing up and in without a browser's help: codes, passwords, the second step, and what strangers learn."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from cordata_web.mail.models import Letter
from cordata_web.people.models import AuditEntry, Consent, User

pytestmark = pytest.mark.django_db
PASSWORD = "gora-in-vrv-2864"


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests


@pytest.fixture
def ana() -> User:
    person = User.objects.create_user("ana@example.si", PASSWORD, name="Ana Novak", language="sl")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("created"))


def code_in(letter: Letter) -> str:
    return re.search(r"\d{4}-\d{4}", letter.subject)[0]


def sign_up(client, **changed):
    filled = {"email": "Luca@Example.IT", "name": "Luca Rossi", "consent": "on", **changed}
    return client.post("/it/account/signup/", filled)


def test_signing_up_asks_for_address_name_and_consent_only(client):
    form = client.get("/en/account/signup/").context["form"]
    assert list(form.fields) == ["email", "name", "consent"]


def test_signing_up_takes_two_pages_and_ends_signed_in(client):
    first = sign_up(client)
    assert first["Location"] == "/it/account/confirm-email/"
    second = client.post(first["Location"], {"code": code_in(letters()[0])})
    assert second["Location"] == "/it/desk/"
    person = User.objects.get()
    assert (person.email, person.name, person.language) == ("luca@example.it", "Luca Rossi", "it")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert not person.has_usable_password()


def test_the_consent_is_recorded_and_audited(client):
    sign_up(client)
    consent = Consent.objects.get()
    assert (consent.user.email, consent.what, consent.withdrawn_at) == ("luca@example.it", "account", None)
    assert AuditEntry.objects.get(action="give consent").object_id == str(consent.pk)


def test_without_consent_there_is_no_account(client):
    answer = sign_up(client, consent="")
    with translation.override("en"):
        assert "Without your consent we cannot keep an account for you." in answer.context["form"].errors["consent"]
    assert answer.context["form"]["name"].value() == "Luca Rossi"
    assert not User.objects.exists()


def test_a_wrong_code_opens_nothing_and_three_end_it(client):
    address = sign_up(client)["Location"]
    for _attempt in range(2):
        assert client.post(address, {"code": "0000-000x"}).status_code == 200
    assert client.post(address, {"code": "0000-000x"}).status_code == 302
    assert "_auth_user_id" not in client.session
    assert client.post(address, {"code": code_in(letters()[0])}).status_code == 302
    assert "_auth_user_id" not in client.session


def test_signing_up_twice_looks_the_same_from_outside(client, ana):
    known = sign_up(client, email="ana@example.si")
    assert known["Location"] == "/it/account/confirm-email/"
    assert client.get(known["Location"]).status_code == 200
    assert [letter.to_address for letter in letters()] == ["ana@example.si"]
    assert not re.search(r"\d{4}-\d{4}", letters()[0].subject)
    assert User.objects.count() == 1


def test_a_code_signs_in_and_leads_to_the_persons_language(client, ana):
    asked = client.post("/de/account/login/code/", {"email": "ANA@example.si"})
    assert asked["Location"].startswith("/de/account/login/code/confirm/")
    done = client.post(asked["Location"], {"code": code_in(letters()[0])})
    assert done["Location"] == "/sl/desk/"
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_the_link_in_the_letter_fills_the_code_in(client, ana):
    client.post("/en/account/login/code/", {"email": "ana@example.si"})
    link = re.search(r"http://\S+?(/\S+\?code=\S+)", letters()[0].text)[1]
    assert client.get(link).context["form"]["code"].value() == code_in(letters()[0])
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_is_answered_like_a_known_one(ana):
    people = ("ana@example.si", "bo@example.si")
    answers = [Client().post("/en/account/login/code/", {"email": who}) for who in people]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert letters()[1].to_address == "bo@example.si"


def test_a_password_signs_in(client, ana):
    done = client.post("/en/account/login/", {"login": "Ana@example.si", "password": PASSWORD})
    assert done["Location"] == "/sl/desk/"
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_page_that_was_asked_for_is_reached_in_the_persons_language(client, ana):
    asked = {"login": "ana@example.si", "password": PASSWORD, "next": "/en/account/"}
    assert client.post("/en/account/login/", asked)["Location"] == "/sl/account/"


def test_nobody_is_led_to_another_site(client, ana):
    asked = {"login": "ana@example.si", "password": PASSWORD, "next": "https://example.com/"}
    assert client.post("/en/account/login/", asked)["Location"] == "/sl/desk/"


def test_guessing_passwords_is_stopped(client, ana):
    for _attempt in range(5):
        client.post("/en/account/login/", {"login": "ana@example.si", "password": "wrong"})
    answer = client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
    assert "too many attempts" in str(answer.context["form"].non_field_errors())


def test_asking_for_codes_is_stopped(ana):
    for _attempt in range(5):
        Client().post("/en/account/login/code/", {"email": "ana@example.si"})
    assert len(letters()) == 3


def test_a_closed_account_opens_no_more(client, ana):
    ana.is_active = False
    ana.save()
    client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_by_a_code(client, ana):
    asked = client.post("/en/account/password/reset/", {"email": "ana@example.si"})
    entered = client.post(asked["Location"], {"code": code_in(letters()[0])})
    client.post(entered["Location"], {"password1": "sedem-gamsov-na-steni"})
    ana.refresh_from_db()
    assert ana.check_password("sedem-gamsov-na-steni")


def test_the_second_step_is_asked_of_those_who_set_it_up(client, ana):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(ana, secret)
    answer = client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
    assert answer["Location"] == "/en/account/security/authenticate/"
    assert "_auth_user_id" not in client.session
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post(answer["Location"], {"code": code})
    assert client.session["_auth_user_id"] == str(ana.pk)


def test_a_recovery_code_lets_in_once(client, ana):
    TOTP.activate(ana, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(ana).get_unused_codes()[0]
    for is_in in (True, False):
        client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
        client.post("/en/account/security/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is is_in
        client.logout()


def test_secrets_of_the_second_step_are_not_kept_in_the_clear(ana):
    TOTP.activate(ana, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get()
    assert "JBSWY3DPEHPK3PXP" not in str(kept.data)


def test_signing_out_needs_a_button(client, ana):
    client.force_login(ana)
    assert client.get("/en/account/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/en/account/logout/")["Location"] == "/en/"
    assert "_auth_user_id" not in client.session


def test_a_new_address_counts_when_its_code_was_entered(client, ana):
    client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
    asked = client.post("/en/account/email/", {"email": "Ana.Novak@Example.SI", "action_add": "1"})
    ana.refresh_from_db()
    assert ana.email == "ana@example.si"
    client.post(asked["Location"], {"code": code_in(letters()[-1])})
    ana.refresh_from_db()
    assert ana.email == "ana.novak@example.si"


def test_changing_how_one_signs_in_asks_again_after_a_while(client, ana):
    client.post("/en/account/login/", {"login": "ana@example.si", "password": PASSWORD})
    assert client.get("/en/account/security/totp/activate/").status_code == 200
    session = client.session
    for way in session["account_authentication_methods"]:
        way["at"] -= 600
    session.save()
    asked = client.get("/en/account/security/totp/activate/")
    assert asked["Location"].startswith("/en/account/reauthenticate/")
    done = client.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == "/en/account/security/totp/activate/"
    assert client.get(done["Location"]).status_code == 200


def test_letters_speak_the_language_of_their_reader(client, ana):
    client.post("/de/account/login/code/", {"email": "ana@example.si"})
    Client().post("/de/account/login/code/", {"email": "bo@example.de"})
    assert [(letter.language, letter.to_user) for letter in letters()] == [("sl", ana), ("de", None)]
    assert "/sl/account/login/code/confirm/?code=" in letters()[0].text
