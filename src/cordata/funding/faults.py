"""What is wrong with the file of a consortium or a programme: a code, facts, where. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Loss = Literal["file", "value", "nothing"]
"""What was left out because of a fault: all of it, one value, or nothing; the last is only to be known."""

CODES: dict[str, tuple[Loss, tuple[str, ...]]] = {
    "not_utf8": ("file", ()),
    "not_json": ("file", ("detail", "line")),
    "not_toml": ("file", ("detail",)),
    "not_a_table": ("file", ()),
    "not_a_list": ("file", ()),
    "no_partners": ("file", ()),
    "missing": ("file", ()),
    "twice": ("file", ()),
    "bad_amount": ("file", ()),
    "bad_text": ("file", ()),
    "bad_number": ("file", ()),
    "bad_span": ("file", ("detail",)),
    "several_coordinators": ("file", ("partners",)),
    "unknown_country": ("file", ()),
    "unknown_role": ("file", ("known",)),
    "unknown_name": ("file", ("known",)),
    "one_key": ("file", ("known",)),
    "no_bound": ("file", ()),
    "bounds_crossed": ("file", ("minimum", "maximum")),
    "overlapping_spans": ("file", ()),
    "unknown_kind": ("value", ("known",)),
    "unknown_size": ("value", ("known",)),
    "unknown_region": ("value", ("country",)),
    "bad_boolean": ("value", ()),
    "bad_duration": ("value", ()),
    "bad_date": ("value", ()),
    "converted_region": ("nothing", ("region",)),
    "unknown_field": ("nothing", ("known",)),
    "contradiction": ("nothing", ("kind",)),
}
"""Every code that the readers of this folder give: what is lost, and the names of its facts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its code, the path to it such as ``partners[2].country``, what stands there, and facts."""

    code: str
    path: str
    value: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def loss(self) -> Loss:
        """What was left out because of it."""
        return CODES[self.code][0]

    def as_json(self) -> dict[str, Any]:
        """Plain data for files and the API."""
        return {"code": self.code, "path": self.path, "value": self.value, "loss": self.loss, **self.facts}
