"""Calls of the Funding & Tenders portal, as files of its topics circulate and as its search API answers.

Two forms are read, also mixed in one file:

- flat records (``topicId``, ``title``, ``deadline``, ``deadlineModel``, ``budgetMin`` and others), one after the other
  without line ends, with a byte order mark, UTF-8 that was once read as Windows-1252, and a ``stage`` that is
  ``two-stage`` for every topic;
- answers of ``POST https://api.tech.ec.europa.eu/search-api/prod/rest/search``: pages with ``results``, each a record
  whose ``metadata`` holds lists of texts (``identifier``, ``title``, ``deadlineDate``, ``deadlineModel``,
  ``startDate``, ``status``, ``typesOfAction``, ``descriptionByte``, ``budgetOverview`` as JSON in a text).

**What was not seen.** The search API was not at hand when this was written. Its form is that of answers published by
others; of whole answers one was seen, of 2023. It gave a deadline at 17:00 in Brussels as ``19:00+0200``, others give
it as midnight, so that only the day is taken from it and 17:00 in Brussels from the rules. How the API tells the second
deadline of a call in two stages was seen in one published sample only (two values of ``deadlineDate``); how it tells
cut-offs, and calls of other funders (``type`` 8), was not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cordata.funding.call_programmes import action_of, family_of, programme_of
from cordata.funding.calls import Call, Deadline, Model, closing, deadlines_of
from cordata.sources import values
from cordata.sources.call_texts import maturity_in
from cordata.sources.mended_text import mended
from cordata.sources.portal_objects import read_objects
from cordata.sources.portal_topics import Topic, topic_of
from cordata.sources.problems import Problem, Reading

SOURCE: Final = "Funding & Tenders portal, European Commission"
MODEL_OF: Final[dict[str, Model]] = {
    "single-stage": "single", "single stage": "single", "two-stage": "two_stage", "two stage": "two_stage",
    "multiple cut-off": "multiple", "multiple cut-offs": "multiple",
}  # fmt: skip
TEXTS: Final = ("title", "call_title", "description", "objectives", "conditions")


def read_portal_calls(name: str, content: bytes, *, fetched: date | None = None) -> Reading[Call]:
    """The calls of a file or answer of the portal, packed with gzip or not, and what was wrong.

    A problem's ``line`` is the number of the object in the file. An object is left out only where it is no JSON, or
    names neither a topic nor a reference. A topic that comes again adds its deadlines to the first
    (``same_topic``), or, with another type of action, is a call of its own.

    Parameters
    ----------
    fetched
        The day on which the file was fetched: until when its statuses are the source's word.

    Examples
    --------
    >>> flat = b'{"topicId":"A-1","title":"Laser","deadline":"2026-09-23","deadlineModel":"single-stage"}'
    >>> [(call.id, str(call.deadlines[0].at)) for call in read_portal_calls("a.json", flat).records]
    [('A-1', '2026-09-23 17:00:00+02:00')]
    """
    problems: list[Problem] = []
    found: dict[str, Call] = {}
    numbers: dict[str, int] = {}
    for number, record in read_objects(name, content, problems):
        reader = _Reader(name, number, problems)
        call = reader.call(topic_of(record), fetched)
        if call is None:
            continue
        if call.id in found and found[call.id].action != call.action:
            call = replace(call, id=f"{call.id}:{call.action or number}")
        if call.id in found:
            reader.report("same_topic", "identifier", call.id, first_line=numbers[call.id])
            found[call.id] = _joined(found[call.id], call)
        else:
            found[call.id], numbers[call.id] = call, number
    return Reading(tuple(found.values()), tuple(problems))


def _joined(first: Call, again: Call) -> Call:
    """One call with the deadlines of both."""
    moments = [one.at for one in (*first.deadlines, *again.deadlines)]
    return replace(first, deadlines=deadlines_of(first.model, moments))


@dataclass(frozen=True, slots=True)
class _Reader:
    """One object, read field by field; faults are noted under its number."""

    file: str
    number: int
    problems: list[Problem]

    def report(self, code: str, column: str, value: str = "", /, **facts: Any) -> None:
        self.problems.append(Problem(code, self.file, self.number, column, value[:200], facts))

    def call(self, topic: Topic, fetched: date | None) -> Call | None:
        key = topic.topic or topic.reference
        if not key:
            self.report("missing_value", "topicId", field="topicId")
            return None
        texts = {field: self._mended(topic, field) for field in TEXTS}
        action = self._action(topic)
        actions = " ".join(topic.actions)
        family = family_of(topic.programme, number=topic.programme_number, action=actions, topic=key)
        model = self._model(topic)
        deadlines = self._deadlines(topic, model)
        opening = self._day(topic.opening, "startDate") if topic.opening else None
        smallest, largest, grants = self._amounts(topic)
        day = deadlines[0].at.date() if deadlines else opening
        return Call(
            id=key,
            titles={"en": texts["title"] or self._lacking("title", texts["call_title"] or key)},
            texts={"en": self._said(texts)},
            topic=topic.topic,
            call=topic.call,
            call_title=texts["call_title"],
            programme_name=topic.programme,
            family=family,
            programme=programme_of(family, action, key, day),
            action_name=" ".join(next(iter(topic.actions), "").split()),
            action=action,
            model=model,
            deadlines=deadlines,
            opening=opening,
            said=self._status(topic),
            smallest=smallest,
            largest=largest,
            grants=grants,
            keywords=_keywords(topic),
            maturity=maturity_in(f"{texts['description']} {texts['conditions']}"),
            conditions=texts["conditions"],
            url=topic.url,
            source=SOURCE,
            fetched=fetched,
        )

    def _mended(self, topic: Topic, field: str) -> str:
        found = mended(getattr(topic, field))
        if found.repaired:
            self.report("mojibake_repaired", field, field=field, signs=found.repaired)
        if found.left:
            self.report("mojibake_left", field, field=field, signs=found.left)
        if found.markup:
            self.report("markup_removed", field, field=field, places=found.markup)
        return " ".join(found.text.split()) if field in ("title", "call_title") else found.text

    def _lacking(self, field: str, instead: str = "") -> str:
        self.report("field_missing", field, field=field)
        return instead

    def _said(self, texts: dict[str, str]) -> str:
        told = "\n".join(filter(None, (texts["description"], texts["objectives"])))
        return told or self._lacking("description")

    def _action(self, topic: Topic) -> str:
        found = action_of(*topic.actions)
        told = "; ".join(filter(None, topic.actions))
        if not found and told:
            self.report("unknown_action", "typesOfAction", told)
        elif not found:
            self._lacking("typesOfAction")
        return found

    def _model(self, topic: Topic) -> Model:
        model = MODEL_OF.get(topic.model.casefold())
        if model is None:
            self.report("unknown_stage", "deadlineModel", topic.model, taken="single")
        taken = model or "single"
        stage = MODEL_OF.get(topic.told_stage.casefold())
        if stage is not None and stage != taken:
            self.report("stage_contradicts", "stage", topic.told_stage, taken=taken)
        return taken

    def _deadlines(self, topic: Topic, model: Model) -> tuple[Deadline, ...]:
        if not topic.deadlines:
            self._lacking("deadline")
        days = [self._day(told, "deadline") for told in topic.deadlines]
        found = deadlines_of(model, [closing(day) for day in days if day])
        if model != "single" and len(found) == 1:
            self.report("later_deadlines_unknown", "deadline", topic.deadlines[0], stages=model)
        return found

    def _day(self, told: str, field: str) -> date | None:
        """The day as it is written, without its hour; see the head of the module."""
        found = values.day(told)
        if found is None:
            self.report("bad_date", field, told, field=field)
        return found

    def _status(self, topic: Topic) -> Any:
        told = topic.status.casefold()
        if told in ("forthcoming", "open", "closed"):
            return told
        if told:
            self.report("unknown_status", "callStatus", topic.status)
        else:
            self._lacking("callStatus")
        return ""

    def _amounts(self, topic: Topic) -> tuple[int | None, int | None, int | None]:
        smallest, largest, grants = (
            self._amount(told, field)
            for told, field in zip(topic.amounts, ("budgetMin", "budgetMax", "expectedGrants"), strict=True)
        )
        if all(told in (None, "") for told in topic.amounts[:2]):
            self._lacking("budget")
        if smallest is not None and largest is not None and smallest > largest:
            self.report("bad_number", "budgetMin", str(smallest), field="budgetMin")
            smallest = None
        return smallest, largest, grants

    def _amount(self, told: Any, field: str) -> int | None:
        """Whole units; 0 is none told."""
        found = values.whole(str(told)) if told is not None and told != "" else 0
        if found is None:
            self.report("bad_number", field, str(told), field=field)
        return found or None


def _keywords(topic: Topic) -> tuple[str, ...]:
    """Without the identifiers, whole or cut, that the portal puts among them."""
    known = (topic.topic.upper(), topic.call.upper())
    words = (" ".join(mended(word).text.split()) for word in topic.keywords)
    return tuple(
        dict.fromkeys(word for word in words if word and not any(one.startswith(word.upper()) for one in known))
    )
