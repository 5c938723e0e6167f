import pytest
from django.utils.translation import override

from web.cast import cluster, organisation, person, signed_in


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def rossi(db):
    """A member that has people of its own."""
    return organisation("rossi")


@pytest.fixture
def ada(rossi):
    return person("ada@rossi.example", "member", rossi)


@pytest.fixture
def mesap(rossi):
    return cluster("mesap", members=(rossi,), website="https://mesap.example")


@pytest.fixture
def manager(mesap):
    return person("mia@mesap.example", "cluster_manager", mesap)


@pytest.fixture
def client(manager):
    """The manager's browser."""
    return signed_in(manager)
