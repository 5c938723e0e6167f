"""What the letters about signing in and about the account say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cordata_web.mail import Draft, absolute

Facts = Mapping[str, Any]


def draft(kind: str, facts: Facts) -> Draft:
    """The letter of the kind, in the language that is active; a kind that nobody wrote is a KeyError."""
    return WRITERS[kind](facts)


def _code(subject: str, facts: Facts, page: str, why: str) -> Draft:
    address = f"{reverse(page)}?{urlencode({'code': facts['code']})}"
    return Draft(
        subject=subject % {"code": facts["code"]},
        paragraphs=[
            why,
            _("Your code: %(code)s") % {"code": facts["code"]},
            _("It is good for 15 minutes. Enter it on the page that is still open, or go on in the same browser:"),
        ],
        button=(_("Go on with this code"), absolute(address)),
        closing=_("If it was not you who asked for it, you need not do anything."),
    )


def _sign_in(facts: Facts) -> Draft:
    why = _("You want to sign in to Cordata.")
    return _code(_("%(code)s is your code to sign in"), facts, "account_confirm_login_code", why)


def _confirm_address(facts: Facts) -> Draft:
    why = _("With this code you confirm that this e-mail address is yours.")
    return _code(_("%(code)s confirms your e-mail address"), facts, "account_email_verification_sent", why)


def _new_password(facts: Facts) -> Draft:
    why = _("You want to choose a new password for Cordata.")
    return _code(_("%(code)s is your code for a new password"), facts, "account_confirm_password_reset_code", why)


def _already_exists(_facts: Facts) -> Draft:
    return Draft(
        subject=_("You already have an account"),
        paragraphs=[
            _("Somebody, probably you, wanted to sign up to Cordata with this address. It has an account already."),
            _("You can simply sign in; no password is needed, we send you a code."),
        ],
        button=(_("Sign in"), absolute(reverse("account_login"))),
        closing=_("If it was not you who asked for it, you need not do anything."),
    )


def _unknown(_facts: Facts) -> Draft:
    return Draft(
        subject=_("There is no account with this address yet"),
        paragraphs=[
            _("Somebody, probably you, wanted to sign in to Cordata with this address. It has no account yet."),
            _("Perhaps you signed up with another address. If not, signing up takes a minute."),
        ],
        button=(_("Sign up"), absolute(reverse("account_signup"))),
        closing=_("If it was not you who asked for it, you need not do anything."),
    )


def _change(subject: str) -> Draft:
    return Draft(
        subject=subject,
        paragraphs=[subject + ".", _("If that was you, all is well. If not, look after your account at once.")],
        button=(_("Open my account"), absolute(reverse("people:account"))),
    )


WRITERS: Mapping[str, Callable[[Facts], Draft]] = {
    "account/email/login_code": _sign_in,
    "account/email/email_confirmation": _confirm_address,
    "account/email/email_confirmation_signup": _confirm_address,
    "account/email/password_reset_code": _new_password,
    "account/email/account_already_exists": _already_exists,
    "account/email/unknown_account": _unknown,
    "account/email/password_changed": lambda _facts: _change(_("Your password was changed")),
    "account/email/password_set": lambda _facts: _change(_("Your account has a password now")),
    "account/email/password_reset": lambda _facts: _change(_("Your password was replaced by a new one")),
    "account/email/email_changed": lambda facts: _change(
        _("The e-mail address of your account is now %(address)s") % {"address": facts["to_email"]}
    ),
    "account/email/email_confirm": lambda _facts: _change(_("Your e-mail address is confirmed")),
    "account/email/email_deleted": lambda facts: _change(
        _("The e-mail address %(address)s was removed from your account") % {"address": facts["deleted_email"]}
    ),
    "mfa/email/totp_activated": lambda _facts: _change(_("Signing in to your account now takes a second step")),
    "mfa/email/totp_deactivated": lambda _facts: _change(_("Signing in to your account takes no second step any more")),
    "mfa/email/recovery_codes_generated": lambda _facts: _change(_("Your account has new recovery codes")),
    "mfa/email/webauthn_added": lambda _facts: _change(_("A passkey was added to your account")),
    "mfa/email/webauthn_removed": lambda _facts: _change(_("A passkey was removed from your account")),
}
