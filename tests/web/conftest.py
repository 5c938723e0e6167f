"""What all tests of the site share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser

from cordata_web.config.catalogues import compile_catalogues
from web.browsing import open_browser


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    for locale in django_settings.LOCALE_PATHS:
        compile_catalogues(Path(locale))


@pytest.fixture(autouse=True)
def _static_files_without_collecting(settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def _passwords_hashed_quickly(settings) -> None:
    """A hash meant to be slow would make the tests' people take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as found:
        yield found
