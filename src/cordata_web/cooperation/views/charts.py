"""Charts as SVG, PNG, PDF and CSV, each at an address that reproduces it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cordata.charts import THEMES, Chart, EmptyChartError, to_pdf, to_png, to_svg
from cordata.kernel import Language
from cordata_web.cooperation.charts import REFUSALS, chart_of
from cordata_web.cooperation.choices import read_choices
from cordata_web.directory.files import lines_of_table
from cordata_web.directory.vocabulary import reading_language

SECONDS = 24 * 3600
MEDIA_TYPES = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def chart(request: HttpRequest, kind: str, suffix: str) -> HttpResponse:
    """The chart of the address's choices, in the language of the address; ``theme`` is light, dark or print."""
    try:
        drawn = chart_of(kind, read_choices(request.GET), activity=request.GET.get("activity", ""))
    except (*REFUSALS, EmptyChartError) as error:
        raise Http404(_("There is nothing to draw for this choice.")) from error
    return chart_response(request, drawn, kind, suffix)


def chart_response(
    request: HttpRequest, drawn: Chart, name: str, suffix: str, *, private: bool = False
) -> HttpResponse:
    """A chart in one of the kinds of files; a private one is kept by nobody in between."""
    if suffix not in MEDIA_TYPES:
        raise Http404(_("There is no such kind of file."))
    theme = request.GET.get("theme", "light")
    if theme not in THEMES:
        theme = "light"
    key = _fingerprint(drawn, suffix, theme)
    if request.headers.get("If-None-Match") == f'"{key}"':
        return HttpResponseNotModified()
    response = HttpResponse(_content(drawn, suffix, theme, key), content_type=MEDIA_TYPES[suffix])
    response["ETag"] = f'"{key}"'
    response["Cache-Control"] = f"{'private' if private else 'public'}, max-age=0, must-revalidate"
    if suffix != "svg":
        response["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return response


def _content(drawn: Chart, suffix: str, theme: str, key: str) -> bytes:
    if suffix == "csv":
        return "".join(lines_of_table(drawn.columns, drawn.rows)).encode()
    found: bytes | None = cache.get(f"chart:{key}")
    if found is None:
        found = DRAWERS[suffix](drawn, reading_language(), theme)
        cache.set(f"chart:{key}", found, SECONDS)
    return found


def _fingerprint(drawn: Chart, suffix: str, theme: str) -> str:
    whole = json.dumps([drawn.spec, drawn.title, suffix, theme, reading_language()], sort_keys=True, default=str)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


DRAWERS: dict[str, Callable[[Chart, Language, str], bytes]] = {
    "svg": lambda drawn, language, theme: to_svg(drawn, language=language, theme=theme).encode(),
    "png": lambda drawn, language, theme: to_png(drawn, language=language, theme=theme),
    "pdf": lambda drawn, language, theme: to_pdf(drawn, language=language, theme=theme),
}
