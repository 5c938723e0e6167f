"""Settings of django-allauth: one e-mail address a person, codes rather than passwords, passkeys, a second step."""

FORMS = "cordata_web.people.signing_in"
A_QUARTER_OF_AN_HOUR = 15 * 60

LOGIN_URL = "account_login"
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_ADAPTER = "cordata_web.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # the form leaves the password out; it can be set later
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = A_QUARTER_OF_AN_HOUR
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = A_QUARTER_OF_AN_HOUR
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = A_QUARTER_OF_AN_HOUR
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {
    "login": f"{FORMS}.SignInForm",
    "request_login_code": f"{FORMS}.AskForCodeForm",
    "confirm_login_code": f"{FORMS}.SignInCodeForm",
    "signup": f"{FORMS}.SignUpForm",
    "add_email": f"{FORMS}.NewAddressForm",
    "change_email": f"{FORMS}.OtherAddressForm",
    "confirm_email_verification_code": f"{FORMS}.AddressCodeForm",
    "change_password": f"{FORMS}.ChangePasswordForm",
    "set_password": f"{FORMS}.SetPasswordForm",
    "reset_password": f"{FORMS}.ForgottenPasswordForm",
    "confirm_password_reset_code": f"{FORMS}.PasswordCodeForm",
    "reset_password_from_key": f"{FORMS}.ReplacePasswordForm",
    "reauthenticate": f"{FORMS}.PasswordAgainForm",
}
MFA_ADAPTER = "cordata_web.people.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = "Cordata"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": f"{FORMS}.SecondStepForm",
    "reauthenticate": f"{FORMS}.CodeAgainForm",
    "activate_totp": f"{FORMS}.AppForm",
    "add_webauthn": f"{FORMS}.AddPasskeyForm",
    "signup_webauthn": f"{FORMS}.FirstPasskeyForm",
    "edit_webauthn": f"{FORMS}.RenamePasskeyForm",
}
