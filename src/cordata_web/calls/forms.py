"""Own calls by form and by file; a form is read as a table of one row is, so that both say the same."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.funding import MODELS, Call, load_programmes
from cordata.kernel import KINDS, LANGUAGES
from cordata.sources.calls_own import HEADINGS, STATUSES, read_own_calls
from cordata_web.calls import wording
from cordata_web.calls.loading import lost
from cordata_web.calls.problems import FIELDS, field_name, problem_sentence
from cordata_web.directory import wording as names
from cordata_web.programmes.names import programme_name

LINE = 300
LONGEST = 20_000
ZONE = "Europe/Brussels"


def _text(heading: str, help_text: Any = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=FIELDS[heading], required=False, max_length=LINE, help_text=help_text, **more)


def _choice(heading: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=FIELDS[heading], required=False, choices=choices)


def _actions() -> list[tuple[str, Any]]:
    return [("", _("Please choose")), *wording.ACTIONS.items()]


def _programmes() -> list[tuple[str, Any]]:
    today = timezone.localdate()
    valid = [one for one in load_programmes().values() if one.valid.holds(today)]
    return [("", _("None that is known here")), *((one.id, programme_name(one)) for one in valid)]


class CallForm(forms.Form):
    """All that is told of an own call; title and text in as many of the five languages as there are."""

    funder = _text("funder")
    programme = _choice("programme", _programmes)
    action = _choice("action", _actions)
    status = _choice("status", lambda: [("", _("By the days")), *((one, wording.STATUSES[one]) for one in STATUSES)])
    stages = _choice("stages", lambda: [(one, wording.MODELS[one]) for one in MODELS])
    deadlines = _text("deadlines", _("Days such as 2026-09-23, several set apart by semicolons."))
    time = _text("time", _("Such as 17:00."))
    zone = _text("zone", _("Such as Europe/Brussels."))
    opening = forms.CharField(
        label=FIELDS["opening"], required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    grant_min = _text("grant_min")
    grant_max = _text("grant_max")
    currency = _choice("currency", [("EUR", "EUR"), ("CHF", "CHF")])
    grants = _text("grants")
    countries = _text("countries", _("Codes of countries or regions such as AT;ITC1; empty: from anywhere."))
    kinds = forms.MultipleChoiceField(
        label=FIELDS["kinds"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(kind, names.kind_name(kind, plural=True)) for kind in KINDS],
    )
    keywords = _text("keywords", _("Set apart by semicolons."))
    trl_start = _text("trl_start")
    trl_end = _text("trl_end")
    website = _text("website")
    conditions = forms.CharField(
        label=FIELDS["conditions"], required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, reference: str, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        first = {"stages": "single", "time": "17:00", "zone": ZONE}
        super().__init__(data, initial={**first, **(initial or {})})
        self.reference = reference
        self.call: Call | None = None
        for language in LANGUAGES:
            self.fields[f"title_{language}"] = forms.CharField(
                label=field_name(f"title_{language}"), required=False, max_length=LINE
            )
            self.fields[f"text_{language}"] = forms.CharField(
                label=field_name(f"text_{language}"),
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    def clean(self) -> dict[str, Any]:
        """Read as a row of a table; what is wrong with a cell stands beside its field."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"title_{language}") for language in LANGUAGES):
            self.add_error("title_en", _("A call needs a title in at least one language."))
        if self.errors:
            return cleaned
        reading = read_own_calls("", self._table(cleaned), fetched=timezone.localdate())
        for problem in lost(reading.problems):
            self.add_error(problem.column if problem.column in self.fields else None, problem_sentence(problem))
        self.call = reading.records[0] if reading.records else None
        return cleaned

    @property
    def said(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Title and text, by language."""
        return [
            (names.language_name(language), [self[f"title_{language}"], self[f"text_{language}"]])
            for language in LANGUAGES
        ]

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self[name] for name in type(self).base_fields if name not in ("kinds", "conditions")]

    def _table(self, cleaned: dict[str, Any]) -> bytes:
        told = {**cleaned, "id": self.reference, "kinds": ";".join(cleaned.get("kinds") or ())}
        if not told.get("deadlines"):
            told["time"] = told["zone"] = ""
        content = io.StringIO()
        writer = csv.DictWriter(content, HEADINGS, extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerow({heading: told.get(heading) or "" for heading in HEADINGS})
        return content.getvalue().encode()


class TableForm(forms.Form):
    """A table of own calls, with the columns that docs/how-to/find-calls.md tells."""

    file = forms.FileField(
        label=_("Table of calls"),
        help_text=_("CSV, XLSX or ODS, one call in each row. The file that can be downloaded here has the headings."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
    )


def initial_of(call: Call) -> dict[str, Any]:
    """What a form shows of a call first."""
    zone = call.deadlines[0].at if call.deadlines else None
    levels = {"trl_start": call.maturity.start, "trl_end": call.maturity.end}
    plain = {
        "funder": call.programme_name,
        "programme": call.programme,
        "action": call.action,
        "status": call.said,
        "stages": call.model,
        "deadlines": ";".join(one.at.date().isoformat() for one in call.deadlines),
        "time": f"{zone:%H:%M}" if zone else "17:00",
        "zone": getattr(zone.tzinfo, "key", ZONE) if zone else ZONE,
        "opening": call.opening.isoformat() if call.opening else "",
        "grant_min": call.smallest,
        "grant_max": call.largest,
        "currency": call.currency,
        "grants": call.grants,
        "countries": ";".join(call.countries),
        "kinds": list(call.kinds),
        "keywords": ";".join(call.keywords),
        "website": call.url,
        "conditions": call.conditions,
    }
    plain |= {name: "-".join(map(str, dict.fromkeys(ends))) for name, ends in levels.items() if ends}
    said = {"title": call.titles, "text": call.texts}
    return plain | {f"{part}_{language}": text for part, texts in said.items() for language, text in texts.items()}
