"""People who write all the time, each write with a mark of its own, and a ledger of what was answered."""

from __future__ import annotations

import random
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.live.visitor import Answer, BrokenError, NoSuchFormError, Visitor

SECONDS_BETWEEN = 0.3
TRIES_BY_KEY = 200
TYPES = ("technology_offer", "technology_request", "business_offer", "business_request", "research_request")


@dataclass
class Ledger:
    """What was tried and what was said to it; ``acknowledged``, ``refused``, ``failed``, or ``unknown``."""

    entries: list[dict[str, Any]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, **entry: Any) -> None:
        with self.lock:
            self.entries.append({"order": len(self.entries), **entry})


class Writer:
    """One person, who does one thing after another."""

    def __init__(
        self, port: int, person: Mapping[str, str], crowd: Mapping[str, Any], ledger: Ledger, chance: random.Random
    ) -> None:
        self._visitor = Visitor(port, person)
        self._person, self._crowd, self._ledger, self._chance = person, crowd, ledger, chance
        self._untried = [one for one in crowd["opportunities"] if one != person.get("asked")]
        self.problems: list[str] = []

    def write_until(self, ending: threading.Event) -> None:
        if "firm" in self._person:
            things: tuple[Callable[[], None], ...] = (
                self.express_interest, self.write_message, self.edit_profile, self.write_opportunity, self.call_api,
            )  # fmt: skip
        else:
            things = (self.approve,)
        while not ending.is_set():
            try:
                self._chance.choice(things)()
            except BrokenError:  # while a page was read: as with any browser, try again
                time.sleep(SECONDS_BETWEEN)
            except Exception:  # noqa: BLE001 - told by whoever started the thread
                self.problems.append(traceback.format_exc())
                return
            ending.wait(self._chance.expovariate(1 / SECONDS_BETWEEN))

    def express_interest(self) -> None:
        if not self._untried:
            return self.write_message()
        asked = self._untried.pop()
        page = self._visitor.get(f"/en/opportunities/{asked}/interest/")
        return self._send("interest", page, "why", about=asked, why=self._words())

    def write_message(self) -> None:
        page = self._visitor.get(f"/en/introductions/{self._person['introduction']}/")
        self._send("message", page, "message-text", **{"message-text": self._words()})

    def edit_profile(self) -> None:
        firm, language = self._person["firm"], self._person["language"]
        page = self._visitor.get(f"/en/organisations/{firm}/edit/")
        self._send("profile", page, "town", about=firm, **{f"descriptions_{language}": self._words()})

    def write_opportunity(self) -> None:
        """Written, its topics confirmed, sent in, and a word to the review."""
        page = self._visitor.get(f"/en/opportunities/new/{self._chance.choice(TYPES)}/")
        answer = self._send("opportunity", page, "title", title=self._words(), summary="Grippers of aluminium.")
        if answer is None:
            return
        topics = self._visitor.get(answer.location)
        own = self._visitor.send(topics, topics.form("language"))
        page = self._visitor.get(own.location)
        pk = own.location.rstrip("/").rpartition("/")[2]
        if self._step("submit", page, pk) is None:
            return
        page = self._visitor.get(own.location)
        self._send("comment", page, "text", about=pk, text=self._words())

    def call_api(self) -> None:
        """Sent again and again under one key until an answer comes: it must be done once."""
        mark = self._mark()
        said = {
            "organisation": self._person["firm"], "type": "technology_offer", "title": f"By API {mark}",
            "summary": "Castings of aluminium.", "valid_until": (date.today() + timedelta(days=60)).isoformat(),
        }  # fmt: skip
        for _try in range(TRIES_BY_KEY):
            try:
                answer = self._visitor.tell("/api/v1/opportunities", said, once=mark)
            except BrokenError:
                time.sleep(SECONDS_BETWEEN)
                continue
            if answer.status in (409, 429):  # the first try is still under way, or too many
                time.sleep(2)
                continue
            return self._note("by API", mark, answer)
        raise TimeoutError(f"No answer to {mark}.")

    def approve(self) -> None:
        """The secretariat takes what waits, the newest last."""
        queue = self._visitor.get("/en/secretariat/review/?kind=opportunity")
        waiting = [part.partition('"')[0] for part in queue.text.split("/en/secretariat/review/opportunity/")[1:]]
        if waiting:
            path = f"/en/secretariat/review/opportunity/{waiting[0]}"
            page = self._visitor.get(path)
            form = page.form("comment")
            answers = dict.fromkeys(form.choices, "yes")
            self._post("approve", page, form, {**answers, "step": "approve"}, "", waiting[0].strip("/"))

    def _step(self, name: str, page: Answer, about: str) -> Answer | None:
        from benchmarks.live.forms import forms_of

        forms = [one for one in forms_of(page.text) if one.action.endswith(f"/step/{name}/")]
        if not forms:
            raise NoSuchFormError(f"{page.path} ({page.status}) has no step {name}")
        return self._post(name, page, forms[0], {}, "", about)

    def _send(self, kind: str, page: Answer, having: str, *, about: str = "", **values: str) -> Answer | None:
        if page.status in (404, 302):  # not open any more
            return None
        words = next((value for value in values.values() if "mark" in value), "")
        return self._post(kind, page, page.form(having), values, words.partition("mark")[2].partition(" ")[0], about)

    def _post(
        self, kind: str, page: Answer, form: Any, values: Mapping[str, str], mark: str, about: str
    ) -> Answer | None:
        named = f"mark{mark}" if mark else ""
        try:
            answer = self._visitor.send(page, form, **values)
        except BrokenError:
            self._ledger.note(kind=kind, mark=named, outcome="unknown", about=about)
            raise
        self._note(kind, named, answer, about)
        return answer if answer.acknowledged else None

    def _note(self, kind: str, mark: str, answer: Answer, about: str = "") -> None:
        outcome = "acknowledged" if answer.acknowledged else "failed" if answer.status >= 500 else "refused"
        more = {} if outcome == "acknowledged" else {"answer": [answer.path, answer.status, answer.text[:300]]}
        self._ledger.note(kind=kind, mark=mark, outcome=outcome, about=about, **more)

    def _mark(self) -> str:
        return f"mark{self._chance.getrandbits(60):015x}"

    def _words(self) -> str:
        return f"We cast aluminium, {self._mark()} , for grippers."
