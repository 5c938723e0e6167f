"""Which of two profiles stays, and from which each group of facts is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordata_web.desk.secretariat.differences import lines_of
from cordata_web.directory.models import Profile
from cordata_web.exchange.merging import GROUPS

SIDES = ("one", "other")
TITLES: dict[str, Promise] = {
    "name": _("Name"),
    "kind": _("Kind"),
    "place": _("Place"),
    "website": _("Website"),
    "vat": _("VAT number"),
    "texts": _("Texts"),
    "concepts": _("Concepts"),
    "sectors": _("Sectors"),
    "founded": _("Founded"),
    "members": _("Members"),
    "employees": _("Employees"),
    "managed_by": _("Managed by"),
    "label": _("Quality label"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A group of facts: its title, what both say, and the field that chooses; none where both say the same."""

    title: str
    one: list[str]
    other: list[str]
    field: forms.BoundField | None


class MergeForm(forms.Form):
    """Two columns side by side."""

    def __init__(self, one: Profile, other: Profile, data: Any = None) -> None:
        super().__init__(data)
        self.profiles = {"one": one, "other": other}
        self.told = {side: told_by_group(profile) for side, profile in self.profiles.items()}
        best = max(SIDES, key=lambda side: _worth(self.profiles[side]))
        names = [(side, f"{profile.name} ({profile.pk})") for side, profile in self.profiles.items()]
        self.fields["stays"] = forms.ChoiceField(
            label=_("Which page stays"), choices=names, initial=best, widget=forms.RadioSelect
        )
        for group in self.differing:
            first = best if self.told[best][group] else next(side for side in SIDES if side != best)
            self.fields[group] = forms.ChoiceField(
                label=TITLES[group], choices=[("one", _("This one")), ("other", _("This one"))], initial=first,
                required=False, widget=forms.RadioSelect,
            )  # fmt: skip

    @property
    def differing(self) -> list[str]:
        return [group for group in GROUPS if self.told["one"][group] != self.told["other"][group]]

    @property
    def rows(self) -> list[Row]:
        return [
            Row(str(TITLES[group]), self.told["one"][group], self.told["other"][group], self._field(group))
            for group in GROUPS
            if self.told["one"][group] or self.told["other"][group]
        ]

    def _field(self, group: str) -> forms.BoundField | None:
        return self[group] if group in self.fields else None

    @property
    def winner(self) -> Profile:
        return self.profiles[self.cleaned_data["stays"]]

    @property
    def loser(self) -> Profile:
        return next(profile for profile in self.profiles.values() if profile is not self.winner)

    @property
    def taken(self) -> list[str]:
        """The groups that come from the page that goes."""
        stays = self.cleaned_data["stays"]
        return [group for group in self.differing if self.cleaned_data.get(group) not in ("", stays)]


def told_by_group(profile: Profile) -> dict[str, list[str]]:
    """What a profile says, in words, by group."""
    by_term: dict[str, list[str]] = {}
    for group, columns in GROUPS.items():
        lines = [line for column in columns for line in lines_of(profile, None, only=column)]
        by_term[group] = [line.new for line in lines]
    return by_term


def _worth(profile: Profile) -> tuple[bool, bool, int]:
    """The one that is public, kept by its own people, and fuller stays, unless somebody says otherwise."""
    said = sum(map(len, told_by_group(profile).values()))
    return profile.state == "published", profile.claimed is not None, said
