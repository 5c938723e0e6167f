"""`cordata funding note` as people use it."""

import zipfile

import pytest

from cli.test_funding_budget import TOLD, file

__all__ = ["file"]


@pytest.fixture
def note(cordata, file):
    def run(*more):
        words = ("funding", "note", file, "--programme", "horizon-europe-ia", "--date", "2026-01-01", *more)
        return cordata(*map(str, words))

    return run


def test_what_is_known_stands_in_it_and_the_rest_is_to_be_written(note):
    done = note("--title", "Waste heat", "--concept", "heat-pumps", "--objective", "Try it")
    assert done.exit_code == 0
    text = done.stdout
    assert text.startswith("# Waste heat\n")
    assert "| Officina Škofja | IT | sme | coordinator |" in text
    assert "It takes 24 months." in text
    assert "- heat pumps" in text.lower()
    assert "87.50 EUR" in text
    work = text.split("## Work packages")[1].split("## ")[0]
    assert "To be written." in work
    rules = text.split("## Rules of the programme")[1]
    assert "satisfied" in rules or "broken" in rules


@pytest.mark.parametrize(("suffix", "begin"), [(".docx", b"PK"), (".pdf", b"%PDF"), (".md", b"# A project")])
def test_it_is_written_in_each_form(note, tmp_path, suffix, begin):
    out = tmp_path / f"note{suffix}"
    done = note("--out", out)
    assert "Written to" in done.stderr
    assert out.read_bytes().startswith(begin)
    if suffix == ".docx":
        with zipfile.ZipFile(out) as parts:
            assert TOLD["partners"][0]["name"] in parts.read("word/document.xml").decode()


def test_what_cannot_be_used_is_refused(note, tmp_path):
    assert note("--concept", "nothing").exit_code == 2
    assert note("--out", tmp_path / "note.txt").exit_code == 2
    assert note("--date", "2010-01-01").exit_code == 2
