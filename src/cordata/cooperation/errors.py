"""What tables and formulas refuse: one class a cause, with a code and facts. Sentences are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar


class CooperationError(ValueError):
    """A table or an argument from which a figure would not be true.

    ``code`` names the cause, ``facts`` hold what a sentence needs: labels, positions (counted from 0), numbers; for
    a file also ``file``, ``line`` (counted from 1), ``column`` and ``value``, as far as known.
    """

    code: ClassVar[str] = "not_computable"

    def __init__(self, **facts: Any) -> None:
        self.facts: Mapping[str, Any] = facts
        told = ", ".join(f"{name}={value!r}" for name, value in facts.items())
        super().__init__(f"{self.code}: {told}" if told else self.code)


class EmptyRowError(CooperationError):
    """Regions whose values are all zero; ``positions`` tells which."""

    code = "empty_row"


class EmptyColumnError(CooperationError):
    """Activities whose values are all zero; ``positions`` tells which."""

    code = "empty_column"


class ZeroTotalError(CooperationError):
    """A sum that has to be divided by is zero; ``what`` tells which."""

    code = "zero_total"


class NegativeValueError(CooperationError):
    """A value below zero."""

    code = "negative_value"


class MissingCellError(CooperationError):
    """A cell that is empty, marked as missing, or not finite."""

    code = "missing_cell"


class NotANumberError(CooperationError):
    """A cell that holds no number."""

    code = "not_a_number"


class NotBinaryError(CooperationError):
    """A value other than 0 and 1 where only these two have a meaning."""

    code = "not_binary"


class NotCountsError(CooperationError):
    """A value that is no whole number where things are counted."""

    code = "not_counts"


class IsolatedActivityError(CooperationError):
    """Activities that no other is related to, so that nothing can be said of what lies near; ``positions``."""

    code = "isolated_activity"


class DuplicateCellError(CooperationError):
    """A pair of region and activity that is told twice."""

    code = "duplicate_cell"


class DuplicateLabelError(CooperationError):
    """Two rows or two columns of one name; ``label`` tells it."""

    code = "duplicate_label"


class UnknownLabelError(CooperationError):
    """A region or an activity that the table lacks; ``label`` tells it."""

    code = "unknown_label"


class ShapeMismatchError(CooperationError):
    """Arrays that do not belong together; ``expected`` and ``found`` are shapes or counts."""

    code = "shape_mismatch"


class EmptyTableError(CooperationError):
    """A table without a row or without a column."""

    code = "empty_table"


class UnknownColumnsError(CooperationError):
    """Headings that are neither region, activity, value nor a matrix with id first; ``columns`` tells them."""

    code = "unknown_columns"


class UnreadableError(CooperationError):
    """A file that is not delimited text; ``detail`` tells why."""

    code = "unreadable"


class DegenerateError(CooperationError):
    """A matrix too poor for the figure asked for; ``what`` tells it, such as complexity of equal regions."""

    code = "degenerate"


class BadParameterError(CooperationError):
    """An argument outside its range; ``name`` and ``value`` tell it."""

    code = "bad_parameter"


class EmptySideError(CooperationError):
    """A split with nothing before it, or nothing from it on; ``side`` is before or from, ``split`` the day."""

    code = "empty_side"
