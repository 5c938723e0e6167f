"""The journeys' own site: the real pages, the real engine, a small network, and mail that stays in the outbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from cordata_web.directory.actions import store_profiles
from e2e.walking import DESK, Walker
from web.conftest import _catalogues, _passwords_hashed_quickly, _static_files_without_collecting
from web.searching import PROFILES, data_folder

__all__ = ["_catalogues", "_passwords_hashed_quickly", "_static_files_without_collecting", "data_folder"]


@pytest.fixture
def site(transactional_db, live_server, settings, tmp_path, data_folder) -> str:
    """The address of a running site with the small network in it and a search index that may change."""
    cache.clear()  # nobody has tried to sign in before
    shutil.copytree(data_folder, tmp_path / "data", symlinks=True)
    settings.CORDATA_DATA = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CORDATA_SITE_URL = live_server.url
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600  # machines that are busy take their time
    store_profiles(PROFILES, actor=None)
    return live_server.url


@pytest.fixture
def walk(browser, site) -> Iterator[Callable[..., Walker]]:
    """Opens a browser of its own for somebody who reads a language."""
    walkers: list[Walker] = []

    def opened(language: str, viewport=DESK) -> Walker:
        walkers.append(Walker(browser, site, language, viewport))
        return walkers[-1]

    yield opened
    for walker in walkers:
        walker.close()
