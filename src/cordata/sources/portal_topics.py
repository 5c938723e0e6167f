"""Topics of the Funding & Tenders portal in the two forms in which they come, brought to one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOPIC_PAGE = "https://ec.europa.eu/info/funding-tenders/opportunities/portal/screen/opportunities/topic-details/"
STATUS_OF_NUMBER = {"31094501": "forthcoming", "31094502": "open", "31094503": "closed"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a record says, still in the words of its source; ``amounts`` are smallest, largest and number of grants.

    ``told_stage`` is a second statement on the stages, which the first, ``model``, overrules.
    """

    reference: str
    topic: str
    title: str
    call: str
    call_title: str
    programme: str
    programme_number: str
    actions: tuple[str, ...]
    model: str
    told_stage: str
    deadlines: tuple[str, ...]
    opening: str
    status: str
    amounts: tuple[Any, Any, Any]
    keywords: tuple[str, ...]
    url: str
    description: str
    objectives: str
    conditions: str


def topic_of(record: Mapping[str, Any]) -> Topic:
    """The topic of a record, either a flat one or one of the search API, which holds its facts as lists in metadata."""
    metadata = record.get("metadata")
    return _of_search(record, metadata) if isinstance(metadata, Mapping) else _of_flat(record)


def _of_flat(record: Mapping[str, Any]) -> Topic:
    def told(name: str) -> str:
        return _text(record.get(name))

    procedure = record.get("submissionProcedure")
    abbreviation = _text(procedure.get("abbreviation")) if isinstance(procedure, Mapping) else ""
    return Topic(
        reference=told("reference"),
        topic=told("topicId"),
        title=told("title"),
        call=told("callIdentifier"),
        call_title=told("callTitle"),
        programme=told("programme"),
        programme_number=told("programmeId"),
        actions=(told("typesOfAction"), told("actionType")),
        model=told("deadlineModel") or abbreviation,
        told_stage=told("stage"),
        deadlines=_texts(record.get("deadline")),
        opening=told("openingDate") or told("startDate"),
        status=told("callStatus"),
        amounts=(record.get("budgetMin"), record.get("budgetMax"), record.get("expectedGrants")),
        keywords=tuple(told("keywords").split(", ")),
        url=told("portalUrl"),
        description=told("description"),
        objectives=told("objectives"),
        conditions=told("topicConditions"),
    )


def _of_search(record: Mapping[str, Any], metadata: Mapping[str, Any]) -> Topic:
    def told(*names: str) -> str:
        return next((found for name in names if (found := next(iter(_texts(metadata.get(name))), ""))), "")

    topic = told("identifier")
    return Topic(
        reference=_text(record.get("reference")),
        topic=topic,
        title=told("title") or _text(record.get("summary")) or _text(record.get("content")),
        call=told("callIdentifier"),
        call_title=told("callTitle"),
        programme="",
        programme_number=told("frameworkProgramme"),
        actions=_texts(metadata.get("typesOfAction")),
        model=told("deadlineModel"),
        told_stage="",
        deadlines=_texts(metadata.get("deadlineDate")),
        opening=told("startDate"),
        status=STATUS_OF_NUMBER.get(told("status"), told("status")),
        amounts=_amounts(told("budgetOverview"), topic),
        keywords=tuple(word for name in ("keywords", "tags") for word in _texts(metadata.get(name))),
        url=f"{TOPIC_PAGE}{topic.lower()}" if topic else _text(record.get("url")),
        description=told("descriptionByte", "description"),
        objectives=told("destinationDescription", "missionDescription"),
        conditions=told("topicConditions"),
    )


def _text(value: Any) -> str:
    return value.strip(" \t\r\n") if isinstance(value, str) else "" if value is None else str(value)


def _texts(value: Any) -> tuple[str, ...]:
    """A value or a list of them as texts; a list that was written as text again is opened."""
    found: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        text = _text(one)
        opened = _opened(text) if text.startswith("[") else None
        found += [_text(part) for part in opened] if isinstance(opened, list) else [text]
    return tuple(filter(None, found))


def _opened(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _amounts(overview: str, topic: str) -> tuple[Any, Any, Any]:
    """Those of the topic in the overview of its whole call: its own action, or the only one there is."""
    opened = _opened(overview)
    by_topic = opened.get("budgetTopicActionMap") if isinstance(opened, dict) else None
    lists = by_topic.values() if isinstance(by_topic, dict) else ()
    actions = [one for several in lists if isinstance(several, list) for one in several if isinstance(one, dict)]
    own = [one for one in actions if topic and _text(one.get("action")).upper().startswith(f"{topic.upper()} ")]
    chosen = own or (actions if len(actions) == 1 else [])
    if not chosen:
        return None, None, None
    return chosen[0].get("minContribution"), chosen[0].get("maxContribution"), chosen[0].get("expectedGrants")
