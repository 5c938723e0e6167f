"""Calls for proposals: what is asked for, by when in which stage, what a project may get, and whether one can apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from cordata.kernel import LANGUAGES, Kind, Language

Model = Literal["single", "two_stage", "multiple"]
Stage = Literal["single", "first", "second", "cut_off"]
CallStatus = Literal["forthcoming", "open", "closed", "unknown"]
MODELS: tuple[Model, ...] = get_args(Model)
STAGES: tuple[Stage, ...] = get_args(Stage)
CALL_STATUSES: tuple[CallStatus, ...] = get_args(CallStatus)

BRUSSELS = ZoneInfo("Europe/Brussels")
PORTAL_HOUR = time(17)
"""Calls of the Funding & Tenders portal close at 17:00, Brussels time (General Annexes of Horizon Europe, E)."""
HIGHEST_TRL = 9


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment until which something must be handed in, with its zone, and what it ends.

    ``number`` counts cut-offs from 1 on, and is 0 for anything else.
    """

    at: datetime
    stage: Stage
    number: int = 0

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a deadline needs a time zone: {self.at.isoformat()}")


@dataclass(frozen=True, slots=True)
class Maturity:
    """Technology readiness levels from 1 to 9, each as lowest and highest; None where the call does not say it.

    ``start`` is where projects begin, ``end`` what they shall reach.
    """

    start: tuple[int, int] | None = None
    end: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One call, or one topic of a call where each topic is applied for on its own.

    Parameters
    ----------
    id
        Unique among the calls of its source.
    topic, call
        Identifiers of the topic and of the call that it belongs to, as the funder writes them; empty when not known.
    titles, texts
        By language; what is asked for in words.
    family, action
        Codes of ``call_programmes``: whose money, and the type of action; empty when not known.
    programme_name, action_name
        The same as the source writes it.
    programme
        Id of the programme whose rules hold on the day of the call; empty where Cordata has none.
    deadlines
        In the order of time; none where one can apply at any time, or where none is told.
    opening
        The first day on which one can apply; None when not told.
    said
        The status as the source gave it on the day ``fetched``; empty when it gave none.
    smallest, largest
        Grant to one project in whole units of ``currency``; None when not told.
    grants
        How many projects shall be funded; None when not told.
    countries, kinds
        Who alone may apply, where the call says so: NUTS codes or ISO countries, and kinds of organisation.
    """

    id: str
    titles: Mapping[Language, str] = field(hash=False)
    texts: Mapping[Language, str] = field(default_factory=dict, hash=False)
    topic: str = ""
    call: str = ""
    call_title: str = ""
    programme_name: str = ""
    family: str = ""
    programme: str = ""
    action_name: str = ""
    action: str = ""
    model: Model = "single"
    deadlines: tuple[Deadline, ...] = ()
    opening: date | None = None
    said: Literal["forthcoming", "open", "closed", ""] = ""
    smallest: int | None = None
    largest: int | None = None
    currency: str = "EUR"
    grants: int | None = None
    keywords: tuple[str, ...] = ()
    maturity: Maturity = Maturity()
    conditions: str = field(default="", hash=False)
    countries: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    url: str = ""
    source: str = ""
    fetched: date | None = None

    def title(self, language: Language = "en") -> str:
        """The title in a language, else in English, else in the first there is; the topic where there is none.

        >>> Call("a", {"de": "Laser"}).title("it")
        'Laser'
        """
        return _best(self.titles, language) or self.topic or self.id

    def text(self, language: Language = "en") -> str:
        """What is asked for in a language, else in English, else in the first there is; empty where nothing is."""
        return _best(self.texts, language)


def _best(said: Mapping[Language, str], language: Language) -> str:
    return next((said[one] for one in (language, *LANGUAGES) if said.get(one)), "")


def closing(day: date, hour: time = PORTAL_HOUR, zone: ZoneInfo = BRUSSELS) -> datetime:
    """The moment at which a day's deadline passes.

    >>> closing(date(2026, 9, 23)).isoformat(), closing(date(2026, 12, 1)).isoformat()
    ('2026-09-23T17:00:00+02:00', '2026-12-01T17:00:00+01:00')
    """
    return datetime.combine(day, hour, zone)


def deadlines_of(model: Model, moments: Iterable[datetime]) -> tuple[Deadline, ...]:
    """Moments as deadlines: a single one, a first and a second stage, or numbered cut-offs.

    Of a call in two stages the first moment ends the first stage and every later one the second. Several moments of a
    call in a single stage are cut-offs, for what else could they be.

    Raises
    ------
    ValueError
        When a moment has no time zone.

    Examples
    --------
    >>> days = [closing(date(2026, 9, 3)), closing(date(2026, 4, 1))]
    >>> [(one.at.date().isoformat(), one.stage) for one in deadlines_of("two_stage", days)]
    [('2026-04-01', 'first'), ('2026-09-03', 'second')]
    """
    ordered = sorted(dict.fromkeys(moments))
    if model == "two_stage":
        return tuple(Deadline(at, "second" if number else "first") for number, at in enumerate(ordered))
    if model == "multiple" or len(ordered) > 1:
        return tuple(Deadline(at, "cut_off", number) for number, at in enumerate(ordered, start=1))
    return tuple(Deadline(at, "single") for at in ordered)


def next_deadline(call: Call, now: datetime) -> Deadline | None:
    """The next deadline that has not passed, whatever it ends; None when all have, or none is told.

    The moment of the deadline itself still counts as in time.

    Raises
    ------
    ValueError
        When ``now`` has no time zone.
    """
    _aware(now)
    return next((one for one in call.deadlines if one.at >= now), None)


def entry_deadline(call: Call, now: datetime) -> Deadline | None:
    """The next deadline by which somebody new can come in: any but a second stage, which only those invited reach.

    Raises
    ------
    ValueError
        When ``now`` has no time zone.
    """
    _aware(now)
    return next((one for one in call.deadlines if one.at >= now and one.stage != "second"), None)


def status_at(call: Call, now: datetime) -> CallStatus:
    """Whether somebody new can apply: computed from the dates where they are told, else as the source said.

    A call is closed once the last deadline to come in has passed, or when the source said so. Before its opening it is
    forthcoming, from then on open. Where no opening is told the source's word of the day it was fetched holds, so that
    an older reading may call forthcoming what has opened since.

    Raises
    ------
    ValueError
        When ``now`` has no time zone.

    Examples
    --------
    >>> deadlines = deadlines_of("single", [closing(date(2026, 9, 23))])
    >>> call = Call("a", {"en": "A"}, deadlines=deadlines, opening=date(2026, 5, 1))
    >>> [status_at(call, closing(date(2026, month, 23))) for month in (4, 6, 9, 10)]
    ['forthcoming', 'open', 'open', 'closed']
    """
    if call.said == "closed" or (entry_deadline(call, now) is None and call.deadlines):
        return "closed"
    if call.opening is not None:
        zone = call.deadlines[0].at.tzinfo if call.deadlines else BRUSSELS
        return "open" if now.astimezone(zone).date() >= call.opening else "forthcoming"
    return call.said or "unknown"


def _aware(now: datetime) -> None:
    if now.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be compared with deadlines")
