"""A demo stays on one machine."""

from collections.abc import Iterable

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1", "testserver"})
REFUSAL = (
    "CORDATA_DEMO lets anybody sign in as anybody, so this site refuses to start outside a demo. Switch CORDATA_DEMO "
    "off, or serve without CORDATA_HTTPS and with nothing but local names in ALLOWED_HOSTS."
)


def reaches_outside(*, behind_https: bool, hosts: Iterable[str]) -> bool:
    """Whether others than the people at this machine could come to the site."""
    return behind_https or not all(host in LOCAL_HOSTS or host.endswith(".localhost") for host in hosts)
