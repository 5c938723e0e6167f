"""A small part of the sample network, stored and indexed by the real engine, for the tests of the search."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from cordata.directory import load_network
from cordata.matching import Index, record_of
from cordata_web.directory.actions import store_profiles
from cordata_web.directory.models import Profile
from cordata_web.directory.plain import columns_of
from cordata_web.exchange import matching
from cordata_web.exchange.indexing import request_of

IDS = (
    "fonderia-valle-chiara", "officine-cima-bianca", "carso-enzimi", "navigli-manutenzione-predittiva",
    "orodjarna-soncna-reka", "paski-hranilniki", "barjanski-oblak",
    "inntal-waermetechnik", "traunfeld-spritzguss", "murfeld-metallpulver",
    "pegnitztal-elektrolyse", "regnitzblick-bildanalyse",
    "chimie-douce-de-la-saone", "decolletage-du-mont-lune",
)  # fmt: skip
PROFILES = [replace(profile, cluster="") for profile in load_network() if profile.id in IDS]
ITALIAN = "Cerchiamo una fonderia per scatole in alluminio pressofuso con pareti sottili, lavorate e provate a tenuta."


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory) -> Path:
    """A folder of the site with an index in it; what is quicker to load than to make is shared with other tests."""
    folder = tmp_path_factory.mktemp("data")
    kept = Path(django_settings.CORDATA_DATA) / "cache"
    kept.mkdir(exist_ok=True)
    (folder / "cache").symlink_to(kept)
    rows = [Profile(pk=profile.id, **columns_of(profile)) for profile in PROFILES]
    offers = [record_of(profile) for profile in PROFILES]
    requests = filter(None, map(request_of, rows, offers))
    Index.build(matching.engine(), [*offers, *requests]).save(folder / "index")
    return folder


@pytest.fixture
def network(db, settings, data_folder) -> None:
    """The profiles, stored and indexed."""
    settings.CORDATA_DATA = data_folder
    store_profiles(PROFILES, actor=None)


@pytest.fixture
def own_folder(network, settings, tmp_path) -> Path:
    """The profiles, stored and not indexed; the folder is the test's own."""
    (tmp_path / "cache").symlink_to(Path(settings.CORDATA_DATA) / "cache")
    settings.CORDATA_DATA = tmp_path
    return tmp_path
