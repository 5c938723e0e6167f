"""Topics of the Horizon Europe work programmes from the table of horizon-europe-tools (XLSX)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, cast

from cordata.funding.call_programmes import action_of, family_of, programme_of
from cordata.funding.calls import Call, Deadline, Model, closing, deadlines_of
from cordata.sources.mended_text import mended
from cordata.sources.problems import Problem, Reading
from cordata.sources.rows import FieldReader
from cordata.sources.tables import read_table

SOURCE: Final = "Horizon Europe work programmes (thisisjohnc/horizon-europe-tools, CC BY-SA 4.0)"
NEEDED: Final = ("ccm2Id", "closeDate", "callId", "topicTitle")
HEADINGS: Final = (
    *NEEDED, "topicId", "s2Date", "openDate", "status", "process", "actionType", "callTitle", "destination",
    "clusterName",
)  # fmt: skip
MODEL_OF: Final[dict[str, Model]] = {
    "single-stage": "single", "two-stage": "two_stage", "multiple cut-off": "multiple"
}  # fmt: skip
NO_TOPIC: Final = ("", "0")


def read_call_table(name: str, content: bytes, *, fetched: date | None = None) -> Reading[Call]:
    """The topics of the table, and what was wrong with the rest.

    ``closeDate`` ends the only or the first stage, ``s2Date`` the second. The table names calls but not topics (its
    ``topicId`` is 0 throughout, which is reported once), so that a topic is known by the portal's number ``ccm2Id``.
    A row without number, title, call or date is left out.

    Parameters
    ----------
    fetched
        The day of the table: until when its statuses are the source's word.
    """
    table = read_table(name, content)
    problems = list(table.problems)
    lacking = [heading for heading in NEEDED if table.columns and heading not in table.columns]
    problems += [Problem("missing_column", name, facts={"field": heading}) for heading in lacking]
    if lacking:
        return Reading((), tuple(problems))
    columns: dict[str, str] = {heading: heading for heading in HEADINGS if heading in table.columns}
    readers = [FieldReader(name, row, columns, problems) for row in table.rows]
    _report_without_topic(name, readers, problems)
    found: dict[str, Call] = {}
    lines: dict[str, int] = {}
    for reader in readers:
        call = _Row(reader).call(fetched)
        if call is None:
            continue
        if call.id in found:
            reader.report("twice", "ccm2Id", {"first_line": lines[call.id]})
            continue
        found[call.id], lines[call.id] = call, reader.row.line
    return Reading(tuple(found.values()), tuple(problems))


def _report_without_topic(name: str, readers: Sequence[FieldReader], problems: list[Problem]) -> None:
    """Once where no row names its topic, else for each that does not."""
    without = [reader for reader in readers if reader.cell("topicId") in NO_TOPIC]
    if readers and len(without) == len(readers):
        problems.append(Problem("field_missing", name, 0, "topicId", facts={"field": "topicId"}))
        return
    for reader in without:
        reader.report("field_missing", "topicId", {"field": "topicId"})


@dataclass(frozen=True, slots=True)
class _Row:
    reader: FieldReader

    def call(self, fetched: date | None) -> Call | None:
        """The row's call; None after a report."""
        reader = self.reader
        missing = [heading for heading in NEEDED if not reader.cell(heading)]
        for heading in missing:
            reader.report("missing_value", heading, {"field": heading})
        closes = None if missing else reader.day("closeDate")
        if closes is None:
            return None
        call_id, told = reader.cell("callId"), reader.cell("topicId")
        topic = "" if told in NO_TOPIC else told
        model = self._model()
        action = self._action()
        family = family_of("Horizon Europe", action=reader.cell("actionType"), topic=call_id)
        return Call(
            id=topic or f"ccm2-{reader.cell('ccm2Id')}",
            titles={"en": self._words("topicTitle")},
            texts={"en": ". ".join(filter(None, map(self._words, ("callTitle", "destination", "clusterName"))))},
            topic=topic,
            call=call_id,
            call_title=self._words("callTitle"),
            programme_name="Horizon Europe",
            family=family,
            programme=programme_of(family, action, topic or call_id, closes),
            action_name=reader.cell("actionType"),
            action=action,
            model=model,
            deadlines=self._deadlines(model, closes),
            opening=reader.day("openDate"),
            said=self._status(),
            source=SOURCE,
            fetched=fetched,
        )

    def _words(self, heading: str) -> str:
        return " ".join(mended(self.reader.cell(heading)).text.split())

    def _model(self) -> Model:
        """As the column says; a date of a second stage tells one, too."""
        told = MODEL_OF.get(self.reader.cell("process").casefold())
        if told is None:
            taken: Model = "two_stage" if self.reader.cell("s2Date") else "single"
            self.reader.report("unknown_stage", "process", {"taken": taken})
            return taken
        if told != "two_stage" and self.reader.cell("s2Date"):
            self.reader.report("stage_contradicts", "process", {"taken": "two_stage"})
            return "two_stage"
        return told

    def _action(self) -> str:
        found = action_of(self.reader.cell("actionType").replace("-", " "))
        if not found:
            self.reader.report("unknown_action", "actionType")
        return found

    def _deadlines(self, model: Model, closes: date) -> tuple[Deadline, ...]:
        second = self.reader.day("s2Date")
        if second is not None and second <= closes:
            self.reader.report("bad_date", "s2Date", {"field": "s2Date"})
            second = None
        if model == "two_stage" and second is None:
            self.reader.report("later_deadlines_unknown", "s2Date", {"stages": model})
        return deadlines_of(model, [closing(day) for day in (closes, second) if day])

    def _status(self) -> Literal["forthcoming", "open", "closed", ""]:
        told = self.reader.cell("status").casefold()
        if told in ("forthcoming", "open", "closed"):
            return cast(Literal["forthcoming", "open", "closed"], told)
        self.reader.report("unknown_status", "status")
        return ""
