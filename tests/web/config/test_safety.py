"""Headers, keys and the database as they leave the settings."""

import json
import os
import stat
import subprocess
import sys

import pytest

from cordata_web.config.secrets import secret_key_in


@pytest.fixture
def headers(client) -> dict[str, str]:
    return client.get("/en/about/").headers


def test_pages_may_load_and_send_nothing_but_their_own(headers):
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }


def test_pages_carry_the_headers_that_browsers_heed(headers):
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_readers_get_no_cookie(client):
    assert not client.get("/en/about/").cookies


def test_other_host_names_are_refused(client):
    assert client.get("/en/about/", headers={"host": "evil.example"}).status_code == 400


def test_a_missing_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    kept = tmp_path / "new" / "secret_key"
    key = secret_key_in(kept)
    assert len(key) >= 50
    assert secret_key_in(kept) == key
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.iterdir()) == [kept]


def settings_with(tmp_path, **environment: str) -> dict:
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    code = (
        "import json; from cordata_web.config import settings as s;"
        f"values = {{name: getattr(s, name, None) for name in {names}}};"
        "print(json.dumps(values | {'db': s.DATABASES['default']}, default=str))"
    )
    clean = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG", "CORDATA_HTTPS")
    }
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "CORDATA_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def test_without_any_setting_the_database_is_a_file_that_takes_many_writers(tmp_path):
    values = settings_with(tmp_path)
    assert values["DEBUG"] is False
    assert values["db"]["NAME"] == str(tmp_path / "cordata.sqlite3")
    assert values["db"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert values["db"]["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in values["db"]["OPTIONS"]["init_command"]


def test_another_database_can_be_named(tmp_path):
    values = settings_with(tmp_path, DATABASE_URL="postgres://user:word@db.example:5432/cordata")
    assert values["db"]["ENGINE"] == "django.db.backends.postgresql"
    assert values["db"]["HOST"] == "db.example"
    assert "transaction_mode" not in values["db"].get("OPTIONS", {})


def test_behind_https_cookies_and_addresses_are_secure(tmp_path):
    values = settings_with(tmp_path, CORDATA_HTTPS="true")
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SESSION_COOKIE_SECURE"] is True
    assert values["CSRF_COOKIE_SECURE"] is True
    assert values["SECURE_HSTS_SECONDS"] == 31536000
