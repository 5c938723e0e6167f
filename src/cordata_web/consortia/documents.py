"""Budget and concept note as files: XLSX, PDF, DOCX, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from cordata.funding import CATEGORIES
from cordata.publish.budget_documents import Wording, budget_document, budget_workbook, partners_grid
from cordata.publish.documents import Document, Heading, Paragraph, as_docx, as_pdf
from cordata_web.consortia.budgeting import Money, cost_name
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.notes import Known, sections_of
from cordata_web.directory.vocabulary import reading_language
from cordata_web.funding.amounts import amount_told
from cordata_web.programmes.names import programme_name

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES = {
    "xlsx": SPREADSHEET,
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": as_pdf, "docx": as_docx}


def wording_of(currency: str) -> Wording:
    """The words of the files in the language that is read."""
    words = {
        "budget": pgettext("of a project", "Budget"), "partner": _("Partner"), "country": _("Country"),
        "rate": _("Rate"),
        "total": _("Total cost"), "grant": _("Grant"), "own_share": _("Own share"), "category": _("Cost category"),
        "amount": _("Amount"), "notes": _("To be known"), "cash_flow": _("Cash flow by year"), "year": _("Year"),
        "spent": _("Spent"), "paid": _("Paid by the programme"), "carried": _("Carried by the partners"),
        "all_partners": _("All partners"),
    }  # fmt: skip
    words |= {f"category:{name}": cost_name(name) for name in (*CATEGORIES, "indirect")}
    return Wording(words, _money(currency), lambda rate: f"{amount_told(rate)} %", reading_language())


def _money(currency: str) -> Callable[[Decimal], str]:
    return lambda amount: amount_told(amount, currency=currency)


def budget_file(row: Consortium, money: Money, suffix: str) -> bytes:
    """The budget; only where there is one."""
    assert money.budget is not None
    assert money.programme is not None
    words = wording_of(money.currency)
    if suffix == "xlsx":
        return budget_workbook(money.budget, money.years, money.warnings, words)
    document = budget_document(
        row.title, programme_name(money.programme), money.budget, money.years, money.warnings, words
    )
    return WRITERS[suffix](document)


def note_file(known: Known, language: str, suffix: str) -> bytes:
    """The concept note in one of the site's languages."""
    blocks: list[Any] = []
    with override(language):
        for section in sections_of(known, language):
            blocks += [Heading(section.title, 1), Paragraph(section.text)]
            if section.key == "budget" and known.money is not None and known.money.budget is not None:
                blocks.append(partners_grid(known.money.budget, wording_of(known.money.currency)))
        programme = known.checked.programme
        document = Document(known.row.title, programme_name(programme) if programme else "", language, tuple(blocks))
        return WRITERS[suffix](document)
