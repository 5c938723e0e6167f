"""Handlers that tests register are gone after the test."""

from collections.abc import Iterator

import pytest

from cordata_web.jobs.registry import HANDLERS, load_handlers


@pytest.fixture(autouse=True)
def _only_handlers_of_the_apps() -> Iterator[None]:
    load_handlers()
    before = dict(HANDLERS)
    yield
    HANDLERS.clear()
    HANDLERS.update(before)
