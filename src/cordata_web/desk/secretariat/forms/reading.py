"""What to show of the audit log and of what expires."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cordata_web.desk.secretariat.audit_trail import kind_name
from cordata_web.desk.secretariat.expiring import KINDS
from cordata_web.people.models import AuditEntry


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AuditForm(forms.Form):
    """By what happened, to what, by whom and when."""

    object_kind = forms.ChoiceField(label=_("Kind of thing"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    person = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=200)
    thing = forms.CharField(label=_("Identifier of the thing"), required=False, max_length=120)
    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("Until"), required=False, widget=_day())

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, naming in (("object_kind", kind_name), ("action", str)):
            known = AuditEntry.objects.order_by().values_list(name, flat=True).distinct()
            pairs = sorted(((value, naming(value)) for value in known), key=lambda pair: pair[1])
            self.fields[name].choices = [("", _("Everything")), *pairs]


class ExpiringForm(forms.Form):
    """By kind, and whether it is over."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Everything")), *KINDS.items()])
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("Soon or over already")), ("soon", _("Within 60 days")), ("over", _("Over already"))],
    )
