"""How django-allauth behaves here: where it leads, what it says, how it writes, what passkeys count for."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cordata_web.mail import post
from cordata_web.people.letters import draft
from cordata_web.people.models import User

AFTER_SIGNING_IN = ("desk:home", "exchange:home")
"""The first of these pages that the site has."""


def first_page() -> str:
    """Where a person lands who did not ask for a certain page."""
    for name in AFTER_SIGNING_IN:
        try:
            return reverse(name)
        except NoReverseMatch:  # a topic that is not installed
            continue
    return "/"


class SecondStep(AuthenticateStage):
    """Asks for a second step only those who set up an app for it: a passkey is a way in, not a further hurdle."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        if not is_mfa_enabled(self.login.user, [Authenticator.Type.TOTP]):
            return None, True
        return super().handle()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are known by one e-mail address; letters go through the site's own post."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("This account is closed."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": gettext_lazy("The e-mail address and the password do not belong together."),
        "email_taken": gettext_lazy("Another account has this e-mail address."),
        "incorrect_code": gettext_lazy("This is not the right code."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "enter_current_password": gettext_lazy("This is not your password."),
        "invalid_login": gettext_lazy("Enter your e-mail address."),
        "invalid_or_expired_key": gettext_lazy("This link is no longer good. Please start anew."),
        "invalid_password_reset": gettext_lazy("This link is no longer good. Please start anew."),
        "same_as_current": gettext_lazy("This is your address already."),
        "too_many_login_attempts": gettext_lazy(
            "There were too many attempts. Please wait some minutes and try again."
        ),
        "rate_limited": gettext_lazy("There were too many attempts. Please wait some minutes and try again."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth hands it over
        return first_page()

    get_signup_redirect_url = get_login_redirect_url

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth hands it over
        return reverse("exchange:home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth hands it over
        return reverse("people:account")

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        """Go on in the person's own language."""
        response = super().post_login(request, user, **facts)
        if "Location" in response.headers:
            response.headers["Location"] = translate_url(response.headers["Location"], user.language)
        return response

    def get_login_stages(self) -> list[str]:
        usual = f"{AuthenticateStage.__module__}.{AuthenticateStage.__qualname__}"
        ours = f"{SecondStep.__module__}.{SecondStep.__qualname__}"
        return [ours if stage == usual else stage for stage in super().get_login_stages()]

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """The name comes from the form, the language from the page it stands on."""
        user.name = form.cleaned_data["name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        post(
            template_prefix,
            to=User.objects.filter(email=email.lower()).first() or email,
            write=lambda: draft(template_prefix, context),
            topic="essential",
            language=get_language(),
        )

    def is_reauthentication_required(self, *, app: str, **facts: Any) -> bool:
        """Who signed in a moment ago is not asked again."""
        ways = get_authentication_records(context.request, context.request.user)
        signed_in_just_now = bool(ways) and time.time() - ways[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not signed_in_just_now and super().is_reauthentication_required(app=app, **facts)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        names = {
            "reauthenticate": _("With my password"),
            "mfa_reauthenticate": _("With a code of my app, or a recovery code"),
            "mfa_reauthenticate:webauthn": _("With a passkey"),
        }
        return [{**way, "description": names[way["id"]]} for way in super().get_reauthentication_methods(user)]


class SecondStepAdapter(DefaultMFAAdapter):
    """Passkeys, apps and recovery codes; their secrets are kept encrypted."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This is not the right code."),
        "unverified_email": gettext_lazy("Please confirm your e-mail address first."),
        "add_email_blocked": gettext_lazy("Switch the second step off first; then you can change your e-mail address."),
        "cannot_delete_authenticator": gettext_lazy("The second step cannot be switched off."),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes belong to a passkey or to a second step; you have neither."
        ),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Opens with the secret key of the site, and with older ones."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second step:" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
