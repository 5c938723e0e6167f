"""What is wrong with a row of outside data: a code with facts, and where it stands. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

Loss = Literal["file", "row", "value", "nothing"]
"""What was left out because of a problem; ``nothing`` marks what the reader only should know."""

CODES: dict[str, tuple[Loss, tuple[str, ...]]] = {
    "empty_file": ("file", ()),
    "no_header": ("file", ()),
    "unreadable": ("file", ("detail",)),
    "unknown_table": ("file", ("columns",)),
    "missing_column": ("file", ("field",)),
    "several_series": ("file", ("dimension", "found")),
    "missing_value": ("row", ("field",)),
    "unknown_country": ("row", ()),
    "outside_macro_region": ("row", ("country",)),
    "place_unknown": ("row", ("town", "country")),
    "unknown_region": ("row", ()),
    "twice": ("row", ("first_line",)),
    "broken_row": ("row", ("detail",)),
    "bad_number": ("value", ("field",)),
    "bad_date": ("value", ("field",)),
    "bad_website": ("value", ()),
    "bad_place": ("value", ()),
    "unknown_kind": ("value", ()),
    "unknown_sector": ("value", ()),
    "unknown_concept": ("value", ()),
    "unknown_cluster_type": ("value", ()),
    "unknown_cluster": ("value", ()),
    "unknown_local_language": ("value", ()),
    "unknown_status": ("value", ()),
    "unknown_side": ("value", ()),
    "nuts_contradicts_place": ("value", ("computed", "by")),
    "place_contradicts_postcode": ("value", ("postcode", "region")),
    "place_far_from_town": ("value", ("town", "km")),
    "region_unknown": ("value", ("town", "country")),
    "too_long": ("value", ("field", "length", "limit")),
    "long_row": ("value", ("expected", "found")),
    "short_row": ("nothing", ("expected", "found")),
    "duplicate_column": ("nothing", ("column",)),
    "encoding_guessed": ("nothing", ("encoding",)),
    "other_sheets": ("nothing", ("sheets",)),
    "zeros_as_missing": ("nothing", ("zeros",)),
    "unknown_project": ("nothing", ("project",)),
    "unknown_action": ("value", ()),
    "unknown_stage": ("value", ("taken",)),
    "stage_contradicts": ("value", ("taken",)),
    "field_missing": ("nothing", ("field",)),
    "later_deadlines_unknown": ("nothing", ("stages",)),
    "same_topic": ("nothing", ("first_line",)),
    "mojibake_repaired": ("nothing", ("field", "signs")),
    "mojibake_left": ("nothing", ("field", "signs")),
    "markup_removed": ("nothing", ("field", "places")),
}
"""Every code that readers give: what is lost, and the names of its facts."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file.

    ``line`` is the physical line (of a sheet: the row) where the record begins, 0 when the file as a whole is meant;
    ``column`` is the heading as it stands in the file; ``value`` what stands there.
    """

    code: str
    file: str
    line: int = 0
    column: str = ""
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def loss(self) -> Loss:
        """What was left out."""
        return CODES[self.code][0]

    def as_json(self) -> dict[str, Any]:
        """Plain data for files and the API."""
        return {
            "code": self.code,
            "loss": self.loss,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "facts": dict(self.facts),
        }


Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Reading(Generic[Record]):
    """The records that could be read, and what was wrong with the rest."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    @property
    def has_losses(self) -> bool:
        """Whether a row or a whole file was left out."""
        return any(problem.loss in ("file", "row") for problem in self.problems)
