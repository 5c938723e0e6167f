"""A part of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """A template under ``desk/`` and what it shows."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
