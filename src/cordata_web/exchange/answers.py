"""What follows in other topics when a side answers to a proposed introduction; they come to know it here.

The exchange knows nothing of those topics: each registers a function when its app is ready.
"""

from __future__ import annotations

from collections.abc import Callable

from cordata_web.exchange.models import Introduction
from cordata_web.people.models import User

Follow = Callable[[Introduction, str, bool, User], object]
"""Told the introduction, the side that answered, whether it agreed, and who answered; within the transaction."""
_FOLLOWING: list[Follow] = []


def follows_answers(follow: Follow) -> Follow:
    """Have a function called at each answer."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)
    return follow


def tell_of_answer(introduction: Introduction, side: str, agreed: bool, actor: User) -> None:
    for follow in _FOLLOWING:
        follow(introduction, side, agreed, actor)
