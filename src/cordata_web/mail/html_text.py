"""Mails that have a layout only, as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

SILENT = frozenset({"head", "style", "script", "title", "template"})
BLOCKS = frozenset({"p", "div", "table", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "address"})
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


class TextOfHtml(HTMLParser):
    """Gathers text in lines; what is quoted gets a ``>`` before each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._silent = 0
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self._begin_line()
        elif tag == "li":
            self._begin_line_if_needed()
            self.lines[-1] += "* "
        elif tag == "blockquote":
            self._begin_line_if_needed()
            self._quotes += 1
        elif tag in BLOCKS:
            self._begin_line_if_needed()

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "blockquote":
            self._begin_line_if_needed()
            self._quotes = max(0, self._quotes - 1)
        elif tag in BLOCKS or tag == "li":
            self._begin_line_if_needed()
            if tag == "p":
                self._begin_line()

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        text = SPACE.sub(" ", data)
        if not self.lines[-1]:
            text = text.lstrip()
            if text and self._quotes:
                text = f"{'>' * self._quotes} {text}"
        self.lines[-1] += text

    def _begin_line(self) -> None:
        self.lines.append("")

    def _begin_line_if_needed(self) -> None:
        if self.lines[-1].strip():
            self._begin_line()


def text_of_html(html: str) -> str:
    parser = TextOfHtml()
    parser.feed(html)
    parser.close()
    text = "\n".join(line.rstrip() for line in parser.lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
