"""Forms of conversations and collaborations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata_web.exchange.files import ACCEPT, LARGEST, MOST, FileRefusedError, Sent, checked
from cordata_web.exchange.forms.interests import lines
from cordata_web.exchange.models import Help, OutcomeType, ValueBand


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files; the first word of what is wrong with them is shown."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Sent]:  # noqa: ARG002 - as Django calls it
        sent = [one for one in (data or []) if one]
        if len(sent) > MOST or any(one.size > LARGEST for one in sent):  # before anything is read into memory
            sent = [_Unread(one.name, one.size) for one in sent]
        return _refusing([Sent(one.name, one.read()) for one in sent])


class _Unread:
    """Too much to be read; large enough to be refused for the right reason."""

    def __init__(self, name: str, size: int) -> None:
        self.name, self.size = name, size

    def read(self) -> bytes:
        return bytes(min(self.size, LARGEST + 1))


def _refusing(files: list[Sent]) -> list[Sent]:
    try:
        checked(files)
    except FileRefusedError as error:
        raise forms.ValidationError(str(error), code="refused") from error
    return files


class MessageForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Your message"), max_length=10_000, widget=lines(5))
    parent = forms.CharField(required=False, widget=forms.HiddenInput())
    files = SeveralFilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["files"].widget.attrs["accept"] = ACCEPT
        self.fields["files"].help_text = _("Up to %(most)s files of %(size)s MB each.") % {
            "most": MOST,
            "size": LARGEST // 1024**2,
        }


class BeginForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("What is it about?"),
        max_length=200,
        help_text=gettext_lazy("One line. You can change it later."),
    )


class OutcomeForm(forms.Form):
    """What came of it. For those who come after: no figures of firms are shown, only sums over many."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it?"), choices=[("", gettext_lazy("Please choose")), *OutcomeType.choices]
    )
    value_band = forms.ChoiceField(
        label=gettext_lazy("What is it worth, roughly, over the first three years?"),
        choices=[("", gettext_lazy("Please choose")), *ValueBand.choices],
        required=False,
        help_text=gettext_lazy("Only sums over many collaborations are shown to others."),
    )
    helped = forms.MultipleChoiceField(
        label=gettext_lazy("What helped?"),
        choices=Help.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=gettext_lazy("In your own words"), max_length=4000, required=False, widget=lines(4))
    may_be_told = forms.BooleanField(label=gettext_lazy("This may be told to others as an example"), required=False)


class EditForm(BeginForm):
    """The title alone, while it goes on."""


class EditOutcomeForm(OutcomeForm):
    title = BeginForm.base_fields["title"]
    field_order = ("title",)
