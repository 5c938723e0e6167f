"""`cordata cooperation`: the formulas on own tables."""

import csv
import io
from pathlib import Path

import pytest

from cooperation.peers import FIXTURES, expected, rows, table

A = FIXTURES / "A_counts.csv"
TABLE = table("A_counts.csv")


@pytest.fixture
def long_form(tmp_path: Path) -> Path:
    path = tmp_path / "long.csv"
    lines = [f"{region},{activity},{value:g}" for region, activity, value in TABLE.cells()]
    path.write_text("\n".join(["region,activity,value", *lines]), "utf-8")
    return path


def cells(path: Path) -> dict[tuple[str, ...], float]:
    """The rows of a table that was written: everything but the value, and the value."""
    return {tuple(list(row.values())[:-1]): float(row["value"]) for row in rows(path)}


def test_quotients_are_the_peers_from_both_forms_of_the_table(cordata, tmp_path, long_form) -> None:
    peer = expected("A_location_quotient")
    for source in (A, long_form):
        out = tmp_path / "out.csv"
        assert cordata("cooperation", "quotients", "--table", source, "--out", out).exit_code == 0
        found = cells(out)
        assert out.read_text("utf-8").startswith("region,activity,value\n")
        assert len(found) == peer.size
        for (region, activity), value in found.items():
            assert value == pytest.approx(peer[TABLE.region(region), TABLE.activity(activity)], abs=1e-9)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([], "A_rel_association"),
        (["--relatedness", "probability"], "A_rel_prob"),
        (["--relatedness", "cosine"], "A_rel_cosine"),
        (["--relatedness", "jaccard"], "A_rel_jaccard"),
        (["--relatedness", "association", "--binary"], "A_relbin_association_gt1"),
    ],
)
def test_relatedness_is_the_peers(cordata, tmp_path, long_form, words: list[str], name: str) -> None:
    out, peer = tmp_path / "out.csv", expected(name)
    assert cordata("cooperation", "relatedness", "--table", long_form, "--out", out, *words).exit_code == 0
    found = cells(out)
    assert len(found) == peer.size
    for (activity, other), value in found.items():
        assert value == pytest.approx(peer[TABLE.activity(activity), TABLE.activity(other)], abs=1e-9)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([], "A_reldens_assoc"),
        (["--binary"], "A_reldens_assocbin"),
        (["--relatedness", "probability"], "A_reldens_prob"),
    ],
)
def test_density_is_the_peers(cordata, tmp_path, words: list[str], name: str) -> None:
    out, peer = tmp_path / "out.csv", expected(name)
    assert cordata("cooperation", "density", "--table", A, "--out", out, *words).exit_code == 0
    for (region, activity), value in cells(out).items():
        assert value == pytest.approx(peer[TABLE.region(region), TABLE.activity(activity)], abs=1e-9)


def test_density_can_count_an_activity_itself_as_ecomplexity_does(cordata, tmp_path) -> None:
    out = tmp_path / "out.csv"
    words = ["--relatedness", "proximity", "--own", "1"]
    assert cordata("cooperation", "density", "--table", A, "--out", out, *words).exit_code == 0
    found = cells(out)
    for row in rows(FIXTURES / "ecomplexity_A.csv"):
        assert found[row["r"], row["i"]] == pytest.approx(100 * float(row["density"]), abs=1e-9)


def test_complexity_is_that_of_ecomplexity(cordata, tmp_path) -> None:
    out = tmp_path / "out.csv"
    words = ["--activity-scale", "regions"]
    assert cordata("cooperation", "complexity", "--table", A, "--out", out, *words).exit_code == 0
    found = cells(out)
    for row in rows(FIXTURES / "ecomplexity_A.csv"):
        assert found["region", row["r"]] == pytest.approx(float(row["eci"]), abs=1e-9)
        assert found["activity", row["i"]] == pytest.approx(float(row["pci"]), abs=1e-9)


@pytest.mark.parametrize(
    ("method", "regions"), [("knowledge", "A_KCI"), ("reflections", "A_MORc_20"), ("fitness", None)]
)
def test_complexity_by_other_methods(cordata, tmp_path, method: str, regions: str | None) -> None:
    out = tmp_path / "out.csv"
    assert cordata("cooperation", "complexity", "--table", A, "--out", out, "--method", method).exit_code == 0
    found = [value for (kind, _), value in cells(out).items() if kind == "region"]
    assert len(found) == 8
    assert regions is None or found == pytest.approx(expected(regions).tolist(), abs=1e-9)


def test_complementarity_gives_every_row_of_the_triple_loop(cordata, tmp_path, long_form) -> None:
    out = tmp_path / "out.csv"
    assert cordata("cooperation", "complementarity", "--table", long_form, "--out", out).exit_code == 0
    found = cells(out)
    peer = rows(FIXTURES / "expected/A_complementarity_added_OWN.csv")
    assert len(found) == len(peer)
    for row in peer:
        assert found[row["region"], row["partner"], row["industry"]] == pytest.approx(float(row["added"]), abs=1e-9)


def test_linkages_weigh_by_the_links(cordata, tmp_path) -> None:
    out, peer = tmp_path / "out.csv", expected("A_compl_linkages_weighted_OWN")
    links = FIXTURES / "A_links.csv"
    assert cordata("cooperation", "linkages", "--table", A, "--links", links, "--out", out).exit_code == 0
    for (region, activity), value in cells(out).items():
        assert value == pytest.approx(peer[TABLE.region(region), TABLE.activity(activity)], abs=1e-9)


