"""Numbers as people write them."""

from __future__ import annotations

from typing import Any

from django import forms


class NumberField(forms.FloatField):
    """A number in the reader's way of writing; whole ones come back without a comma and a nought."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"localize": True, **options})

    def prepare_value(self, value: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value
