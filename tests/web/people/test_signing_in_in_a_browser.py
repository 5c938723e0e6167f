"""Signing up and in with a real browser: passkeys of a virtual device, phones, rules of axe, the strict policy."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client

from cordata_web.mail.models import Letter
from cordata_web.people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PASSWORD = "gora-in-vrv-2864"
FOR_STRANGERS = (
    "account/login/",
    "account/login/code/",
    "account/signup/",
    "account/signup/passkey/",
    "account/password/reset/",
    "privacy/",
)
FOR_MEMBERS = (
    "account/",
    "account/email/",
    "account/password/change/",
    "account/logout/",
    "account/security/",
    "account/security/webauthn/",
    "account/security/webauthn/add/",
    "account/security/totp/activate/",
    "account/security/recovery-codes/",
    "account/security/recovery-codes/generate/",
)
PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def _nobody_tried_before(settings):
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, for tests


@pytest.fixture
def ana() -> User:
    person = User.objects.create_user("ana@example.si", PASSWORD, name="Ana Novak", language="en")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


@pytest.fixture
def open_page(browser, live_server):
    contexts = []

    def opened(address: str, *, person: User | None = None, **options):
        contexts.append(browser.new_context(**options))
        if person:
            client = Client()
            client.post("/en/account/login/", {"login": person.email, "password": PASSWORD})
            session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
            cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
            contexts[-1].add_cookies([cookie])
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text))
        page.goto(f"{live_server.url}/en/{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


def virtual_device(page) -> None:
    """A device with a fingerprint reader whose owner always agrees."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    abilities = {"hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    options = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True, **abilities}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def letters() -> list[Letter]:
    return list(Letter.objects.order_by("created"))


def code_in(letter: Letter) -> str:
    return re.search(r"\d{4}-\d{4}", letter.subject)[0]


def faults(page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found]


def visit(page, addresses, look) -> dict[str, object]:
    """What the look finds on each page, without those on which it finds nothing."""
    found = {}
    for address in addresses:
        page.goto(re.sub(r"/en/.*", f"/en/{address}", page.url))
        assert page.url.endswith(address)
        found[address] = look(page)
    return {address: what for address, what in found.items() if what}


def misfits(page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    said = [f"{width} pixels wide"] if width != PHONE["width"] else []
    said += page.complaints
    page.complaints.clear()
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_for_strangers(open_page, scheme):
    page = open_page(FOR_STRANGERS[0], bypass_csp=True, color_scheme=scheme)
    assert visit(page, FOR_STRANGERS, faults) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_the_account(open_page, ana, scheme):
    RecoveryCodes.activate(ana)
    page = open_page(FOR_MEMBERS[0], person=ana, bypass_csp=True, color_scheme=scheme)
    assert visit(page, FOR_MEMBERS, faults) == {}


def test_a_phone_need_not_scroll_sideways_and_the_policy_blocks_nothing(open_page, ana):
    RecoveryCodes.activate(ana)
    assert visit(open_page(FOR_STRANGERS[0], viewport=PHONE), FOR_STRANGERS, misfits) == {}
    assert visit(open_page(FOR_MEMBERS[0], person=ana, viewport=PHONE), FOR_MEMBERS, misfits) == {}


def test_a_passkey_made_in_the_account_signs_in_alone(open_page, ana):
    page = open_page("account/security/webauthn/add/", person=ana)
    virtual_device(page)
    page.get_by_label("Name", exact=True).fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "My phone"
    page.get_by_role("group").filter(has_text="Ana Novak").locator("summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/en/desk/")
    assert page.get_by_text("You are signed in.").is_visible()
    assert page.complaints == []


def test_signing_up_with_a_passkey_needs_no_password(open_page):
    page = open_page("account/signup/", viewport=PHONE)
    virtual_device(page)
    page.get_by_role("link", name="Sign up with a passkey").click()
    page.get_by_label("E-mail address", exact=True).fill("luca@example.it")
    page.get_by_label("Name", exact=True).fill("Luca Rossi")
    page.get_by_label("I agree").check()
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(code_in(letters()[0]))
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make my passkey").click()
    page.wait_for_url("**/en/desk/")
    assert Authenticator.objects.get(type="webauthn").user.email == "luca@example.it"


def test_a_passkey_is_no_hurdle_for_those_who_sign_in_by_code(open_page, ana):
    page = open_page("account/security/webauthn/add/", person=ana)
    virtual_device(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    elsewhere = open_page("account/login/", viewport=PHONE)
    elsewhere.get_by_label("E-mail address", exact=True).first.fill("ana@example.si")
    elsewhere.get_by_role("button", name="Send me a code by e-mail").click()
    elsewhere.get_by_label("Code").wait_for()
    elsewhere.get_by_label("Code").fill(code_in(letters()[-1]))
    elsewhere.get_by_role("button", name="Go on").click()
    assert elsewhere.get_by_text("You are signed in.").is_visible()


def test_a_device_without_a_passkey_is_told_so(open_page):
    page = open_page("account/login/")
    virtual_device(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("That did not work").wait_for(timeout=20_000)
    assert page.get_by_role("button", name="Sign in with a passkey").is_enabled()


def test_without_scripts_the_code_still_signs_in(open_page, ana):
    page = open_page("account/login/", java_script_enabled=False)
    assert not page.get_by_role("button", name="Sign in with a passkey").is_visible()
    page.get_by_label("E-mail address", exact=True).first.fill("ana@example.si")
    page.get_by_role("button", name="Send me a code by e-mail").click()
    page.get_by_label("Code").wait_for()
    page.get_by_label("Code").fill(code_in(letters()[0]))
    page.get_by_role("button", name="Go on").click()
    assert page.get_by_text("You are signed in.").is_visible()


def test_the_pages_of_the_code_and_of_the_second_step_are_clean(open_page, ana):
    page = open_page("account/login/code/", bypass_csp=True, viewport=PHONE)
    page.get_by_label("E-mail address", exact=True).fill("ana@example.si")
    page.get_by_role("button", name="Send me a code by e-mail").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
