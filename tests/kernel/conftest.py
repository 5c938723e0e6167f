"""Where the real data lies when it is at hand."""

from pathlib import Path

import pytest

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def real() -> Path:
    if not REAL.exists():
        pytest.skip("The real data is not beside this checkout; the samples cover the same code.")
    return REAL
