"""Where the samples lie, and the real data when it is at hand."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def real() -> Path:
    if not REAL.exists():
        pytest.skip("The real data is not beside this checkout; the samples cover the same code.")
    return REAL
