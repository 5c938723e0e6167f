"""The figures and lists of a cluster as tables: for the page, for CSV, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata_web.directory import listing, wording
from cordata_web.directory.cluster_work import dealings
from cordata_web.directory.cluster_work.roster import member_ids, roster_of
from cordata_web.directory.files import BYTE_ORDER_MARK, without_formula
from cordata_web.directory.models import Profile
from cordata_web.directory.states import state_name
from cordata_web.exchange import wording as exchange_wording
from cordata_web.exchange.cards import owner_of
from cordata_web.exchange.models.collaboration import OutcomeType, ValueBand
from cordata_web.exchange.sides import name_seen
from cordata_web.exchange.state_names import state_name as dealing_state
from cordata_web.people.policy import Standing

LONGEST_CELL = 32_000
"""Spreadsheets hold 32,767 letters in a cell."""
SHEET_NAME = 31
NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in the reader's language."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def sheet_of(what: str, cluster: Profile, standing: Standing, today: date) -> Sheet:
    """One of ``SHEETS``; another is a KeyError."""
    return SHEETS[what](cluster, standing, today)


def as_csv(sheet: Sheet) -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(sheet.columns)
    writer.writerows([[without_formula(_plain(cell)) for cell in row] for row in sheet.rows])
    return BYTE_ORDER_MARK + written.getvalue()


def as_xlsx(sheets: list[Sheet]) -> bytes:
    """All of them in one file; what looks like a formula or an address stays a text."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, options) as book:
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title.translate(NOT_IN_SHEET_NAMES)[:SHEET_NAME])
            page.write_row(0, 0, sheet.columns, bold)
            page.freeze_panes(1, 0)
            for number, row in enumerate(sheet.rows, start=1):
                for place, cell in enumerate(row):
                    _write(page, number, place, cell, day)
            page.autofit()
    return written.getvalue()


def _write(page: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, date):
        page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), day)
    elif isinstance(cell, (int, float)):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, str(cell or "")[:LONGEST_CELL])


def _members(cluster: Profile, _standing: Standing, today: date) -> Sheet:
    columns = (
        _("Identifier"), _("Name"), _("Kind"), _("Place"), _("Website"), _("Sectors"), _("State"), _("How fresh"),
        _("Completeness in percent"), _("Changed on"), _("Public until"), _("Member since"),
        _("Who you are and what you do"),
    )  # fmt: skip
    rows = [
        (
            one.profile.pk, one.profile.name, wording.kind_name(one.profile.kind), listing.place_of(one.profile),
            one.profile.website, "; ".join(map(wording.sector_name, one.profile.sectors)),
            state_name(one.profile.state), one.freshness_name, one.percent, timezone.localdate(one.profile.updated),
            one.profile.valid_until or "", one.membership.since or "", _first(one.profile.descriptions),
        )
        for one in roster_of(cluster, today)
    ]  # fmt: skip
    return Sheet(_("Members"), columns, rows)


def _opportunities(cluster: Profile, standing: Standing, today: date) -> Sheet:
    columns = (_("Organisation"), _("Type"), _("Title"), _("Summary"), _("Language"), _("Public until"))
    rows = [
        (
            owner_of(one, standing).name or _("An organisation that does not give its name yet"),
            exchange_wording.type_name(one.type), one.title_in(one.language), one.summaries.get(one.language, ""),
            wording.language_name(one.language), one.valid_until,
        )
        for one in dealings.opportunities_of(member_ids(cluster, today), standing, today)
    ]  # fmt: skip
    return Sheet(_("Offers and requests"), columns, rows)


def _introductions(cluster: Profile, standing: Standing, today: date) -> Sheet:
    columns = (_("First"), _("Second"), _("State"), _("Begun on"), _("Opened on"), _("Answer until"))
    rows = [
        (
            name_seen(one, "first", standing), name_seen(one, "second", standing), dealing_state(one),
            timezone.localdate(one.created), timezone.localdate(one.opened) if one.opened else "",
            one.respond_by or "",
        )
        for one in dealings.known_introductions(member_ids(cluster, today), standing)
    ]  # fmt: skip
    return Sheet(_("Introductions"), columns, rows)


def _results(cluster: Profile, standing: Standing, today: date) -> Sheet:
    columns = (_("First"), _("Second"), _("Title"), _("Stage"), _("Outcome"), _("Value"), _("Begun on"), _("Ended on"))
    rows = [
        (
            name_seen(one, "first", standing), name_seen(one, "second", standing), one.title, dealing_state(one),
            str(OutcomeType(one.outcome).label) if one.outcome else "",
            str(ValueBand(one.value_band).label) if one.value_band else "",
            timezone.localdate(one.created), timezone.localdate(one.ended) if one.ended else "",
        )
        for one in dealings.collaborations_of(member_ids(cluster, today), standing)
    ]  # fmt: skip
    return Sheet(_("Results"), columns, rows)


SHEETS: dict[str, Callable[[Profile, Standing, date], Sheet]] = {
    "members": _members,
    "opportunities": _opportunities,
    "introductions": _introductions,
    "results": _results,
}


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _first(texts: dict[str, str]) -> str:
    return next((text for text in texts.values() if text), "")
