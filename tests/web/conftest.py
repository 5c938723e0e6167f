"""What all tests of the site share."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from cordata_web.config.catalogues import compile_catalogues


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    for locale in django_settings.LOCALE_PATHS:
        compile_catalogues(Path(locale))


@pytest.fixture(autouse=True)
def _english_first() -> None:
    """A request leaves its language behind in the thread; each test begins as if there had been none."""
    translation.activate(django_settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _static_files_without_collecting(settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _passwords_hashed_quickly(settings) -> None:
    """A hash meant to be slow would make the tests' people take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
