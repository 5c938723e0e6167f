import pytest

from cordata.directory import Profile, load_network


@pytest.fixture(scope="session")
def network() -> tuple[Profile, ...]:
    return load_network()
