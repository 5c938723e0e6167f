"""`cordata fetch calls`: topics of the Funding & Tenders portal, page by page, what is new added to what is there."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from cordata.kernel.files import written_whole
from cordata_cli.asking import ask
from cordata_cli.downloads import FetchError, UnreachableError
from cordata_cli.exits import EXPLAINED, NOT_DONE
from cordata_cli.fetch_published import FOLDER, cache_folder, note_source
from cordata_cli.published import CALLS, EU_REUSE
from cordata_cli.screen import progress, tell

STATUS_NUMBERS = {"forthcoming": "31094501", "open": "31094502", "closed": "31094503"}
GRANTS = "1"
"""The portal's number of the kind of record that a call for proposals is."""
MOST_PAGES = 1000
Known = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for, and where."""

    address: str
    statuses: tuple[str, ...]
    page_size: int

    def page(self, number: int) -> dict[str, Any]:
        """One page of the answer; raises FetchError."""
        numbers = [STATUS_NUMBERS[status] for status in self.statuses]
        query = {"bool": {"must": [{"terms": {"type": [GRANTS]}}, {"terms": {"status": numbers}}]}}
        parameters = {"apiKey": "SEDIA", "text": "***", "pageSize": str(self.page_size), "pageNumber": str(number)}
        parts = {"query": query, "languages": ["en"], "sort": {"field": "startDate", "order": "DESC"}}
        found = ask(self.address, parameters, parts)
        if not isinstance(found.get("results"), list):
            raise FetchError(f"{self.address} answered without a list of results.")
        return found


@click.command("calls", epilog=EXPLAINED)
@click.option("--folder", type=FOLDER, help="Where to keep it; else CORDATA_CACHE or the user's cache.")
@click.option("--address", default=CALLS, show_default=True, help="Where the search answers.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(list(STATUS_NUMBERS)),
    default=("forthcoming", "open"),
    show_default=True,
    help="Only topics of this status; repeatable.",
)
@click.option("--page-size", type=click.IntRange(1, 100), default=100, show_default=True, help="Topics a page.")
@click.option("--new-only", is_flag=True, help="Stop at the first page that holds nothing new; changes may be missed.")
@click.option("--again", is_flag=True, help="Forget pages of an earlier call that broke off.")
def calls(
    folder: Path | None, address: str, statuses: tuple[str, ...], page_size: int, new_only: bool, again: bool
) -> None:
    """Topics of calls that are open or coming, from the search of the Funding & Tenders portal.

    They are kept in calls.jsonl, one topic a line as it came. What is new or changed takes its place, what the portal
    no longer lists stays. A call that broke off goes on from its last page when it is repeated on the same day.

    Terms: European Union, reuse with attribution (Decision 2011/833/EU).
    """
    tell(f"Terms: {EU_REUSE}")
    target = (folder or cache_folder(dict(os.environ))) / "calls.jsonl"
    question = Question(address, tuple(sorted(set(statuses))), page_size)
    known = _known(target)
    pages = _Pages(target.with_name(f"{target.name}.pages"), question)
    try:
        found = _all(pages, known if new_only else {}, again)
    except FetchError as error:
        tell(str(error))
        if not isinstance(error, UnreachableError) and (kept := pages.count()):
            tell(f"{kept} pages are kept; call again to go on.")
        raise SystemExit(NOT_DONE) from error
    new = sum(key not in known for key in found)
    changed = sum(key in known and not _same(known[key], one) for key, one in found.items())
    _write(target, {**known, **found}, address)
    pages.forget()
    tell(f"{len(found)} topics read: {new} new, {changed} changed; {len({**known, **found})} in all.")
    click.echo(target)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Pages of an answer, kept in a folder until the last one is there."""

    folder: Path
    question: Question

    def begin(self, again: bool) -> None:
        """Keep pages of the same question and day, forget others."""
        told = json.dumps([self.question.address, self.question.statuses, self.question.page_size, _today()])
        note = self.folder / "question.json"
        if again or not note.exists() or note.read_text("utf-8") != told:
            self.forget()
        self.folder.mkdir(parents=True, exist_ok=True)
        note.write_text(told, "utf-8")

    def count(self) -> int:
        return len(list(self.folder.glob("page-*.json")))

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def read(self) -> Iterator[dict[str, Any]]:
        """Page after page, from the folder or the network; the first tells how many topics there are."""
        for number in range(1, MOST_PAGES + 1):
            file = self.folder / f"page-{number:04}.json"
            if not file.exists():
                page = self.question.page(number)
                with written_whole(file) as partial:
                    partial.write_text(json.dumps(page, ensure_ascii=False), "utf-8")
            page = json.loads(file.read_text("utf-8"))
            yield page
            if not page["results"] or number * self.question.page_size >= int(page.get("totalResults") or 0):
                return


def _today() -> str:
    return date.today().isoformat()


def _all(pages: _Pages, known: Mapping[str, Any], again: bool) -> Known:
    """Topics by their reference; with what is known, up to the first page that holds nothing new."""
    pages.begin(again)
    found: Known = {}
    with progress("Topics") as step:
        for page in pages.read():
            told = {
                str(one.get("reference") or one.get("url")): one for one in page["results"] if isinstance(one, dict)
            }
            found |= told
            step(len(found), int(page.get("totalResults") or len(found)))
            if known and all(key in known and _same(known[key], one) for key, one in told.items()):
                break
    return found


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two readings of a topic are alike: by the portal's own checksum of it, where both have one."""
    sums = one.get("checksum"), other.get("checksum")
    return sums[0] == sums[1] if all(sums) else one == other


def _known(target: Path) -> Known:
    if not target.exists():
        return {}
    lines = (json.loads(line) for line in target.read_text("utf-8").split("\n") if line.strip())
    return {str(one.get("reference") or one.get("url")): one for one in lines}


def _write(target: Path, topics: Known, address: str) -> None:
    with written_whole(target) as partial:
        lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in topics.values())
        partial.write_text("".join(lines), "utf-8")
    note_source(target, {"address": address, "licence": EU_REUSE, "fetched": _today()})
