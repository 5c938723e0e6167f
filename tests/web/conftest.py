"""What all tests of the site share."""

from pathlib import Path

import pytest
from django.conf import settings as django_settings

from cordata_web.config.catalogues import compile_catalogues


@pytest.fixture(scope="session", autouse=True)
def _catalogues() -> None:
    for locale in django_settings.LOCALE_PATHS:
        compile_catalogues(Path(locale))


@pytest.fixture(autouse=True)
def _static_files_without_collecting(settings) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
