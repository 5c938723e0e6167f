"""What an import would do, row by row, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cordata.directory.duplicates import Listed, candidates
from cordata.directory.profiles import Profile as LibraryProfile
from cordata.sources.clusters import Assumptions, concept_names, read_clusters_by_line
from cordata.sources.columns import map_columns
from cordata.sources.entries import Entry, entry_as_json
from cordata.sources.problems import Problem
from cordata_web.directory.cluster_work.memberships import must_be_asked
from cordata_web.directory.cluster_work.roster import member_ids
from cordata_web.directory.cluster_work.tables import table_from
from cordata_web.directory.models import MemberImport, Profile
from cordata_web.directory.resemblance import STRONG, known_index
from cordata_web.directory.vocabulary import thesaurus
from cordata_web.people import policy
from cordata_web.people.models import User

NEW, JOIN, ASK, MEMBER, UNSURE, LEAVE = "new", "join", "ask", "member", "unsure", "leave"
FATES = (NEW, JOIN, ASK, MEMBER, UNSURE, LEAVE)
DOES_SOMETHING = (NEW, JOIN, ASK)
CANDIDATES = 4
OWN_CODES = {"cluster_not_made": (), "same_member_twice": ("first_line",)}
"""Reasons of this import for leaving out a row, beside those of the readers, with the names of their facts."""
IGNORED = frozenset({"cluster", "id"})
"""Fields that an import of members takes from no table: of which cluster they are is clear, ids are ours."""
MOST_NUMBER, LONGEST_TEXT, LONGEST_ADDRESS = 10_000_000, 6_000, 300
Choices = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DryRun:
    """The rows that can be imported, and all that is wrong, as plain data."""

    rows: list[dict[str, Any]]
    problems: list[dict[str, Any]]


def guessed(columns: Iterable[str]) -> dict[str, str]:
    """Which column fills which field, as far as its heading says."""
    names = list(columns)
    return {column: field for column, field in map_columns(names).items() if field not in IGNORED}


def dry_run(checked: MemberImport, *, fields: Mapping[str, str], choices: Choices, actor: User, today: date) -> DryRun:
    """Read the kept table anew; ``choices`` say by line what is to be done with rows that are perhaps listed."""
    table = table_from(checked.table, checked.file_name)
    chosen = {column: fields.get(column) or None for column in table.columns}
    names = concept_names(thesaurus())
    source = checked.cluster.website
    assumed = Assumptions(today.isoformat(), "sme", source, names, {}, chosen)
    reading = read_clusters_by_line(table, assumed)
    problems = list(reading.problems)
    entries = [(line, _within_limits(entry, table.name, line, problems)) for line, entry in reading.records]
    rows = _Judge(checked.cluster, choices, actor, today).rows(entries, table.name, problems)
    problems.sort(key=lambda problem: problem.line)
    return DryRun(rows, [_told(problem) for problem in problems])


def counts_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    counted = Counter(row["fate"] for row in rows)
    return {fate: counted[fate] for fate in FATES}


class _Judge:
    """Decides what becomes of each row."""

    def __init__(self, cluster: Profile, choices: Choices, actor: User, today: date) -> None:
        self._cluster, self._choices, self._actor, self._today = cluster, choices, actor, today
        self._members = set(member_ids(cluster, today))
        self._taken: dict[str, int] = {}

    def rows(self, entries: list[tuple[int, Entry]], file: str, problems: list[Problem]) -> list[dict[str, Any]]:
        index = known_index()
        alike = {line: candidates(_listed(entry.profile), index, top=CANDIDATES) for line, entry in entries}
        ids = {one.id for found in alike.values() for one in found} - {self._cluster.pk}
        known = Profile.objects.defer("search_text").in_bulk(ids)
        seen = set(policy.visible_to(self._actor, Profile.objects.filter(pk__in=known)).values_list("pk", flat=True))
        rows = []
        for line, entry in entries:
            usable = [one for one in alike[line] if one.id in known and (one.id in seen or one.level in STRONG)]
            levels = {one.id: one.level for one in usable}
            row = self._row(line, entry, {key: (known[key], level) for key, level in levels.items()})
            problem = self._refusal(row, entry, file)
            if problem is not None:
                problems.append(problem)
            else:
                rows.append(row)
        return rows

    def _row(self, line: int, entry: Entry, alike: dict[str, tuple[Profile, str]]) -> dict[str, Any]:
        choice = self._choices.get(str(line), "")
        if choice not in (NEW, LEAVE) and choice not in alike:
            choice = next((key for key, (_profile, level) in alike.items() if level in STRONG), "")
        target = alike[choice][0] if choice in alike else None
        return {
            "line": line,
            "name": entry.profile.name,
            "place": [entry.profile.town, entry.profile.nuts, entry.profile.country],
            "kind": entry.profile.kind,
            "fate": self._fate(choice, target, bool(alike)),
            "choice": choice,
            "target": target.pk if target else "",
            "alike": [[key, profile.name, level] for key, (profile, level) in alike.items()],
            "entry": entry_as_json(entry),
        }

    def _fate(self, choice: str, target: Profile | None, has_alike: bool) -> str:
        if target is not None:
            if target.pk in self._members:
                return MEMBER
            return ASK if must_be_asked(target, self._actor, today=self._today) else JOIN
        if choice == LEAVE:
            return LEAVE
        return UNSURE if has_alike and choice != NEW else NEW

    def _refusal(self, row: dict[str, Any], entry: Entry, file: str) -> Problem | None:
        if row["fate"] == NEW and entry.profile.kind == "cluster":
            return Problem("cluster_not_made", file, row["line"], value=row["name"])
        if row["target"] and self._taken.setdefault(row["target"], row["line"]) != row["line"]:
            first = self._taken[row["target"]]
            return Problem("same_member_twice", file, row["line"], value=row["name"], facts={"first_line": first})
        return None


def _listed(profile: LibraryProfile) -> Listed:
    others = (profile.short_name,) if profile.short_name else ()
    return Listed("", profile.name, profile.country, profile.town, "", profile.website, others)


def _told(problem: Problem) -> dict[str, Any]:
    told = {name: getattr(problem, name) for name in ("code", "file", "line", "column", "value")}
    loss = "row" if problem.code in OWN_CODES else problem.loss
    return {**told, "loss": loss, "facts": dict(problem.facts)}


def _within_limits(entry: Entry, file: str, line: int, problems: list[Problem]) -> Entry:
    """Without what the directory's columns cannot hold."""
    profile = entry.profile
    changed: dict[str, Any] = {"status": "active" if profile.status == "unknown" else profile.status, "example": False}
    for field in ("members", "employees"):
        number = getattr(profile, field)
        if number is not None and number > MOST_NUMBER:
            changed[field] = None
            problems.append(Problem("bad_number", file, line, value=str(number), facts={"field": field}))
    if len(profile.website) > LONGEST_ADDRESS:
        changed["website"] = ""
        problems.append(Problem("bad_website", file, line, value=profile.website[:200]))
    if len(profile.citation.source) > LONGEST_ADDRESS:
        changed["citation"] = replace(profile.citation, source="")
    for field in ("descriptions", "offers", "seeks"):
        texts = getattr(profile, field)
        changed[field] = {language: text[:LONGEST_TEXT] for language, text in texts.items()}
        if changed[field] != dict(texts):
            length = max(map(len, texts.values()))
            facts = {"field": field, "length": length, "limit": LONGEST_TEXT}
            problems.append(Problem("too_long", file, line, facts=facts))
    return replace(entry, profile=replace(profile, **changed))
