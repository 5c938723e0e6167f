"""Amounts of money as the reader writes them, read exactly, and written the same way."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

MOST = Decimal("999999999999.99")
BLANKS = re.compile(r"[\s\u00a0\u202f'’€]+")


class AmountField(forms.Field):
    """An amount with at most two decimal places; empty is None.

    The decimal sign is that of the language. Signs between thousands may stand where thousands are. A plain point
    before one or two last digits is understood in every language, for thousands never look like that.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Decimal | None:
        text = BLANKS.sub("", str(value or ""))
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise forms.ValidationError(
                _("This is not an amount. Write it like this: %(example)s")
                % {"example": amount_told(Decimal("1234.5"), grouped=False)}
            )
        if amount > MOST:
            raise forms.ValidationError(_("This amount is too large."))
        return amount

    def prepare_value(self, value: Any) -> Any:
        return amount_told(value, grouped=False) if isinstance(value, Decimal) else value


def read_amount(text: str) -> Decimal | None:
    """The amount that a text without blanks tells in the reader's language; None where it tells none."""
    point, thousand = get_format("DECIMAL_SEPARATOR"), get_format("THOUSAND_SEPARATOR").strip()
    sign = re.escape(thousand if thousand and thousand != point else ",.".replace(point, "")[:1])
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{sign}\d{{3}})+(?:{re.escape(point)}\d{{1,2}})?", text)
    plain = re.fullmatch(rf"\d+(?:(?:{re.escape(point)}|\.)\d{{1,2}})?", text)
    if grouped:
        return Decimal(re.sub(sign, "", text).replace(point, "."))
    return Decimal(text.replace(point, ".")) if plain else None


def amount_told(amount: Decimal, *, grouped: bool = True, currency: str = "") -> str:
    """With cents only where there are some, as the reader writes numbers."""
    places = 0 if amount == amount.to_integral_value() else 2
    told = number_format(amount, places, use_l10n=True, force_grouping=grouped)
    return f"{told} {currency}".strip() if grouped else told
