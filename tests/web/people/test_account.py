"""My account, what is written about privacy, consent; and that no page speaks in allauth's own words."""

from pathlib import Path

import allauth
import pytest

from cordata_web.people import account, consent
from cordata_web.people.models import AuditEntry, Consent, User

pytestmark = pytest.mark.django_db
THEIRS = Path(allauth.__file__).parent / "templates"
OURS = Path(account.__file__).parent / "templates"
NOT_SHOWN = {  # telephone numbers, several addresses, trusted browsers and their frames are not in use
    "account/base_confirm_code.html",
    "account/base_entrance.html",
    "account/base_manage.html",
    "account/base_manage_email.html",
    "account/base_manage_password.html",
    "account/base_manage_phone.html",
    "account/base_reauthenticate.html",
    "account/confirm_phone_verification_code.html",
    "account/email.html",
    "account/email_confirm.html",
    "account/messages/phone_verification_sent.txt",
    "account/messages/phone_verified.txt",
    "account/phone_change.html",
    "account/snippets/already_logged_in.html",
    "account/snippets/warn_no_email.html",
    "mfa/base_entrance.html",
    "mfa/base_manage.html",
    "mfa/recovery_codes/base.html",
    "mfa/totp/base.html",
    "mfa/trust.html",
    "mfa/webauthn/base.html",
    "mfa/webauthn/snippets/login_script.html",
    "mfa/webauthn/snippets/scripts.html",
}


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.si", name="Ana Novak", language="en")


def templates_in(folder: Path) -> set[str]:
    files = [path for app in ("account", "mfa") for path in (folder / app).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix() for path in files if "/email/" not in path.as_posix()}


def test_every_page_that_allauth_can_show_is_our_own():
    assert templates_in(THEIRS) - templates_in(OURS) == NOT_SHOWN


def test_every_letter_that_allauth_can_send_is_our_own():
    from cordata_web.people.letters import WRITERS

    files = [path for app in ("account", "mfa") for path in (THEIRS / app / "email").glob("*_message.txt")]
    kinds = {path.relative_to(THEIRS).as_posix().removesuffix("_message.txt") for path in files}
    unused = {"account/email/base", "account/email/password_reset_key"}
    assert kinds - unused == set(WRITERS)


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/it/account/")["Location"] == "/it/account/login/?next=/it/account/"


def test_name_and_language_are_changed_and_the_page_speaks_it(client, ana):
    client.force_login(ana)
    answer = client.post("/en/account/", {"name": "Ana Kos", "language": "sl"})
    assert answer["Location"] == "/sl/account/"
    ana.refresh_from_db()
    assert (ana.name, ana.language) == ("Ana Kos", "sl")
    assert AuditEntry.objects.get().changes == {"fields": ["name", "language"]}


def test_an_account_needs_a_name_and_a_language_we_speak(client, ana):
    client.force_login(ana)
    answer = client.post("/en/account/", {"name": "", "language": "pt"})
    assert set(answer.context["form"].errors) == {"name", "language"}
    ana.refresh_from_db()
    assert ana.name == "Ana Novak"


def test_saving_the_same_leaves_no_trace(client, ana):
    client.force_login(ana)
    client.post("/en/account/", {"name": "Ana Novak", "language": "en"})
    assert not AuditEntry.objects.exists()


def test_only_pages_that_exist_are_linked(client, ana, monkeypatch):
    extra = account.Section("Flags", "Red ones.", (("Here", "ui:about"), ("There", "flags:none")), "info")
    lonely = account.Section("Nothing", "Empty.", (("There", "flags:none"),), "info")
    monkeypatch.setattr(account, "SECTIONS", (extra, lonely))
    client.force_login(ana)
    page = client.get("/en/account/").content.decode()
    assert "Red ones." in page
    assert 'href="/en/about/">Here' in page
    assert "There" not in page
    assert "Nothing" not in page


def test_the_header_offers_to_sign_in_and_then_to_sign_out(client, ana):
    assert 'href="/en/account/login/"' in client.get("/en/about/").content.decode()
    client.force_login(ana)
    page = client.get("/en/about/").content.decode()
    assert "Ana Novak" in page
    assert 'action="/en/account/logout/"' in page


def test_the_privacy_page_names_the_periods_of_the_settings(client, settings):
    settings.SESSION_COOKIE_AGE = 12 * 24 * 3600
    settings.CORDATA_KEEP_LETTERS = 77
    page = client.get("/en/privacy/").content.decode()
    assert "You stay signed in for 12 days at most" in page
    assert "kept for 77 days" in page


def test_a_consent_is_given_once_withdrawn_and_given_anew(ana):
    first = consent.give(user=ana, what=Consent.What.ACCOUNT)
    assert consent.give(user=ana, what=Consent.What.ACCOUNT) == first
    consent.withdraw(user=ana, what=Consent.What.ACCOUNT)
    assert consent.give(user=ana, what=Consent.What.ACCOUNT) != first
    assert Consent.objects.filter(user=ana, withdrawn_at=None).count() == 1
    assert AuditEntry.objects.count() == 3


def test_what_was_not_agreed_to_cannot_be_withdrawn(ana):
    with pytest.raises(consent.NoSuchConsentError):
        consent.withdraw(user=ana, what=Consent.What.ACCOUNT)
