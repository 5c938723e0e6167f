"""The terminal as people use it, without the site."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cordata_cli.main import cli

SAMPLES = Path(__file__).parents[1] / "sources" / "samples"


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def cordata(tmp_path, monkeypatch):
    """Runs a command line in an empty folder of data."""
    monkeypatch.setenv("CORDATA_DATA", str(tmp_path / "var"))

    def run(*words: object, text: str | None = None) -> Result:
        result = CliRunner().invoke(cli, [str(word) for word in words], input=text)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
