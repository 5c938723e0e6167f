"""`--chart`: results as pictures."""

from pathlib import Path

import pytest

from cooperation.peers import FIXTURES

A = FIXTURES / "A_counts.csv"
COMMANDS = ("quotients", "relatedness", "density", "complexity", "complementarity")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_formula_draws_its_result_beside_the_table(cordata, tmp_path: Path, command: str) -> None:
    picture, out = tmp_path / "out.svg", tmp_path / "out.csv"
    done = cordata("cooperation", command, "--table", A, "--out", out, "--chart", picture)
    assert done.exit_code == 0
    assert picture.read_text("utf-8").startswith("<svg")
    assert out.exists()


@pytest.mark.parametrize(("suffix", "begin"), [(".png", b"\x89PNG"), (".PDF", b"%PDF")])
def test_other_kinds_of_pictures(cordata, tmp_path: Path, suffix: str, begin: bytes) -> None:
    picture = tmp_path / f"out{suffix}"
    assert cordata("cooperation", "density", "--table", A, "--chart", picture).exit_code == 0
    assert picture.read_bytes().startswith(begin)


def test_a_picture_of_an_unknown_kind_is_refused_before_anything_is_computed(cordata, tmp_path: Path) -> None:
    refused = cordata("cooperation", "density", "--table", A, "--chart", tmp_path / "out.gif")
    assert refused.exit_code == 2
    assert "ends neither in .svg, .png nor in .pdf" in refused.output
    assert not list(tmp_path.iterdir())
