"""How letters leave an installation is read from the environment."""

from __future__ import annotations

import environ
import pytest

from cordata_web.config.mailing import mail_settings


def settings_with(**values: str) -> dict:
    env = environ.Env()
    env.ENVIRON = values
    return mail_settings(env)


@pytest.mark.parametrize("url", ["", "inbox:"])
def test_without_a_server_letters_stay_in_the_inbox(url: str) -> None:
    found = settings_with(EMAIL_URL=url)
    assert found["CORDATA_INBOX"]
    assert "EMAIL_BACKEND" not in found
    assert found["CORDATA_SITE_URL"] == "http://localhost:8000"


def test_a_server_is_given_as_an_address() -> None:
    found = settings_with(EMAIL_URL="smtp+tls://office%40net.example:p%23w@smtp.net.example:587")
    assert not found["CORDATA_INBOX"]
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("smtp.net.example", 587, True)
    assert found["EMAIL_HOST_PASSWORD"] == "p#w"
    assert found["EMAIL_TIMEOUT"] == 30


def test_a_provider_takes_the_place_of_a_server() -> None:
    backend = "anymail.backends.brevo.EmailBackend"
    found = settings_with(EMAIL_BACKEND=backend, ANYMAIL='{"BREVO_API_KEY": "x"}', CORDATA_MAIL_DOMAIN="net.example")
    assert (found["CORDATA_INBOX"], found["EMAIL_BACKEND"]) == (False, backend)
    assert found["ANYMAIL"] == {"BREVO_API_KEY": "x"}
    assert found["DEFAULT_FROM_EMAIL"] == "Cordata <noreply@net.example>"
