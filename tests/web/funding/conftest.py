"""The site as it is after the instruments that come with Cordata were loaded."""

import pytest

from cordata_web.funding.shipped import store_shipped


@pytest.fixture(autouse=True)
def _shipped_instruments(db) -> None:
    store_shipped()
