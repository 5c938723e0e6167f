"""The one settings file; everything that differs between installations comes from the environment."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from cordata_web.config.databases import connected
from cordata_web.config.demonstration import REFUSAL, reaches_outside
from cordata_web.config.mailing import mail_settings
from cordata_web.config.secrets import secret_key_in
from cordata_web.config.signing_in import *  # noqa: F403 - settings of django-allauth, by their names

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
ROOT = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()

env = environ.Env()
CORDATA_DATA = Path(env.str("CORDATA_DATA", default=str(ROOT / "var"))).resolve()
CORDATA_DATA.mkdir(parents=True, exist_ok=True)

# Who may ask, and how safely
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key_in(CORDATA_DATA / "secret_key")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
"""Earlier keys: what was signed or encrypted with them can still be read."""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_HTTPS = env.bool("CORDATA_HTTPS", default=False)
"""True behind a proxy that ends TLS and always sets X-Forwarded-Proto itself."""
if BEHIND_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
CORDATA_DEMO = env.bool("CORDATA_DEMO", default=False)
"""True lets visitors sign in as the people of the demo; the command `demo` sets it."""
if CORDATA_DEMO and reaches_outside(behind_https=BEHIND_HTTPS, hosts=ALLOWED_HOSTS):
    raise ImproperlyConfigured(REFUSAL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cordata_web.ui.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "csp",
    "cordata_web.config",
    "cordata_web.ui",
    "cordata_web.people",
    "cordata_web.jobs",
    "cordata_web.mail",
    "cordata_web.directory",
    "cordata_web.exchange",
    "cordata_web.cooperation",
    "cordata_web.funding",
    "cordata_web.programmes",
    "cordata_web.consortia",
    "cordata_web.calls",
    "cordata_web.privacy",
    "cordata_web.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "cordata_web.config.headers.more_security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cordata_web.people.policy.memory.remember_while_answering",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "cordata_web.config.urls"
WSGI_APPLICATION = "cordata_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "cordata_web.ui.context.page",
            ],
        },
    }
]

# Where things are kept
DATABASES = {"default": connected(env.db_url("DATABASE_URL", default=f"sqlite:///{CORDATA_DATA / 'cordata.sqlite3'}"))}
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
"""Counts the attempts to sign in; several processes on several machines need one that they share."""
CORDATA_JOB_LEASE = env.int("CORDATA_JOB_LEASE", default=60)
"""Seconds after which a job of a worker that is not heard of any more is given to another one."""
CORDATA_CALLS = env.str("CORDATA_CALLS", default="")
"""A file of calls that is renewed elsewhere and read once a day; empty: none."""
CORDATA_KEEP_JOBS = env.int("CORDATA_KEEP_JOBS", default=30)
"""Days for which background work that has ended is kept."""
CORDATA_KEEP_UNANSWERED = env.int("CORDATA_KEEP_UNANSWERED", default=90)
"""Days after which invitations that nobody took and refused claims are deleted."""
CORDATA_KEEP_REQUESTS = env.int("CORDATA_KEEP_REQUESTS", default=7)
"""Days for which answers to requests of programs are kept, in case they are sent again."""
CORDATA_API_A_MINUTE = env.int("CORDATA_API_A_MINUTE", default=300)
CORDATA_API_UNSIGNED_A_MINUTE = env.int("CORDATA_API_UNSIGNED_A_MINUTE", default=120)
"""Requests that the API answers in a minute: to one key, and to one address without a key."""
CORDATA_OPPORTUNITY_DAYS = env.int("CORDATA_OPPORTUNITY_DAYS", default=183)
"""Days for which an opportunity is valid that says nothing else, and for which it is renewed."""
CORDATA_OPPORTUNITY_LONGEST_DAYS = env.int("CORDATA_OPPORTUNITY_LONGEST_DAYS", default=366)
CORDATA_WARN_DAYS = env.int("CORDATA_WARN_DAYS", default=14)
"""Days before the end of validity at which the owners are warned."""
CORDATA_ANSWER_DAYS = env.int("CORDATA_ANSWER_DAYS", default=14)
"""Days within which an expression of interest or a proposed introduction is to be answered before it lapses."""
CORDATA_MATCHES_A_WEEK = env.int("CORDATA_MATCHES_A_WEEK", default=3)
"""As many matches an organisation is told of in seven days."""
CORDATA_MATCH_WORTH = env.float("CORDATA_MATCH_WORTH", default=0.2)
"""The chance of being welcome from which on a match is worth somebody's time."""
CORDATA_TRANSLATOR = env.str("CORDATA_TRANSLATOR", default="")
"""Dotted path to a function (text, source, target) -> str that translates by machine; none where empty."""
globals().update(mail_settings(env))
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STATIC_ROOT = CORDATA_DATA / "static"
MEDIA_ROOT = CORDATA_DATA / "files"
"""Files of conversations: never served by an address of their own, only through a page that asks the policy."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cordata_web.config.static_files.RememberingStaticFilesStorage"},
}

# People and languages
AUTH_USER_MODEL = "people.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_COOKIE_AGE = 30 * 24 * 3600
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS  # browsers themselves allow passkeys without it on localhost only
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("it", _("Italian")),
    ("de", _("German")),
    ("fr", _("French")),
    ("sl", _("Slovene")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Rome")
CORDATA_PROFILE_DAYS = env.int("CORDATA_PROFILE_DAYS", default=365)
"""How long a profile is valid before its people are asked whether it still holds."""
CORDATA_BOUNDARIES = env.str("CORDATA_BOUNDARIES", default="")
CORDATA_KEEP_RESULTS = env.int("CORDATA_KEEP_RESULTS", default=90)
"""Days after which a computed result is dropped; it is computed again when somebody asks."""
CORDATA_NUDGE_DAYS = env.int("CORDATA_NUDGE_DAYS", default=30)
"""Days within which a cluster reminds a member of its profile no more than once."""
CORDATA_INVITATION_DAYS = env.int("CORDATA_INVITATION_DAYS", default=30)
"""How long an invitation is open."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"level": "ERROR"},  # every mistyped address would be a line
    },
}
