"""A concept note as a document to edit: what is known of a project stands in it, what is not is to be written.

All words are handed in, in one language: `WORDS` names those that are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cordata.publish.documents import Block, Bullets, Document, Grid, Heading, Paragraph

WORDS = (
    "call", "deadline", "programme", "summary", "objectives", "partners", "partner", "country", "kind", "role",
    "concepts", "work", "package", "leader", "months", "budget", "rules", "rule", "status", "source",
    "to_be_written",
)  # fmt: skip
"""``to_be_written`` stands in a section of which nothing is known; all others are headings."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A partner as a note tells of it, in words of its language."""

    name: str
    country: str
    kind: str
    role: str
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkPackage:
    """A part of the work: who leads it, and from which month to which."""

    title: str
    leader: str = ""
    first_month: int | None = None
    last_month: int | None = None
    content: str = ""

    @property
    def months(self) -> str:
        """From the first to the last; empty where neither is known.

        >>> WorkPackage("Pilots", first_month=3, last_month=12).months
        '3–12'
        """
        ends = [str(month) for month in (self.first_month, self.last_month) if month is not None]
        return "–".join(dict.fromkeys(ends))


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule as a sentence, how it stands, and where it is written."""

    sentence: str
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class ConceptNote:
    """What is known of a project; empty where it is not.

    ``budget`` are the tables of `cordata.publish.budget_documents`.
    """

    title: str
    call: str = ""
    deadline: str = ""
    programme: str = ""
    summary: str = ""
    objectives: tuple[str, ...] = ()
    partners: tuple[Participant, ...] = ()
    concepts: tuple[str, ...] = ()
    work: tuple[WorkPackage, ...] = ()
    budget: tuple[Block, ...] = ()
    rules: tuple[RuleTold, ...] = ()


def concept_note(note: ConceptNote, words: Mapping[str, str], language: str) -> Document:
    """The note as a document for `as_docx` and `as_pdf`, its sections always in the same order.

    Raises
    ------
    KeyError
        When a word is not handed in.
    """
    blocks: list[Block] = [Heading(words["call"])]
    blocks += _filled([*_facts(note, words)], words)
    sections: tuple[tuple[str, Sequence[Block]], ...] = (
        ("summary", [Paragraph(note.summary)] if note.summary.strip() else []),
        ("objectives", [Bullets(note.objectives)] if note.objectives else []),
        ("partners", [*_partners(note, words)]),
        ("concepts", [Bullets(note.concepts)] if note.concepts else []),
        ("work", [*_work(note, words)]),
        ("budget", note.budget),
        ("rules", [*_rules(note, words)]),
    )
    for name, section in sections:
        blocks += [Heading(words[name]), *_filled(section, words)]
    return Document(note.title, " · ".join(filter(None, (note.call, note.programme))), language, tuple(blocks))


def _filled(section: Sequence[Block], words: Mapping[str, str]) -> Sequence[Block]:
    return section or (Paragraph(words["to_be_written"]),)


def _facts(note: ConceptNote, words: Mapping[str, str]) -> Iterator[Block]:
    told = (("call", note.call), ("programme", note.programme), ("deadline", note.deadline))
    known = [(name, value) for name, value in told if value]
    if known:
        yield Grid("", tuple(words[name] for name, _value in known), (tuple(value for _name, value in known),))


def _partners(note: ConceptNote, words: Mapping[str, str]) -> Iterator[Block]:
    headings = tuple(words[name] for name in ("partner", "country", "kind", "role"))
    if note.partners:
        yield Grid("", headings, tuple((one.name, one.country, one.kind, one.role) for one in note.partners))
    for one in note.partners:
        if one.tasks:
            yield Heading(one.name, 2)
            yield Bullets(one.tasks)


def _work(note: ConceptNote, words: Mapping[str, str]) -> Iterator[Block]:
    headings = tuple(words[name] for name in ("package", "leader", "months"))
    if note.work:
        yield Grid("", headings, tuple((one.title, one.leader, one.months) for one in note.work), frozenset({2}))
    for one in note.work:
        yield Heading(one.title, 2)
        yield Paragraph(one.content.strip() or words["to_be_written"])


def _rules(note: ConceptNote, words: Mapping[str, str]) -> Iterator[Block]:
    headings = tuple(words[name] for name in ("rule", "status", "source"))
    if note.rules:
        yield Grid("", headings, tuple((one.sentence, one.status, one.source) for one in note.rules))
