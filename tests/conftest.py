"""What the tests of the library share: the real thesaurus and one real engine a worker."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from cordata.language import Encoder, load_encoder
from cordata.matching import Engine
from cordata.thesaurus import Thesaurus, load_thesaurus

THREADS = 1 if "PYTEST_XDIST_WORKER" in os.environ else 0  # workers share the cores among them

settings.register_profile("calm", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("calm")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def thesaurus() -> Thesaurus:
    return load_thesaurus()


@pytest.fixture(scope="session")
def engine_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the encoder's graph and the parsed thesaurus."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def encoder(engine_folder: Path) -> Encoder:
    found = load_encoder(engine_folder, threads=THREADS)
    assert found is not None, "the package with the encoder's weights is missing"
    return found


@pytest.fixture(scope="session")
def engine(engine_folder: Path) -> Engine:
    return Engine.load(engine_folder, threads=THREADS)
