"""Components that need a little arithmetic, or wrap what is written between two tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language, get_language_info

from cordata_web.ui import remembered
from cordata_web.ui.navigation import Entry, navigation

register = template.Library()

NOTICE_ICONS = {"info": "info", "success": "check", "warn": "warning", "error": "error"}
NOTICE_OF_MESSAGE = {"debug": "info", "warning": "warn"}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A drawing of the sprite, silent for screen readers; size "large" for headings of cards."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" icon--{size}" if size else "",
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def part(template: str, **told: Any) -> SafeString:
    """Like including the template with nothing but what it is told, and rendered only when it is told something new."""
    return remembered.part(template, told)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """A message of a tone: info, success, warn or error."""
    facts = {"content": content, "tone": tone, "title": title, "icon": NOTICE_ICONS[tone]}
    return render_to_string("ui/components/notice.html", facts)


@register.simple_block_tag
def table_box(content: str, label: str) -> SafeString:
    """A box in which a wide table scrolls; the label tells what the table shows."""
    return render_to_string("ui/components/table_box.html", {"content": content, "label": label})


@register.filter
def notice_tone(message_level: str) -> str:
    """The tone of a notice for the level of one of Django's messages."""
    return NOTICE_OF_MESSAGE.get(message_level, message_level)


@register.filter(name="is")
def same(value: str, wanted: str) -> str:
    """ "true" or "false", as ARIA writes them."""
    return "true" if value == wanted else "false"


@register.inclusion_tag("ui/components/score.html")
def score_bar(value: float, label: str, parts: Iterable[float] = ()) -> dict[str, Any]:
    """A score from 0 to 1 as a bar; parts that add up to it are drawn one after the other."""
    widths = [100 * part for part in parts] or [100 * value]
    starts = accumulate(widths, initial=0.0)
    # Text, not numbers: a decimal comma would break the drawing.
    bars = [{"x": f"{start:.1f}", "width": f"{width:.1f}"} for start, width in zip(starts, widths, strict=False)]
    return {"hundredths": round(100 * value), "label": label, "bars": bars}


@register.inclusion_tag("ui/components/progress.html")
def progress_bar(done: int, total: int, label: str) -> dict[str, Any]:
    """How much of something is done."""
    width = 100 * done / total if total else 0.0
    return {"done": done, "total": total, "label": label, "width": f"{width:.1f}"}


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[Mapping[str, Any]]:
    """The page that is shown, in each language: code, own name, address with the query kept, whether it is current."""
    request = context.get("request")
    path = request.get_full_path() if request else "/"
    current = get_language()
    return [
        {"code": code, "name": _own_name(code), "url": translated(path, code), "current": code == current}
        for code, _name in settings.LANGUAGES
    ]


@cache
def _own_name(language: str) -> str:
    return capfirst(get_language_info(language)["name_local"])


@register.filter
def translated(path: str, language: str) -> str:
    """The same address in another language; an empty language gives the one that redirects by the reader's wishes."""
    codes = dict(settings.LANGUAGES)
    first, _slash, rest = path.lstrip("/").partition("/")
    bare = rest if first in codes else path.lstrip("/")
    return f"/{language}/{bare}" if language else f"/{bare}"


@register.simple_tag(takes_context=True)
def navigation_entries(context: Context) -> list[Entry]:
    """The main navigation, as seen from the page that is shown."""
    return navigation(context.get("request"))


@register.filter
def page_numbers(page: Page[Any]) -> Iterable[int | str]:
    """The numbers to show for a page of many, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
