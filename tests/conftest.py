"""What the tests of the library share: the real thesaurus and one real engine a worker."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from cordata.language import Encoder, load_encoder
from cordata.matching import Engine
from cordata.thesaurus import Thesaurus, load_thesaurus
from databases import empty_database, touches_database
from web.browsing import open_browser

THREADS = 1 if "PYTEST_XDIST_WORKER" in os.environ else 0  # workers share the cores among them

settings.register_profile("calm", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("calm")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only the tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        left_out = [item for item in items if not touches_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if touches_database(item)]


@pytest.fixture
def own_database(tmp_path: Path) -> Iterator[str]:
    """The address (DATABASE_URL) of an empty database for processes that the test starts."""
    with empty_database(tmp_path) as address:
        yield address


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests of a worker: a second one in the same thread would be refused."""
    with open_browser() as found:
        yield found
