import pytest

from web.directory.network import store_network
from web.searching import own_folder

__all__ = ["network", "own_folder"]


@pytest.fixture
def network(db) -> None:
    """The five profiles, stored."""
    store_network()
