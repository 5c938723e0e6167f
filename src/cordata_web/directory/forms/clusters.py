"""Forms of the pages on which a cluster is managed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata.sources.columns import ColumnUse
from cordata_web.directory.cluster_work.dry_run import LEAVE, NEW
from cordata_web.directory.cluster_work.import_messages import fault, field_choices
from cordata_web.directory.cluster_work.tables import UnusableFileError, read_members_table
from cordata_web.directory.forms.founding import NewOrganisationForm
from cordata_web.directory.forms.people import ClusterMayForm


class FindMemberForm(forms.Form):
    q = forms.CharField(label=_("Name of the organisation"), max_length=250)


class NewMemberForm(NewOrganisationForm):
    """An organisation that nobody has listed; clusters list themselves."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["vat"]
        self.fields["name"].label = _("Name of the organisation")
        kinds = [(code, name) for code, name in self.fields["kind"].choices if code != "cluster"]
        self.fields["kind"].choices = kinds


class TableForm(forms.Form):
    """A table of members; read at once, so that what is wrong with the file stands beside the field."""

    file = forms.FileField(
        label=_("Table of your members"),
        help_text=_("CSV, XLSX or ODS, one member in each row, headings in any of the five languages."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
    )

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        try:
            self.table = read_members_table(sent.name, sent.read())
        except UnusableFileError as error:
            raise forms.ValidationError(fault(error.code, error.facts)) from error
        return sent


class MappingForm(forms.Form):
    """For each column of a table, the field that it fills; and for each row perhaps listed, what is to be done."""

    def __init__(self, uses: tuple[ColumnUse, ...], rows: list[Mapping[str, Any]], data: Any = None) -> None:
        super().__init__(data)
        self.uses = uses
        choices = field_choices()
        for number, use in enumerate(uses):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=use.column, required=False, choices=choices, initial=use.field or ""
            )
        for row in rows:
            if row["alike"]:
                self.fields[f"row_{row['line']}"] = forms.ChoiceField(
                    label=row["name"], required=False, choices=_row_choices(row), initial=row["choice"]
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for number, use in enumerate(self.uses):
            field = cleaned.get(f"column_{number}")
            if field and field in taken:
                told = {"column": taken[field]}
                self.add_error(f"column_{number}", _("The column “%(column)s” is chosen for this already.") % told)
            elif field:
                taken[field] = use.column
        if "name" not in taken and not self.errors:
            self.add_error(None, _("Please choose the column with the names."))
        return cleaned

    @property
    def columns(self) -> list[tuple[forms.BoundField, tuple[str, ...]]]:
        """The field of each column, with some of what stands in it."""
        return [(self[f"column_{number}"], use.samples) for number, use in enumerate(self.uses)]

    @property
    def mapping(self) -> dict[str, str]:
        """Field by column; only of a valid form."""
        chosen = {use.column: self.cleaned_data[f"column_{number}"] for number, use in enumerate(self.uses)}
        return {column: field for column, field in chosen.items() if field}

    @property
    def choices(self) -> dict[str, str]:
        """What is to be done, by line; only of a valid form."""
        made = {name: value for name, value in self.cleaned_data.items() if name.startswith("row_")}
        return {name.removeprefix("row_"): value for name, value in made.items()}


def _row_choices(row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    same = [(key, _("It is %(name)s") % {"name": name}) for key, name, _level in row["alike"]]
    return [("", _("Please choose")), *same, (NEW, _("It is another one: list it anew")), (LEAVE, _("Leave it out"))]


class AnswerForm(ClusterMayForm):
    """Yes or no to a membership, and with a yes what the cluster may do."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cluster_may"].required = False
