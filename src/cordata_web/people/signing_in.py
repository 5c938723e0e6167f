"""The forms of signing up and in, in the site's own words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cordata_web.people import consent
from cordata_web.people.models import Consent, User

LABELS = {
    "email": _("E-mail address"),
    "login": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "code": _("Code"),
    "name": _("Name"),
}
HELP = {"password1": _("At least eight characters. A few words that only you would put together are best.")}


class InOurWords:
    """Own labels and help, nothing written inside the fields, and no password to be typed twice."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs.update(inputmode="numeric", spellcheck="false")


class WithACode(InOurWords):
    """The link in the letter brings the code along."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if context.request.method == "GET":
            self.initial.setdefault("code", context.request.GET.get("code", "")[:20])


class SignInForm(InOurWords, account.LoginForm):
    """With a password; beside it stands the form for a code."""

    @property
    def by_code(self) -> AskForCodeForm:
        return AskForCodeForm(auto_id="id_by_code_%s")


class AskForCodeForm(InOurWords, account.RequestLoginCodeForm):
    pass


class SignUpForm(InOurWords, account.SignupForm):
    """The address, the name, and the consent to keep both."""

    name = forms.CharField(
        max_length=User._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    consent = forms.BooleanField(
        label=_("I agree"), error_messages={"required": _("Without your consent we cannot keep an account for you.")}
    )
    field_order = ("email", "name", "consent")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("password1", None)

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 - allauth hands it over
        consent.give(user=user, what=Consent.What.ACCOUNT)


class SignInCodeForm(WithACode, account.ConfirmLoginCodeForm):
    pass


class AddressCodeForm(WithACode, account.ConfirmEmailVerificationCodeForm):
    pass


class PasswordCodeForm(WithACode, account.ConfirmPasswordResetCodeForm):
    pass


class NewAddressForm(InOurWords, account.AddEmailForm):
    pass


class OtherAddressForm(InOurWords, account.ChangeEmailForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class ForgottenPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class ReplacePasswordForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    pass


class SecondStepForm(InOurWords, second_step.AuthenticateForm):
    pass


class CodeAgainForm(InOurWords, second_step.ReauthenticateForm):
    pass


class AppForm(InOurWords, totp.ActivateTOTPForm):
    pass


class AddPasskeyForm(InOurWords, passkeys.AddWebAuthnForm):
    """Every key added here is one to sign in with alone."""

    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class FirstPasskeyForm(InOurWords, passkeys.SignupWebAuthnForm):
    pass


class RenamePasskeyForm(InOurWords, passkeys.EditWebAuthnForm):
    pass
