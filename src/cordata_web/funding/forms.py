"""The form of an instrument, and those of tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.funding import Instrument as Facts
from cordata.funding import read_span
from cordata.kernel import COUNTRIES, load_regions
from cordata.sources.instruments import HEADINGS, NEEDED
from cordata_web.directory.cluster_work.import_messages import fault
from cordata_web.directory.cluster_work.tables import UnusableFileError, read_members_table
from cordata_web.funding import wording
from cordata_web.funding.import_messages import FIELDS, NO_DATE, WRONG
from cordata_web.funding.keeping import may_keep
from cordata_web.funding.models.instruments import ADDRESS_LENGTH, TEXT_LENGTH
from cordata_web.funding.records import cells_of, facts_of
from cordata_web.people.policy import Standing

LONGEST_CONDITIONS = 6000
CURRENCIES = ("EUR", "CHF")
PLAIN = (
    *("level", "form", "purpose", "status", "rate_max", "duration_months", "ceiling", "budget", "currency"),
    *("legal_basis", "valid_from", "valid_to", "website"),
)
"""Fields that stand side by side on the page."""


def _text(heading: str, *, required: bool = False, most: int = TEXT_LENGTH) -> forms.CharField:
    return forms.CharField(label=FIELDS[heading], required=required, max_length=most)


def _number(heading: str, least: int, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=FIELDS[heading], required=False, min_value=least, max_value=most, widget=widget)


def _choice(heading: str, names: dict[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=FIELDS[heading], choices=lambda: [("", _("Please choose")), *names.items()])


def _page(heading: str, *, required: bool = False) -> forms.URLField:
    field = forms.URLField(
        label=FIELDS[heading], required=required, max_length=ADDRESS_LENGTH, assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    field.error_messages["invalid"] = WRONG["source"]
    return field


def _ticks(heading: str, *, required: bool) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=FIELDS[heading], required=required, widget=forms.CheckboxSelectMultiple)


class InstrumentForm(forms.Form):
    """All that is told of an instrument; officers are offered the territories of their regions only."""

    name = _text("name", required=True)
    local_name = _text("local_name")
    funder = _text("funder", required=True)
    level = _choice("level", wording.LEVELS)
    form = _choice("form", wording.FORMS)
    purpose = _choice("purpose", wording.PURPOSES)
    territories = _ticks("territories", required=True)
    beneficiaries = _ticks("beneficiaries", required=False)
    rate_max = _number("rate_max", 1, 100)
    ceiling = _number("ceiling", 0, 10**15)
    budget = _number("budget", 0, 10**15)
    currency = forms.ChoiceField(label=FIELDS["currency"], required=False)
    duration_months = _number("duration_months", 0, 1200)
    conditions = forms.CharField(
        label=FIELDS["conditions"], required=False, max_length=LONGEST_CONDITIONS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    valid_from = forms.CharField(
        label=FIELDS["valid_from"],
        required=False,
        max_length=10,
        help_text=_("A year, a month or a day, such as 2026, 2026-11 or 2026-11-25."),
    )
    valid_to = forms.CharField(label=FIELDS["valid_to"], required=False, max_length=10)
    status = _choice("status", wording.STATUSES)
    legal_basis = _text("legal_basis", most=ADDRESS_LENGTH)
    website = _page("website")
    source = _page("source", required=True)
    confirmed = forms.BooleanField(label=FIELDS["confirmed"], required=False)
    checked = forms.DateField(
        label=FIELDS["checked"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, standing: Standing, facts: Facts | None = None, data: Any = None, *, seen: str = "") -> None:
        super().__init__(data, initial=_initial(facts, seen))
        self.facts = facts
        self.fields["beneficiaries"].choices = list(wording.BENEFICIARIES.items())
        told = facts.territories if facts else ()
        self.groups = _territories(standing, told)
        offered = [code for _name, codes in self.groups for code, _label in codes]
        self.fields["territories"].choices = [(code, code) for code in offered]
        if len(offered) == 1 and facts is None:
            self.initial["territories"] = offered
        currencies = dict.fromkeys((*CURRENCIES, *([facts.currency] if facts and facts.currency else [])))
        self.fields["currency"].choices = [("", "–"), *((code, code) for code in currencies)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("ceiling") or cleaned.get("budget")) and not cleaned.get("currency"):
            self.add_error("currency", WRONG["currency"])
        for name in ("valid_from", "valid_to"):
            if not _is_span(cleaned.get(name, ""), ""):
                self.add_error(name, NO_DATE)
        if not self.errors and not _is_span(cleaned["valid_from"], cleaned["valid_to"]):
            self.add_error("valid_to", WRONG["valid_to"])
        return cleaned

    def told(self, identifier: str) -> Facts:
        """The instrument as it was written; only of a valid form."""
        cells = {heading: _cell(self.cleaned_data.get(heading)) for heading in HEADINGS}
        return facts_of({**cells, "id": identifier, "confirmed": "yes" if self.cleaned_data["confirmed"] else "no"})

    @property
    def named(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "local_name", "funder")]

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in PLAIN]

    @property
    def ticked(self) -> list[str]:
        return list(self["territories"].value() or ())


class TableForm(forms.Form):
    """A table of instruments; read at once, so that what is wrong with the file stands beside the field."""

    file = forms.FileField(
        label=_("Table of instruments"),
        help_text=_(
            "CSV, XLSX or ODS, one instrument in each row. The file that can be downloaded here has the headings."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.table = read_members_table(sent.name, sent.read())
        except UnusableFileError as error:
            raise forms.ValidationError(fault(error.code, error.facts)) from error
        return sent


class ColumnsForm(forms.Form):
    """For each heading the column of the table that holds it."""

    def __init__(self, columns: Iterable[str], mapping: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", _("Leave it out")), *((column, column) for column in columns)]
        for heading in HEADINGS:
            self.fields[heading] = forms.ChoiceField(
                label=FIELDS[heading], required=heading in NEEDED, choices=choices, initial=mapping.get(heading, "")
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for heading, column in list(cleaned.items()):
            if column and column in taken:
                told = {"column": column}
                self.add_error(heading, _("The column “%(column)s” is chosen for something else already.") % told)
            elif column:
                taken[column] = heading
        return cleaned


def _initial(facts: Facts | None, seen: str) -> dict[str, Any]:
    if facts is None:
        return {"checked": timezone.localdate(), "status": "open"}
    cells = cells_of(facts)
    lists = {"territories": list(facts.territories), "beneficiaries": list(facts.beneficiaries)}
    return {**cells, **lists, "confirmed": facts.confirmed, "checked": facts.checked, "seen": seen}


def _territories(standing: Standing, told: Iterable[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be ticked, by country; codes of other levels that the instrument has stay."""
    regions = load_regions()
    known = ["EU", *COUNTRIES, *regions]
    offered = [code for code in dict.fromkeys((*known, *told)) if may_keep(standing, [code]) or code in told]
    wide = [(code, wording.territory_name(code)) for code in offered if code == "EU" or code in COUNTRIES]
    groups = [(str(_("Whole countries")), wide)]
    for country in COUNTRIES:
        inside = [code for code in offered if code.startswith(country) and code != country]
        groups.append(
            (wording.territory_name(country), [(code, f"{wording.territory_name(code)} ({code})") for code in inside])
        )
    return [(name, codes) for name, codes in groups if codes]


def _is_span(first: str, last: str) -> bool:
    try:
        read_span(first, last)
    except ValueError:
        return False
    return True


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)
