"""Budgets as workbooks and documents: the figures of the budget, sums that are reckoned anew, words handed in."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from cordata.funding import Consortium, Partner, load_programmes, reckon
from cordata.funding.cash_flow import cash_flow
from cordata.publish.budget_documents import WORDS, Wording, budget_document, budget_workbook
from cordata.publish.documents import Grid

NAMES = {name: f"{name} č" for name in WORDS} | {f"category:{name}": name for name in ("staff", "office", "indirect")}
WORDING = Wording(NAMES, lambda amount: f"{amount} €", lambda rate: f"{rate} %", "sl")
PARTNERS = (
    Partner("a", "=Livarna", "SI", "sme", budget={"staff": Decimal("100.10")}),
    Partner("b", "Gießerei", "CH", "sme", budget={"staff": Decimal(200)}),
)
BUDGET = reckon(Consortium(PARTNERS), load_programmes()["alpine-space-2021-small"], date(2026, 1, 1))
YEARS = cash_flow(BUDGET.total, BUDGET.grant, date(2026, 1, 1), 12)


def workbook(budget=BUDGET, years=YEARS, notes=("=1+1",)) -> bytes:
    return budget_workbook(budget, years, notes, WORDING)


def sheet(name: str) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook())).get_sheet_by_name(name).to_python()


def formulas(content: bytes) -> list[str]:
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    return re.findall(r"<f>([^<]+)</f>", xml)


def test_a_workbook_holds_partners_by_category_and_their_sum():
    assert sheet("budget č") == [
        ["partner č", "country č", "staff", "office", "total č", "grant č", "own_share č"],
        ["=Livarna", "SI", 100.1, 15.02, 115.12, 86.34, 28.78],
        ["Gießerei", "CH", 200, 30, 230, 0, 230],
        ["all_partners č", "", 300.1, 45.02, 345.12, 86.34, 258.78],
    ]


def test_sums_are_formulas_and_names_are_not():
    found = formulas(workbook())
    assert "SUM(C2:D2)" in found
    assert "E2-F2" in found
    assert "SUM(C2:C3)" in found
    assert not any("Livarna" in one for one in found)


def test_a_workbook_without_any_cost_sums_nothing_in_a_circle():
    empty = reckon(Consortium((Partner("a", "A", "SI"),)), BUDGET.programme, BUDGET.day)
    assert formulas(workbook(empty, (), ()))[0] == "0"


def test_cash_flow_and_notes_stand_on_their_own_sheets_where_there_are_any():
    assert [row[0] for row in sheet("cash_flow č")] == ["year č", 2026, 2027]
    assert sheet("notes č") == [["=1+1"]]
    names = CalamineWorkbook.from_filelike(io.BytesIO(workbook(years=(), notes=()))).sheet_names
    assert names == ["budget č"]


def test_a_document_tells_the_same_in_the_form_of_its_language():
    grids = [
        one for one in budget_document("T", "S", BUDGET, YEARS, ("Note",), WORDING).blocks if isinstance(one, Grid)
    ]
    assert grids[0].rows[0] == ("=Livarna", "SI", "75 %", "115.12 €", "86.34 €", "28.78 €")
    assert grids[0].rows[-1] == ("all_partners č", "", "", "345.12 €", "86.34 €", "258.78 €")
    assert grids[1].rows[-1] == ("total č", "345.12 €")
    assert grids[2].rows[-1][0] == "2027"


def test_a_word_that_is_not_handed_in_is_missed():
    short = Wording({}, WORDING.money, WORDING.percent, "en")
    with pytest.raises(KeyError):
        budget_document("T", "", BUDGET, (), (), short)
