"""Tables of a file read strictly: what is missing, wrong or unknown becomes a fault with its path."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from cordata.funding.faults import Fault
from cordata.funding.instruments import Span, read_span

MOST_DIGITS = 15
"""Of an amount before the point: enough for any budget, and few enough to be reckoned with exactly."""


class Table:
    """One table of a file: values are asked for by name; what nobody asks for is told by ``rest``."""

    def __init__(self, values: Mapping[str, Any], path: str, faults: list[Fault]) -> None:
        self.values = values
        self.path = path
        self.faults = faults
        self.asked: set[str] = set()

    def below(self, name: str) -> str:
        """The path of a name in this table."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Whether the table tells something under the name."""
        self.asked.add(name)
        return self.values.get(name) is not None

    def fault(self, code: str, name: str = "", **facts: Any) -> None:
        """Note a fault of the value under a name, or of the table."""
        path = self.below(name) if name else self.path
        value = self.values.get(name, "") if name else ""
        self.faults.append(Fault(code, path, str(value)[:100] if not isinstance(value, dict | list) else "", facts))

    def text(self, name: str, *, needed: bool = True) -> str:
        """A text; empty where there is none."""
        if not self.has(name):
            if needed:
                self.fault("missing", name)
            return ""
        value = self.values[name]
        if not isinstance(value, str) or (needed and not value.strip()):
            self.fault("bad_text", name)
            return ""
        return value.strip()

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; without a default it is needed."""
        if not self.has(name) and default is not None:
            return default
        value = self.values.get(name)
        if not isinstance(value, bool):
            self.fault("missing" if value is None else "bad_boolean", name)
            return False
        return value

    def integer(self, name: str) -> int | None:
        """A whole number that is not negative; None where there is none."""
        if not self.has(name):
            return None
        value = self.values[name]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.fault("bad_number", name)
            return None
        return value

    def decimal(self, name: str, *, needed: bool = False) -> Decimal | None:
        """An exact number with at most two digits after the point, not negative; None where there is none."""
        if not self.has(name):
            if needed:
                self.fault("missing", name)
            return None
        found = exact(self.values[name])
        if found is None:
            self.fault("bad_amount", name)
        return found

    def one_of(self, name: str, known: Collection[str], default: str | None = None) -> str:
        """One of the names that are known."""
        if default is not None and not self.has(name):
            return default
        value = self.text(name)
        if value and value not in known:
            self.fault("unknown_name", name, known=sorted(known))
        return value

    def names(self, name: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of names, each known where it is said which are; empty where there is none."""
        if not self.has(name):
            return ()
        value = self.values[name]
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.fault("not_a_list", name)
            return ()
        for one in value:
            if known is not None and one not in known:
                self.faults.append(Fault("unknown_name", self.below(name), one, {"known": sorted(known)}))
        return tuple(value)

    def span(self) -> Span:
        """The days from ``valid_from`` to ``valid_to``; open where one is not told."""
        begin, end = (str(self.values.get(name, "")) if self.has(name) else "" for name in ("valid_from", "valid_to"))
        try:
            return read_span(begin, end)
        except ValueError as error:
            self.fault("bad_span", "valid_from", detail=str(error))
            return Span()

    def table(self, name: str) -> Table | None:
        """A table within; None where there is none."""
        if not self.has(name):
            return None
        value = self.values[name]
        if not isinstance(value, dict):
            self.fault("not_a_table", name)
            return None
        return Table(value, self.below(name), self.faults)

    def tables(self, name: str) -> Iterator[Table]:
        """The tables of a list; nothing where there is none."""
        value = self.values[name] if self.has(name) else []
        if not isinstance(value, list):
            self.fault("not_a_list", name)
            return
        for place, one in enumerate(value):
            path = f"{self.below(name)}[{place}]"
            if isinstance(one, dict):
                yield Table(one, path, self.faults)
            else:
                self.faults.append(Fault("not_a_table", path, str(one)[:100]))

    def rest(self, code: str = "unknown_field") -> None:
        """Note what nobody asked for."""
        for name in self.values:
            if name not in self.asked:
                self.fault(code, name, known=sorted(self.asked))


def exact(value: object) -> Decimal | None:
    """An amount as an exact decimal of at most two digits after the point; None where it is none.

    >>> exact("12.50"), exact(7), exact("1e3"), exact(True), exact(-1), exact("0.001")
    (Decimal('12.50'), Decimal('7'), None, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        found = Decimal(value)
    except InvalidOperation:
        return None
    whole, _, cents = str(value).strip().partition(".")
    plain = whole.isdigit() and whole.isascii() and len(whole) <= MOST_DIGITS and (cents.isdigit() or not cents)
    return found if plain and len(cents.rstrip("0")) <= 2 else None
