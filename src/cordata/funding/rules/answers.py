"""Three answers: True, False, and None for what is not known; combined as Kleene did (1952)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Answer: TypeAlias = bool | None


def all_of(answers: Iterable[Answer]) -> Answer:
    """No where one is no; yes where all are yes; else open.

    >>> all_of([True, None]), all_of([False, None]), all_of([])
    (None, False, True)
    """
    told = list(answers)
    if False in told:
        return False
    return None if None in told else True


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes where one is yes; no where all are no; else open.

    >>> any_of([False, None]), any_of([True, None]), any_of([])
    (None, True, False)
    """
    told = list(answers)
    if True in told:
        return True
    return None if None in told else False


def opposite(answer: Answer) -> Answer:
    """What is open stays open.

    >>> opposite(None), opposite(True)
    (None, False)
    """
    return None if answer is None else not answer


def within(low: object, high: object, minimum: object, maximum: object) -> Answer:
    """Whether a number lies within bounds, when it is only known to lie between ``low`` and ``high``.

    >>> within(2, 4, 3, None), within(3, 4, 3, None), within(1, 2, 3, None), within(3, 9, None, 2)
    (None, True, False, False)
    """
    below: Answer = False
    above: Answer = False
    if minimum is not None:
        below = True if high is not None and high < minimum else (None if low < minimum else False)  # type: ignore[operator]
    if maximum is not None:
        above = True if low > maximum else (None if high is None or high > maximum else False)  # type: ignore[operator]
    return opposite(any_of((below, above)))
