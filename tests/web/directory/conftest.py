import pytest

from web.directory.network import store_network


@pytest.fixture
def network(db) -> None:
    """The five profiles, stored."""
    store_network()
