"""The forms of a page, filled in as a browser has them before anybody types."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: set[str] = field(default_factory=set)
    """Names of radio buttons, chosen or not."""

    def has(self, name: str) -> bool:
        return any(name == known for known, _value in self.fields) or name in self.choices

    def filled(self, **values: str) -> list[tuple[str, str]]:
        """What would be sent with these values instead of those that stand there."""
        kept = [(name, value) for name, value in self.fields if name not in values]
        return [*kept, *values.items()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._area: tuple[str, list[str]] | None = None
        self._select: tuple[str, str | None, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form" and (told.get("method") or "").lower() == "post":
            self._open = Form(told.get("action") or "")
            self.forms.append(self._open)
        elif self._open is None:
            return
        elif tag == "input":
            self._on_input(self._open, told)
        elif tag == "textarea":
            self._area = (told.get("name") or "", [])
        elif tag == "select":
            self._select = (told.get("name") or "", None, "multiple" in told)
        elif tag == "option" and self._select is not None:
            name, chosen, several = self._select
            if "selected" in told or (chosen is None and not several):
                self._select = (name, told.get("value") or "", several)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open is None:
            return
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            self._open.fields.append((self._area[0], "".join(self._area[1]).removeprefix("\n")))
            self._area = None
        elif tag == "select" and self._select is not None:
            name, chosen, _several = self._select
            if chosen is not None:
                self._open.fields.append((name, chosen))
            self._select = None

    def _on_input(self, form: Form, told: dict[str, str | None]) -> None:
        kind, name = told.get("type") or "text", told.get("name") or ""
        if kind == "radio":
            form.choices.add(name)
        if (
            not name
            or kind in ("file", "submit", "button")
            or (kind in ("checkbox", "radio") and "checked" not in told)
        ):
            return
        form.fields.append((name, told.get("value") or ("on" if kind == "checkbox" else "")))


def forms_of(page: str) -> list[Form]:
    reader = _Reader()
    reader.feed(page)
    return reader.forms
