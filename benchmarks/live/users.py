"""People who use the site as people do: mostly reading, now and then writing, thinking in between."""

from __future__ import annotations

import random
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote_plus

from benchmarks.live.visitor import Answer, BrokenError, Visitor

QUESTIONS = (
    "Cerchiamo una fonderia per scatole in alluminio con pareti sottili",
    "We need light grippers for a robot cell that screws batteries",
    "Wir suchen eine Beschichtung gegen Verschleiß durch Sand",
    "Iščemo partnerja za 3D-tisk orodnih vložkov",
    "Mesurer la porosité dans le moule pendant la coulée",
    "bio-based packaging for dairy products",
    "Abwärme einer Molkerei nutzen",
    "hydrogen electrolysis bipolar plates stamping",
)
FILTERS = (
    "",
    "?country=IT",
    "?kind=cluster",
    "?sector=mechatronics",
    "?q=aluminium",
    "?country=SI&sector=energy",
    "?view=map",
)
WRITING = 0.176
"""The chance to write next; as a write is the reading of a form and its sending, 15 of 100 requests are writes."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for, when it began and how long the answer took; ``status`` 0 when none came."""

    name: str
    is_write: bool
    begun: float
    seconds: float
    status: int


@dataclass
class Log:
    requests: list[Request] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Person:
    """One of many; ``think`` is how many seconds pass between an answer and the next request, on average."""

    def __init__(
        self, port: int, person: Mapping[str, str], crowd: Mapping[str, Any], log: Log, chance: random.Random
    ) -> None:
        self._visitor = Visitor(port, person, self._measured)
        self._person, self._crowd, self._log, self._chance = person, crowd, log, chance
        self._name = ""
        self._think = 0.0
        self._ending = threading.Event()
        self._untried = [one for one in crowd["opportunities"] if one != person["asked"]]
        chance.shuffle(self._untried)

    def use_until(self, ending: threading.Event, *, think: float) -> None:
        self._ending, self._think = ending, think
        self._pause()
        while not ending.is_set():
            try:
                self._do(self._writes() if self._chance.random() < WRITING else self._reads())
            except BrokenError:
                continue  # noted as an error by what measures
            except Exception:  # noqa: BLE001 - told by whoever started the thread
                self._log.problems.append(traceback.format_exc())
                return

    def _do(self, weighed: Sequence[tuple[int, str, Callable[[], object]]]) -> None:
        _weight, self._name, act = self._chance.choices(weighed, [weight for weight, *_rest in weighed])[0]
        act()
        self._pause()

    def _pause(self) -> None:
        if self._think:
            self._ending.wait(self._chance.expovariate(1 / self._think))

    def _reads(self) -> Sequence[tuple[int, str, Callable[[], object]]]:
        pick = self._chance.choice
        return (
            (15, "search for partners", lambda: self._see(f"/en/?q={quote_plus(pick(QUESTIONS))}")),
            (8, "home", lambda: self._see("/en/")),
            (16, "list of the directory", lambda: self._see(f"/en/directory/{pick(FILTERS)}")),
            (12, "profile", lambda: self._see(f"/en/directory/{pick(self._crowd['profiles'])}/")),
            (10, "list of opportunities", lambda: self._see("/en/opportunities/")),
            (12, "opportunity", lambda: self._see(f"/en/opportunities/{pick(self._crowd['opportunities'])}/")),
            (12, "desk", lambda: self._see("/en/desk/")),
            (5, "conversation", lambda: self._see(f"/en/introductions/{self._person['introduction']}/")),
            (5, "regions", lambda: self._see("/en/regions/")),
            (5, "API, list", lambda: self._visitor.get("/api/v1/opportunities", by_key=True)),
        )

    def _writes(self) -> Sequence[tuple[int, str, Callable[[], object]]]:
        return (
            (3, "interest", self._express_interest),
            (8, "message", self._write_message),
            (5, "profile", self._edit_profile),
            (4, "new opportunity", self._write_opportunity),
            (2, "API, new opportunity", self._call_api),
        )

    def _see(self, path: str) -> Answer:
        return self._visitor.get(path)

    def _fill_in(self, path: str, having: str, **values: str) -> None:
        """Read the form, think, send it."""
        page = self._visitor.get(path)
        if page.status == 200 and having in page.text:
            self._pause()
            self._visitor.send(page, page.form(having), **values)

    def _express_interest(self) -> None:
        if not self._untried:
            return self._write_message()
        return self._fill_in(f"/en/opportunities/{self._untried.pop()}/interest/", "why", why=self._words())

    def _write_message(self) -> None:
        path = f"/en/introductions/{self._person['introduction']}/"
        self._fill_in(path, "message-text", **{"message-text": self._words()})

    def _edit_profile(self) -> None:
        field_of_text = f"descriptions_{self._person['language']}"
        self._fill_in(f"/en/organisations/{self._person['firm']}/edit/", "town", **{field_of_text: self._words()})

    def _write_opportunity(self) -> None:
        path = "/en/opportunities/new/technology_offer/"
        self._fill_in(path, "title", title=self._words(), summary="Grippers of aluminium.")

    def _call_api(self) -> None:
        said = {
            "organisation": self._person["firm"], "type": "technology_offer", "title": self._words(),
            "summary": "Castings of aluminium.", "valid_until": (date.today() + timedelta(days=60)).isoformat(),
        }  # fmt: skip
        self._visitor.tell("/api/v1/opportunities", said, once=f"{self._chance.getrandbits(60):x}")

    def _measured(self, method: str, _path: str, send: Callable[[], Answer]) -> Answer:
        begin, status, name = time.monotonic(), 0, self._name
        try:
            answer = send()
            status = answer.status
            return answer
        finally:
            shown = name if method == "POST" or "API" in name else f"{name}, page" if name in FORMS else name
            self._log.requests.append(Request(shown, method == "POST", begin, time.monotonic() - begin, status))

    def _words(self) -> str:
        return f"We cast aluminium, number {self._chance.getrandbits(40)}, for grippers."


FORMS = ("interest", "message", "new opportunity")
