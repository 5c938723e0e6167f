"""`cordata funding budget` and `mix` as people use them."""

import io
import json
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from cordata.funding.budgets import CODES
from cordata.funding.mixes import UNUSED
from cordata_cli.funding.budgeting import PHRASES
from cordata_cli.funding.mixing import WHY_UNUSED

TOLD = {
    "partners": [
        {"id": "firm", "name": "Officina Škofja", "country": "IT", "kind": "sme", "nonprofit": False, "nuts": "ITC1",
         "role": "coordinator", "budget": {"staff": 100}},
        {"id": "lab", "name": "=Labor", "country": "AT", "kind": "university", "nonprofit": True, "nuts": "AT22",
         "budget": {"staff": "200.50", "subcontracting": 10}},
    ],
    "duration_months": 24,
    "start": "2026-01-01",
}  # fmt: skip


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "budget.json"
    path.write_text(json.dumps(TOLD), "utf-8")
    return path


@pytest.fixture
def budget(cordata, file):
    def run(*more):
        words = ("funding", "budget", file, "--programme", "horizon-europe-ia", "--date", "2026-01-01", *more)
        return cordata(*map(str, words))

    return run


def test_totals_are_equal_to_the_cent(budget):
    told = json.loads(budget("--json").stdout)
    firm, lab = told["partners"]
    assert (firm["total"], firm["grant"], firm["own_share"]) == ("125.00", "87.50", "37.50")
    assert (lab["indirect"], lab["total"], lab["grant"]) == ("50.13", "260.63", "260.63")
    assert (told["total"], told["grant"], told["own_share"]) == ("385.63", "348.13", "37.50")
    assert [one["year"] for one in told["years"]] == [2026, 2027, 2028]


def test_a_table_is_shown_with_the_cash_flow(budget):
    run = budget("--advance", "20")
    assert "87.50" in run.stdout
    assert "Cash flow" in run.stdout


def test_a_workbook_holds_the_figures_and_no_formula_of_others(budget, tmp_path):
    out = tmp_path / "budget.xlsx"
    assert budget("--out", out).exit_code == 0
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Budget").to_python()
    assert rows[0][:3] == ["Partner", "Country", "Staff"]
    assert rows[2][0] == "=Labor"
    assert rows[3][-3:] == [385.63, 348.13, 37.5]
    years = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Cash flow").to_python()
    assert [row[0] for row in years[1:]] == [2026, 2027, 2028]


def test_a_document_holds_the_figures(budget, tmp_path):
    out = tmp_path / "budget.docx"
    assert budget("--out", out).exit_code == 0
    words = zipfile.ZipFile(io.BytesIO(out.read_bytes())).read("word/document.xml").decode()
    assert "Officina Škofja" in words
    assert "348.13 EUR" in words


def test_a_pdf_is_written(budget, tmp_path):
    out = tmp_path / "budget.pdf"
    assert budget("--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-1.7")


def test_other_files_and_days_without_the_programme_are_refused(budget, tmp_path, cordata, file):
    assert budget("--out", tmp_path / "budget.txt").exit_code == 2
    run = cordata("funding", "budget", str(file), "--programme", "horizon-europe-ia", "--date", "2019-01-01")
    assert run.exit_code == 2
    assert "does not hold" in run.stderr


def test_warnings_are_told_in_sentences(cordata, file):
    run = cordata("funding", "budget", str(file), "--programme", "alpine-space-2021", "--date", "2026-01-01")
    assert "lab: subcontracting (10.00) is not paid by the programme." in run.stderr


def test_every_code_has_its_sentence():
    assert set(PHRASES) == set(CODES) - {"no_duration"}
    assert set(WHY_UNUSED) == set(UNUSED)


@pytest.fixture
def instruments(tmp_path):
    path = tmp_path / "instruments.csv"
    path.write_text(
        "id,name,funder,level,territories,form,purpose,beneficiaries,rate_max,status,source,checked,confirmed,currency\n"
        "voucher,Voucher,Region,regional,ITC1,voucher,r_and_d,sme,50,open,https://example.org,2026-01-01,yes,EUR\n",
        "utf-8",
    )
    return path


def test_the_own_share_is_financed_by_what_fits(cordata, file, instruments):
    words = ("funding", "mix", file, "--programme", "horizon-europe-ia", "--date", "2026-01-01", "--from", instruments)
    told = json.loads(cordata(*map(str, words), "--json").stdout)
    assert told["borne"] == {"firm": "18.75"}
    assert told["payments"][0]["amount"] == "18.75"
    assert told["proved"]
    assert "Voucher" in cordata(*map(str, words)).stdout


def test_without_a_programme_the_whole_cost_is_to_be_financed(cordata, file, instruments):
    words = ("funding", "mix", file, "--date", "2026-01-01", "--from", instruments, "--json")
    assert json.loads(cordata(*map(str, words)).stdout)["borne"] == {"firm": "50.00", "lab": "210.50"}


def test_a_mix_needs_a_known_purpose_and_something_to_pay(cordata, file, tmp_path):
    assert cordata("funding", "mix", str(file), "--purpose", "yachts").exit_code == 2
    empty = tmp_path / "empty.json"
    empty.write_text('{"partners": [{"id": "a"}]}', "utf-8")
    assert cordata("funding", "mix", str(empty)).exit_code == 3


def test_what_nobody_can_pay_is_told(cordata, file, instruments):
    words = ("funding", "mix", file, "--at-hand", "10", "--date", "2026-01-01", "--from", instruments)
    run = cordata(*map(str, words), "--json")
    assert json.loads(run.stdout)["short"] == {"firm": "40.00", "lab": "189.45"}
    assert "Officina Škofja: 40.00 can be paid by nobody." in run.stderr


@pytest.mark.parametrize(("end", "begin"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_who_pays_whom_is_drawn(cordata, file, instruments, tmp_path, end, begin):
    out = tmp_path / f"mix.{end}"
    words = ("funding", "mix", file, "--date", "2026-01-01", "--from", instruments, "--chart", out)
    assert cordata(*map(str, words)).exit_code == 0
    assert out.read_bytes().startswith(begin)


def test_a_picture_of_another_kind_is_refused(cordata, file):
    assert cordata("funding", "mix", str(file), "--chart", "mix.gif").exit_code == 2


def test_nothing_found_ends_with_1(cordata, file, instruments):
    words = ("funding", "mix", file, "--purpose", "skills", "--date", "2026-01-01", "--from", instruments)
    assert cordata(*map(str, words)).exit_code == 1
