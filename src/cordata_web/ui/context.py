"""What every page knows."""

from django.http import HttpRequest

from cordata_web.ui.theme import theme_of


def page(request: HttpRequest) -> dict[str, object]:
    """The chosen theme and the full address without the query, for the canonical link."""
    return {"theme": theme_of(request), "canonical": request.build_absolute_uri(request.path)}
