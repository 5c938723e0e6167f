"""`cordata funding` as people use it."""

import csv
import json
from typing import get_args, get_type_hints

import pytest

from cordata.funding import load_instruments
from cordata.funding.comparing import Alignment
from cordata_cli.funding.comparing import PHRASES

HEAD = "id,name,funder,level,territories,form,purpose,beneficiaries,status,source,checked,valid_from,valid_to\n"


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text(
        HEAD
        + "uno,=Uno,Regione,regional,ITC1,grant,r_and_d,sme,open,https://uno.example,2026-11-22,2024,\n"
        + "deux,Deux,Région,regional,FRK2,grant,r_and_d,sme,closed,https://deux.example,2026-11-22,2019,2020\n"
        + "prêt,Prêt,Région,regional,FRK2,gift,r_and_d,sme,open,https://pret.example,2026-11-22,,\n"
        + "pret,Prêt,Région,regional,FRK2,loan,r_and_d,sme,open,https://pret.example,2026-11-22,,\n",
        "utf-8",
    )
    return file


def test_instruments_are_filtered_as_asked(cordata):
    told = json.loads(cordata("funding", "instruments", "--region", "itc1", "--form", "grant", "--json").stdout)
    assert {one["form"] for one in told} == {"grant"}
    assert {one["id"] for one in told} == {
        key for key, one in load_instruments().items() if one.form == "grant" and one.serves("ITC1")
    }


def test_the_day_and_the_applicants_narrow_the_list(cordata, own):
    def ids(*words):
        return [
            one["id"] for one in json.loads(cordata("funding", "instruments", "--from", own, "--json", *words).stdout)
        ]

    assert ids() == ["uno", "deux", "pret"]
    assert ids("--on", "2020-06-01") == ["deux", "pret"]
    assert ids("--beneficiary", "sme", "--status", "closed") == ["deux"]


def test_faults_of_an_own_table_are_told_and_the_rest_is_used(cordata, own):
    done = cordata("funding", "instruments", "--from", own)
    assert done.exit_code == 0
    assert "own.csv:4:id" in done.stderr
    assert "3 instruments." in done.stderr


def test_a_table_of_nothing_but_faults_ends_the_command(cordata, tmp_path):
    file = tmp_path / "empty.csv"
    file.write_text("id,name\none,One\n", "utf-8")
    done = cordata("funding", "instruments", "--from", file)
    assert done.exit_code == 3
    assert "No column is understood as funder." in done.stderr


def test_the_list_as_a_file_runs_no_formula(cordata, own, tmp_path):
    out = tmp_path / "out.csv"
    assert cordata("funding", "instruments", "--from", own, "--out", out).exit_code == 0
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert [row["name"] for row in rows] == ["'=Uno", "Deux", "Prêt"]
    assert rows[0]["valid_from"] == "2024-01-01"


def test_a_file_that_cannot_be_written_is_said(cordata, tmp_path):
    done = cordata("funding", "instruments", "--out", tmp_path / "nowhere" / "out.csv")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_what_is_no_region_is_wrong_use(cordata):
    done = cordata("funding", "instruments", "--region", "XX99")
    assert done.exit_code == 2
    assert "none of the 44" in done.stderr


def test_nothing_found_is_said_and_exits_so(cordata, own):
    for words in (("instruments", "--level", "eu"), ("synchronise", "--purpose", "skills")):
        assert cordata("funding", *words, "--from", own).exit_code == 1


def test_two_regions_are_compared_both_ways(cordata, own):
    done = cordata("funding", "compare", "ITC1", "FRK2", "--from", own)
    assert "FRK2 has, ITC1 lacks" in done.stdout
    assert "FRK2 has the like of everything in ITC1." in done.stdout
    told = json.loads(cordata("funding", "compare", "ITC1", "FRK2", "--from", own, "--json").stdout)
    assert told["likeness"] == 0.5
    assert [one["id"] for one in told["lacks"]["ITC1"]] == ["pret"]
    assert told["coverage"] == [{"form": "grant", "ITC1": 1, "FRK2": 1}, {"form": "loan", "ITC1": 0, "FRK2": 1}]


def test_a_region_is_not_compared_with_itself(cordata):
    assert cordata("funding", "compare", "ITC1", "ITC1").exit_code == 2


def test_calls_that_could_be_opened_together_say_what_comes_before(cordata, own, tmp_path):
    done = cordata("funding", "synchronise", "--from", own)
    assert "not both are open (open, closed)" in done.stdout
    [call] = json.loads(cordata("funding", "synchronise", "--from", own, "--json").stdout)
    assert (call["one"], call["other"], call["shared"]) == ("uno", "deux", ["sme"])
    assert set(call["to_align"]) == {"status", "validity"}
    out = tmp_path / "calls.csv"
    assert cordata("funding", "synchronise", "--from", own, "--out", out).exit_code == 0
    assert out.read_text("utf-8").splitlines()[1].endswith("status;validity")


def test_every_code_of_an_alignment_has_a_phrase():
    assert set(PHRASES) == set(get_args(get_type_hints(Alignment)["code"]))


VIENNA, SWISS = "zit-kooperation", "innovationsprojekte-mit-umsetzungspartner"


def test_a_joint_call_tells_how_far_the_money_reaches_and_who_could_apply_with_whom(cordata, tmp_path):
    money = ("--amount", "500000", "--amount", "800000", "--cost", "60000", "--cost", "100000")
    done = cordata("funding", "together", VIENNA, SWISS, *money)
    assert "Enough for 11 projects; first to end: zit-kooperation." in done.stdout
    told = json.loads(cordata("funding", "together", VIENNA, SWISS, *money, "--json").stdout)
    assert (told["sides"][0]["paid"], told["projects"], told["limiting"]) == ("45000.00", 11, [VIENNA])
    for group in told["groups"]:
        assert group["organisations"][0] in told["sides"][0]["may_apply"]
        assert group["organisations"][1] in told["sides"][1]["may_apply"]
    out = tmp_path / "groups.csv"
    assert cordata("funding", "together", VIENNA, SWISS, "--out", out).exit_code == 0
    assert len(out.read_text("utf-8").splitlines()) == 1 + 2 * len(told["groups"])


def test_a_theme_that_nobody_works_on_leaves_no_group(cordata):
    done = cordata("funding", "together", VIENNA, SWISS, "--concept", "heat-pumps", "--sector", "ict")
    assert done.exit_code == 1
    assert "the cost of one applicant's part is not known" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        (VIENNA,), (VIENNA, VIENNA), (VIENNA, "nothing"), (VIENNA, SWISS, "--cost", "5"),
        (VIENNA, SWISS, "--cost", "0", "--cost", "1"), (VIENNA, SWISS, "--rate", "much", "--rate", "1"),
        (VIENNA, SWISS, "--concept", "nothing"),
    ],
)  # fmt: skip
def test_a_joint_call_that_means_nothing_is_refused(cordata, words):
    assert cordata("funding", "together", *words).exit_code == 2
