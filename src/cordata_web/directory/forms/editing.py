"""The form of one's own profile: facts, concepts, and texts in several languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.directory.vat import check_vat
from cordata.kernel import LANGUAGES, SECTORS, region_of
from cordata_web.directory import wording
from cordata_web.directory.forms.founding import WebsiteField, kind_choices, region_choices
from cordata_web.directory.messages import vat_problem
from cordata_web.directory.models import Profile
from cordata_web.directory.places import place_of_town
from cordata_web.directory.translations import BY, mark_of
from cordata_web.directory.vocabulary import concept_label, find_concepts, thesaurus

LONGEST = 6000
FOUND_AT_ONCE = 8
FOUNDED_FROM = 1200
TEXTS = {
    "descriptions": _("Who you are and what you do"),
    "offers": _("What you offer"),
    "seeks": _("Whom or what you look for"),
}
PLAIN = ("name", "short_name", "kind", "town", "website", "founded", "employees", "local_language")
OF_CLUSTERS = ("cluster_type", "managed_by", "members_count", "members_year", "label")


def _number(label: Any, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )


def _text(label: Any, column: str, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=Profile._meta.get_field(column).max_length)


def _languages() -> list[tuple[str, str]]:
    return [(code, wording.language_name(code)) for code in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Tongue:
    """The fields of one language, and whether anything is written in it."""

    language: str
    fields: tuple[forms.BoundField, ...]
    by: forms.BoundField
    who: forms.BoundField
    still_right: forms.BoundField | None
    is_open: bool


class ProfileForm(forms.Form):
    """Everything that a profile's own people write; ``sought`` are concepts that a search has found to add."""

    name = _text(_("Name of your organisation"), "name", required=True)
    short_name = _text(_("Short name"), "short_name")
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices)
    region = forms.ChoiceField(label=_("Region"), choices=region_choices)
    town = _text(_("Town"), "town", required=True)
    website = WebsiteField(label=_("Website"), required=False)
    vat = forms.CharField(
        label=_("VAT number"), required=False, max_length=30, help_text=_("Only you and the secretariat see it.")
    )
    founded = _number(_("Founded in"), 2100)
    employees = _number(_("Employees"), 10_000_000)
    cluster_type = forms.ChoiceField(
        label=_("Type of cluster"), required=False, choices=lambda: [("", "–"), *wording.CLUSTER_TYPES.items()]
    )
    managed_by = _text(_("Managed by"), "managed_by")
    members_count = _number(_("Number of members"), 100_000)
    members_year = _number(_("Members counted in"), 2100)
    label = _text(_("Quality label"), "label")
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(sector, wording.sector_name(sector)) for sector in SECTORS],
    )  # fmt: skip
    concepts = forms.MultipleChoiceField(
        label=_("What you stand for"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = forms.CharField(label=_("Another concept"), required=False, max_length=100)
    local_language = forms.ChoiceField(label=_("Your own language"), choices=_languages)

    def __init__(self, profile: Profile, data: Any = None) -> None:
        self.profile = profile
        for_clusters = profile.kind == "cluster"
        super().__init__(data, initial=_initial(profile))
        for name in () if for_clusters else OF_CLUSTERS:
            del self.fields[name]
        if for_clusters:
            del self.fields["employees"]
        for language in LANGUAGES:
            self._add_language(language)
        self.offered = self._offered()
        self.fields["concepts"].choices = [(concept, concept_label(concept)) for concept in self.offered]

    def _add_language(self, language: str) -> None:
        told = self.profile.translated.get(language) or {}
        for column, label in TEXTS.items():
            texts = getattr(self.profile, column)
            self.fields[f"{column}_{language}"] = forms.CharField(
                label=label, required=False, max_length=LONGEST, initial=texts.get(language, ""),
                widget=forms.Textarea(attrs={"rows": 5 if column == "descriptions" else 3, "lang": language}),
            )  # fmt: skip
        self.fields[f"by_{language}"] = forms.ChoiceField(
            label=_("Who wrote it"), choices=list(BY.items()), initial=told.get("by", "us"), required=False
        )
        if language in self.profile.outdated:
            self.fields[f"still_{language}"] = forms.BooleanField(label=_("Still right"), required=False)
        self.fields[f"who_{language}"] = forms.CharField(
            label=_("Name of who translated, if you wish"), required=False, max_length=100,
            initial=told.get("name", ""),
        )  # fmt: skip

    def _offered(self) -> tuple[str, ...]:
        sent = [*self.data.getlist("offered"), *self.data.getlist("concepts")] if self.is_bound else []
        sought = self.data.get("more", "").strip()[:100] if self.is_bound else ""
        found = [concept.id for concept, _name in find_concepts(sought)[:FOUND_AT_ONCE]] if sought else []
        every = dict.fromkeys((*self.profile.concept_ids, *sent, *found))
        return tuple(concept for concept in every if concept in thesaurus())

    @property
    def tongues(self) -> Iterator[Tongue]:
        """One's own language first; open are those with a text or an error, and one's own."""
        own = self["local_language"].value() or self.profile.local_language
        for language in sorted(LANGUAGES, key=lambda code: code != own):
            fields = tuple(self[f"{column}_{language}"] for column in TEXTS)
            written = any(field.value() or field.errors for field in fields)
            by, who = self[f"by_{language}"], self[f"who_{language}"]
            still = self[f"still_{language}"] if f"still_{language}" in self.fields else None
            yield Tongue(language, fields, by, who, still, is_open=written or language == own)

    @property
    def facts(self) -> list[forms.BoundField]:
        """The plain fields, in their order, without those that stand apart on the page."""
        apart = {"sectors", "concepts", "more", "local_language"}
        texts = tuple(f"{start}_" for start in (*TEXTS, "by", "who", "still"))
        return [self[name] for name in self.fields if name not in apart and not name.startswith(texts)]

    def clean_founded(self) -> int | None:
        founded = self.cleaned_data["founded"]
        if founded is not None and not FOUNDED_FROM <= founded <= timezone.localdate().year:
            raise forms.ValidationError(_("Please enter the year, such as 1987."))
        return founded

    def clean_kind(self) -> str:
        kind = self.cleaned_data["kind"]
        if (kind == "cluster") != (self.profile.kind == "cluster"):
            raise forms.ValidationError(_("A cluster and an organisation are different things: ask the secretariat."))
        return kind

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        region = region_of(cleaned.get("region"))
        if cleaned.get("vat") and region is not None:
            checked = check_vat(cleaned["vat"], region.country)
            cleaned["vat"] = checked.number
            if checked.problem is not None:
                self.add_error("vat", vat_problem(checked.problem, dict(checked.facts)))
        if self.profile.state == "published" and not any(cleaned.get(f"descriptions_{code}") for code in LANGUAGES):
            own = f"descriptions_{cleaned.get('local_language') or self.profile.local_language}"
            self.add_error(own, _("A public profile needs a description in one language at least."))
        return cleaned

    @property
    def still_right(self) -> list[str]:
        """Languages whose texts somebody has looked at, though their original has changed."""
        return [code for code in LANGUAGES if self.cleaned_data.get(f"still_{code}")]

    @property
    def changes(self) -> dict[str, Any]:
        """What to write, by column; only of a valid form."""
        cleaned = self.cleaned_data
        written = {name: cleaned[name] for name in (*PLAIN, *OF_CLUSTERS, "vat", "sectors") if name in cleaned}
        for column in TEXTS:
            texts = {code: cleaned[f"{column}_{code}"] for code in LANGUAGES}
            written[column] = {code: words for code, words in texts.items() if words}
        marks = {code: mark_of(cleaned[f"by_{code}"] or "us", cleaned[f"who_{code}"]) for code in LANGUAGES}
        told = {code for column in TEXTS for code in written[column]}
        written["translated"] = {code: mark for code, mark in marks.items() if mark and code in told}
        return {**written, **_where(self.profile, cleaned["region"], cleaned["town"])}


def _initial(profile: Profile) -> dict[str, Any]:
    plain = {name: getattr(profile, name) for name in (*PLAIN, *OF_CLUSTERS, "vat", "sectors")}
    return {**plain, "region": profile.region, "concepts": list(profile.concept_ids)}


def _where(profile: Profile, region: str, town: str) -> dict[str, Any]:
    """Country and region as chosen; a finer code and the point on the map stay where nobody moved."""
    if region == profile.region and town == profile.town:
        return {}
    found = region_of(region)
    country = found.country if found else profile.country
    place = place_of_town(town, country)
    return {
        "country": country,
        "nuts": profile.nuts if region == profile.region else region,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
    }
