"""How this installation's letters leave it, read from the environment."""

from __future__ import annotations

from typing import Any

import environ

TIMEOUT_SECONDS = 30
INBOX = ("", "inbox:")


def mail_settings(env: environ.Env) -> dict[str, Any]:
    """Django's settings of e-mail; without an address of a server, letters stay in the site's own inbox.

    ``EMAIL_BACKEND`` names a provider's backend, which then takes the place of ``EMAIL_URL``; django-anymail finds
    its own settings in ``ANYMAIL``, as JSON.
    """
    domain = env.str("CORDATA_MAIL_DOMAIN", default="")
    url = env.str("EMAIL_URL", default="").strip()
    backend = env.str("EMAIL_BACKEND", default="")
    found: dict[str, Any] = {
        "CORDATA_SITE_URL": env.str("CORDATA_SITE_URL", default="http://localhost:8000"),
        "CORDATA_MAIL_DOMAIN": domain,
        "CORDATA_INBOX": url in INBOX and not backend,
        "CORDATA_KEEP_LETTERS": env.int("CORDATA_KEEP_LETTERS", default=90),
        "DEFAULT_FROM_EMAIL": env.str("DEFAULT_FROM_EMAIL", default=f"Cordata <noreply@{domain or 'localhost'}>"),
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
        "ANYMAIL": env.json("ANYMAIL", default={}),
    }
    if url not in INBOX:
        found |= {name: value for name, value in env.email_url_config(url).items() if name.startswith("EMAIL_")}
    if backend:
        found["EMAIL_BACKEND"] = backend
    return found