def test_dispersion_tells_of_regions_and_activities(cordata, tmp_path) -> None:
    groups = tmp_path / "groups.csv"
    lines = [f"{label},{place // 3}" for place, label in enumerate(TABLE.activities)]
    groups.write_text("\n".join(["activity,group", *lines]), "utf-8")
    out = tmp_path / "out.csv"
    assert cordata("cooperation", "dispersion", "--table", A, "--groups", groups, "--out", out).exit_code == 0
    found = cells(out)
    first = rows(FIXTURES / "expected/A_variety_OWN_groups_of_3.csv")[0]
    assert found["region", "R01", "related_variety"] == pytest.approx(float(first["related_variety"]), abs=1e-9)
    assert found["activity", "I01", "gini"] == pytest.approx(expected("A_gini")[0], abs=1e-9)


def test_groups_that_lack_an_activity_or_a_column_are_refused(cordata, tmp_path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("activity,group\nI01,a\n", "utf-8")
    result = cordata("cooperation", "dispersion", "--table", A, "--groups", groups)
    assert (result.exit_code, result.stderr) == (3, "groups.csv: The table does not know I02.\n")
    groups.write_text("a,b\n", "utf-8")
    assert cordata("cooperation", "dispersion", "--table", A, "--groups", groups).exit_code == 2


@pytest.mark.parametrize("measure", ["shrunk", "symmetric", "specialised"])
def test_quotients_can_be_told_otherwise_and_with_an_interval(cordata, measure: str) -> None:
    words = ["--measure", measure, "--interval", "0.9", "--draws", "50", "--seed", "7"]
    result = cordata("cooperation", "quotients", "--table", A, "--out", "-", *words)
    found = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(found[0]) == ["region", "activity", "value", "low", "high"]
    assert all(float(row["low"]) <= float(row["high"]) for row in found)


@pytest.mark.parametrize(
    ("command", "text", "told"),
    [
        ("quotients", "id,a,b\nX,1,\n", "standard input, line 2, column b: A cell is empty"),
        ("quotients", "id,a,b\nX,1,x\n", "standard input, line 2, column b: x is not a number"),
        ("quotients", "id,a,b\nX,1,-3\n", "standard input, line 2, column b: The value -3 is below zero."),
        ("quotients", "id,a,b\nX,1\n", "standard input, line 2: The row has 2 cells, the headings 3."),
        ("quotients", "a,b\nX,1\n", "standard input, line 1: The headings must hold region, activity and value"),
        ("quotients", "id,a,b\nX,1,2\nY,0,0\n", "These regions hold nothing: Y."),
        ("quotients", "id,a,b\nX,1,0\nY,2,0\n", "These activities are held by no region: b."),
        ("relatedness", "id,a,b\nX,1,0\nY,0,1\n", "No two activities stand together in any region"),
        ("density", "id,a,b,c\nX,9,9,0\nY,0,0,9\n", "No other activity is related to these: c."),
        ("complexity", "id,a,b\nX,1,1\nY,1,1\n", "All regions, or all activities, are alike"),
    ],
)
def test_a_fault_is_told_in_a_sentence_with_its_place(cordata, command: str, text: str, told: str) -> None:
    result = cordata("cooperation", command, "--table", "-", text=text)
    assert result.exit_code == 3
    assert result.stderr.startswith(told)
    assert result.stdout == ""


def test_counts_are_asked_for_where_they_are_needed(cordata) -> None:
    result = cordata("cooperation", "quotients", "--measure", "shrunk", "--table", "-", text="id,a,b\nX,1.5,2\nY,1,1\n")
    assert (result.exit_code, "the value of X in a" in result.stderr) == (3, True)


def test_what_holds_nothing_can_be_left_out_and_is_told(cordata) -> None:
    text = "id,a,b,c\nX,9,9,0\nY,2,9,0\nZ,0,0,0\n"
    result = cordata("cooperation", "quotients", "--table", "-", "--drop-empty", text=text)
    assert result.exit_code == 0
    assert "Left out, because they hold nothing: Z, c." in result.stderr
    assert "Z" not in result.stdout


def test_an_activity_that_nothing_is_related_to_can_count_as_zero(cordata) -> None:
    text = "id,a,b,c\nX,9,9,0\nY,0,0,9\n"
    result = cordata("cooperation", "density", "--table", "-", "--isolated", "zero", text=text)
    assert result.exit_code == 0
    assert "Y,c,0.0" in result.stdout


def test_nothing_related_above_one_is_told(cordata) -> None:
    result = cordata("cooperation", "relatedness", "--table", A, "--relatedness", "cosine", "--binary")
    assert result.exit_code == 0
    assert "No two activities have a relatedness above 1 by the method cosine." in result.stderr


def test_regions_without_a_specialisation_left_are_left_out_of_complexity(cordata, tmp_path) -> None:
    words = ["--table", A, "--minimum", "20"]
    refused = cordata("cooperation", "complexity", *words)
    assert (refused.exit_code, refused.stderr[:27]) == (3, "These regions hold nothing:")
    assert "Left out" in cordata("cooperation", "complexity", *words, "--drop-empty").stderr
