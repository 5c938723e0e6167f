"""What became of a region's code from one version of NUTS to another."""

import csv

import pytest

from cordata.kernel import load_regions
from cordata.kernel.nuts_versions import (
    NUTS_VERSIONS,
    REFUSAL_REASONS,
    Converted,
    Refused,
    codes_of,
    convert,
    load_changes,
    version_of,
)


@pytest.mark.parametrize(
    ("code", "before", "after", "there"),
    [
        ("FR71", "2013", "2016", "FRK2"),
        ("FR82", "2010", "2024", "FRL0"),
        ("ITD1", "2006", "2010", "ITH1"),
        ("FR91", "2010", "2016", "FRY1"),
        ("FRK2", "2021", "2013", "FR71"),
        ("PL11", "2013", "2016", "PL71"),
        ("EL11", "2010", "2013", "EL51"),
        ("ITC1", "2006", "2024", "ITC1"),
        ("DE21", "2016", "2016", "DE21"),
    ],
)
def test_a_renamed_region_is_converted_and_an_unchanged_one_kept(code, before, after, there):
    found = convert(code, before, after)
    assert isinstance(found, Converted)
    assert found.code == there
    assert bool(found.sources) == (code != there)


@pytest.mark.parametrize(
    ("code", "before", "after", "reason", "instead"),
    [
        ("HR04", "2016", "2021", "split", ("HR02", "HR05", "HR06")),
        ("HU10", "2013", "2016", "split", ("HU11", "HU12")),
        ("HU11", "2016", "2013", "merged", ("HU10",)),
        ("IE06", "2016", "2013", "merged", ("IE01", "IE02")),
        ("DE41", "2006", "2010", "merged", ("DE40",)),
        ("DE40", "2010", "2006", "split", ("DE41", "DE42")),
        ("SI01", "2010", "2013", "shifted", ("SI03",)),
        ("ITH5", "2010", "2006", "shifted", ("ITD5",)),
        ("NL31", "2021", "2024", "shifted", ("NL35",)),
        ("PT17", "2021", "2024", "split", ("PT1A", "PT1B")),
        ("UKC1", "2021", "2024", "left", ()),
        ("XK00", "2024", "2021", "new", ()),
        ("FRK2", "2013", "2016", "unknown", ()),
    ],
)
def test_what_has_no_equal_is_refused_with_the_reason_and_what_stands_there(code, before, after, reason, instead):
    found = convert(code, before, after)
    assert isinstance(found, Refused)
    assert (found.reason, found.successors) == (reason, instead)
    assert found.source or reason == "unknown"
    assert reason in REFUSAL_REASONS


def test_a_refusal_on_the_way_refuses_the_whole_way():
    assert convert("FI18", "2006", "2024") == convert("FI18", "2006", "2010")


@pytest.mark.parametrize("version", ["2016", "2021", "2024"])
def test_the_macro_region_is_of_the_versions_since_2016(version):
    assert set(load_regions()) <= codes_of(version)


def test_codes_of_2021_and_2024_are_the_official_ones(real):
    content = (real / "nuts/nuts_names_2021_2024.csv").read_text("utf-8")
    rows = [row for row in csv.DictReader(content.splitlines()) if row["level"] == "2"]
    for version in ("2021", "2024"):
        assert codes_of(version) == {row["nuts_id"] for row in rows if row["version"] == version}


def test_converting_there_and_back_gives_the_same_code():
    for code in codes_of("2006"):
        there = convert(code, "2006", "2024")
        if isinstance(there, Converted):
            back = convert(there.code, "2024", "2006")
            assert isinstance(back, Converted)
            assert back.code == code


def test_every_change_joins_codes_of_its_two_versions():
    for change in load_changes():
        assert change.source
        assert (change.code in codes_of(change.before)) == (change.kind != "new")
        assert change.code not in codes_of(change.after)
        assert set(change.successors) <= codes_of(change.after)


def test_a_version_is_clear_where_one_fits_and_no_other():
    guess = version_of(["FRK2", "HR04", "AT33"])
    assert guess.is_clear
    assert guess.versions == ("2016",)
    assert guess.strays == ()


def test_several_versions_are_told_where_the_codes_do_not_decide():
    guess = version_of(["ITC11", "AT33", "DE", "ITZZ", "EU28"])
    assert guess.versions == NUTS_VERSIONS
    assert not guess.is_clear
    assert guess.best == "2024"


def test_codes_of_several_versions_fit_none_and_the_strays_are_told():
    guess = version_of(["SI01", "SI03", "FR71", "ITC1", "QQ11"])
    assert guess.versions == ()
    assert (guess.best, guess.strays) == ("2013", ("QQ11", "SI01"))
