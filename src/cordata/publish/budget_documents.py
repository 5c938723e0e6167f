"""A budget as a workbook and as tables of a document, in words that are handed in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cordata.funding.budgets import Budget
from cordata.funding.cash_flow import Year
from cordata.publish.documents import Document, Grid, Heading, Paragraph

WORDS = (
    "budget", "partner", "country", "rate", "total", "grant", "own_share", "category", "amount", "notes", "cash_flow",
    "year", "spent", "paid", "carried", "all_partners",
)  # fmt: skip
"""Words that are asked for by name; names of categories are asked for as ``category:staff``."""
LONGEST_SHEET_NAME = 31
MONEY = "#,##0.00"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language, and how money and per cent are written in it."""

    words: Mapping[str, str]
    money: Callable[[Decimal], str]
    percent: Callable[[Decimal], str]
    language: str

    def of(self, name: str) -> str:
        """A word; raises KeyError where none was handed in."""
        return self.words[name]

    def category(self, name: str) -> str:
        """The name of a cost category."""
        return self.words[f"category:{name}"]


def partners_grid(budget: Budget, wording: Wording) -> Grid:
    """By partner: rate, total, grant and own share, with the sum of all."""
    rows = [
        (
            one.partner.name,
            one.partner.country,
            "" if one.rate is None else wording.percent(one.rate),
            *map(wording.money, (one.total, one.grant, one.own_share)),
        )
        for one in budget.partners
    ]
    whole = (wording.of("all_partners"), "", "", *map(wording.money, (budget.total, budget.grant, budget.own_share)))
    headings = tuple(map(wording.of, ("partner", "country", "rate", "total", "grant", "own_share")))
    return Grid(wording.of("budget"), headings, (*rows, whole), frozenset({2, 3, 4, 5}), totals=1)


def categories_grid(budget: Budget, wording: Wording) -> Grid:
    """By category: what all partners spend."""
    rows = [(wording.category(name), wording.money(budget.of_category(name))) for name in budget.categories]
    whole = (wording.of("total"), wording.money(budget.total))
    return Grid("", (wording.of("category"), wording.of("amount")), (*rows, whole), frozenset({1}), totals=1)


def cash_flow_grid(years: Sequence[Year], wording: Wording) -> Grid:
    """By year: what is spent, paid and carried."""
    rows = [(str(one.year), *map(wording.money, (one.spent, one.paid, one.carried))) for one in years]
    headings = tuple(map(wording.of, ("year", "spent", "paid", "carried")))
    return Grid(wording.of("cash_flow"), headings, tuple(rows), frozenset({1, 2, 3}))


def budget_document(
    title: str, subtitle: str, budget: Budget, years: Sequence[Year], notes: Sequence[str], wording: Wording
) -> Document:
    """The budget, its cash flow and notes as a document."""
    blocks: list[Any] = [partners_grid(budget, wording), categories_grid(budget, wording)]
    blocks += [cash_flow_grid(years, wording)] if years else []
    if notes:
        blocks += [Heading(wording.of("notes"), 2), *map(Paragraph, notes)]
    return Document(title, subtitle, wording.language, tuple(blocks))


def budget_workbook(budget: Budget, years: Sequence[Year], notes: Sequence[str], wording: Wording) -> bytes:
    """The budget as XLSX: partners by categories with sums as formulas, cash flow, notes.

    Texts are never run as formulas; the sums are ours.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {"head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True})}
        styles["money"] = book.add_format({"num_format": MONEY})
        styles["sum"] = book.add_format({"num_format": MONEY, "bold": True, "top": 1})
        styles["strong"] = book.add_format({"bold": True, "top": 1})
        _write_partners(book.add_worksheet(wording.of("budget")[:LONGEST_SHEET_NAME]), budget, wording, styles)
        if years:
            sheet = book.add_worksheet(wording.of("cash_flow")[:LONGEST_SHEET_NAME])
            sheet.write_row(0, 0, list(map(wording.of, ("year", "spent", "paid", "carried"))), styles["head"])
            for line, one in enumerate(years, start=1):
                sheet.write_number(line, 0, one.year)
                for column, amount in enumerate((one.spent, one.paid, one.carried), start=1):
                    sheet.write_number(line, column, float(amount), styles["money"])
            sheet.autofit()
        if notes:
            sheet = book.add_worksheet(wording.of("notes")[:LONGEST_SHEET_NAME])
            sheet.write_column(0, 0, list(notes))
    return written.getvalue()


def _write_partners(sheet: Any, budget: Budget, wording: Wording, styles: Mapping[str, Any]) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

    categories = budget.categories
    headings = [
        *map(wording.of, ("partner", "country")), *map(wording.category, categories),
        *map(wording.of, ("total", "grant", "own_share")),
    ]  # fmt: skip
    sheet.write_row(0, 0, headings, styles["head"])
    first, last = 2, 1 + len(categories)
    for line, one in enumerate(budget.partners, start=1):
        sheet.write_string(line, 0, one.partner.name)
        sheet.write_string(line, 1, one.partner.country)
        for column, category in enumerate(categories, start=first):
            sheet.write_number(line, column, float(one.costs.get(category, 0)), styles["money"])
        cells = f"{xl_rowcol_to_cell(line, first)}:{xl_rowcol_to_cell(line, last)}"
        whole = f"=SUM({cells})" if categories else "=0"
        sheet.write_formula(line, last + 1, whole, styles["money"], float(one.total))
        sheet.write_number(line, last + 2, float(one.grant), styles["money"])
        ends = xl_rowcol_to_cell(line, last + 1), xl_rowcol_to_cell(line, last + 2)
        sheet.write_formula(line, last + 3, f"={ends[0]}-{ends[1]}", styles["money"], float(one.own_share))
    bottom = len(budget.partners) + 1
    sheet.write_string(bottom, 0, wording.of("all_partners"), styles["strong"])
    sheet.write_blank(bottom, 1, None, styles["strong"])
    sums = [*map(budget.of_category, categories), budget.total, budget.grant, budget.own_share]
    for column, amount in enumerate(sums, start=first):
        cells = f"{xl_rowcol_to_cell(1, column)}:{xl_rowcol_to_cell(bottom - 1, column)}"
        sheet.write_formula(bottom, column, f"=SUM({cells})", styles["sum"], float(amount))
    sheet.freeze_panes(1, 1)
    sheet.autofit()
