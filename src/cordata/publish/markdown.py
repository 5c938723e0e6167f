"""Documents as Markdown: plain text that people edit anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cordata.publish.documents import DEEPEST, Block, Bullets, Document, Grid, Heading, Paragraph

MEANT_OTHERWISE = re.compile(r"([\\`*_\[\]<>|])")
"""Signs that Markdown takes for markup wherever they stand."""
BEGINS_OTHERWISE = re.compile(r"^(\s*)([#+-]|\d+[.)])(\s)")
"""Beginnings of lines that it takes for headings and lists."""


def as_markdown(document: Document) -> str:
    """The document as Markdown, tables as GitHub writes them; nothing that stands in a text is taken for markup.

    >>> document = Document("Note", "", "en", (Heading("Need"), Paragraph("Heat is lost."),))
    >>> print(as_markdown(document))
    # Note
    <BLANKLINE>
    ## Need
    <BLANKLINE>
    Heat is lost.
    <BLANKLINE>
    """
    parts = [f"# {escaped(document.title)}"]
    if document.subtitle:
        parts.append(escaped(document.subtitle))
    for block in document.blocks:
        parts += _parts(block)
    return "\n\n".join(parts) + "\n"


def escaped(line: str) -> str:
    """One line with all signs as they stand."""
    plain = MEANT_OTHERWISE.sub(r"\\\1", line.strip())
    return BEGINS_OTHERWISE.sub(_marked, plain)


def _marked(found: re.Match[str]) -> str:
    blank, begin, after = found.groups()
    return f"{blank}{begin[:-1]}\\{begin[-1]}{after}"


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (min(max(block.level, 1), DEEPEST) + 1)} {escaped(block.words)}"
        case Paragraph():
            yield from (escaped(line) for line in block.words.splitlines() if line.strip())
        case Bullets():
            yield "\n".join(f"- {escaped(' '.join(item.split()))}" for item in block.items)
        case Grid():
            if block.caption:
                yield escaped(block.caption)
            yield "\n".join(_table(block))


def _table(grid: Grid) -> Iterator[str]:
    yield _row(grid.headings)
    yield _row(["---:" if number in grid.numbers else "---" for number in range(len(grid.headings))], raw=True)
    yield from map(_row, grid.rows)


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cell if raw else escaped(' '.join(str(cell).split())) for cell in cells)} |"
