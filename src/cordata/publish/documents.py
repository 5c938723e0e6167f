"""Documents of headings, paragraphs, lists and tables, as PDF and as DOCX.

All words are handed in, in one language. PDFs are made by typst with the fonts that it carries, tagged for screen
readers (PDF/UA-1); DOCX by python-docx with Word's own styles, so that whoever edits it finds what they know.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeAlias

NUMBER_STYLE = "Table Grid"
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    words: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in it begin a new one."""

    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a caption, headings, rows as they are to be shown, and which columns hold numbers.

    The last ``totals`` rows are set apart.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    totals: int = 0


Block: TypeAlias = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """A title, what stands below it, the language, and the blocks in their order."""

    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]


def as_pdf(document: Document) -> bytes:
    """The document as a PDF on A4."""
    import typst

    source = resources.files("cordata.data").joinpath("publish/document.typ").read_bytes()
    told = json.dumps(
        {
            "title": document.title,
            "subtitle": document.subtitle,
            "language": document.language,
            "blocks": list(_plain_blocks(document.blocks)),
        }
    )
    made = typst.compile(
        source, format="pdf", sys_inputs={"document": told}, ignore_system_fonts=True, pdf_standards=["ua-1"]
    )
    assert isinstance(made, bytes)
    return made


def _plain_blocks(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Blocks as plain data; no heading lies more than one level below the one before it, as readers ask for."""
    above = 0
    for block in blocks:
        told = _plain(block)
        if told["kind"] == "heading":
            above = told["level"] = min(told["level"], above + 1)
        yield told


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "words": block.words, "level": min(max(block.level, 1), DEEPEST)}
        case Paragraph():
            return {"kind": "paragraph", "lines": _lines(block.words)}
        case Bullets():
            return {"kind": "bullets", "items": list(block.items)}
        case Grid():
            return {
                "kind": "grid",
                "caption": block.caption,
                "headings": list(block.headings),
                "rows": [list(row) for row in block.rows],
                "numbers": sorted(block.numbers),
                "totals": block.totals,
            }


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]


def as_docx(document: Document) -> bytes:
    """The document as DOCX."""
    import docx

    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.language = document.language
    made.core_properties.author = ""
    made.add_heading(document.title, level=0)
    if document.subtitle:
        made.add_paragraph(document.subtitle, style="Subtitle")
    for block in document.blocks:
        match block:
            case Heading():
                made.add_heading(block.words, level=min(max(block.level, 1), DEEPEST))
            case Paragraph():
                for line in _lines(block.words):
                    made.add_paragraph(line)
            case Bullets():
                for item in block.items:
                    made.add_paragraph(item, style="List Bullet")
            case Grid():
                _add_grid(made, block)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _add_grid(made: Any, grid: Grid) -> None:
    if grid.caption:
        made.add_paragraph(grid.caption, style="Caption")
    table = made.add_table(rows=0, cols=len(grid.headings), style=NUMBER_STYLE)
    _add_row(table, grid.headings, grid.numbers, bold=True)
    bold_from = len(grid.rows) - grid.totals
    for place, row in enumerate(grid.rows):
        _add_row(table, row, grid.numbers, bold=place >= bold_from)
    made.add_paragraph("")


def _add_row(table: Any, cells: Sequence[str], numbers: frozenset[int], *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    row = table.add_row()
    for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(words).bold = bold
        if place in numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
