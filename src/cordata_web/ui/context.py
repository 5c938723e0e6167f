"""What every page knows."""

from django.http import HttpRequest

from cordata_web.ui.theme import theme_of


def page(request: HttpRequest) -> dict[str, object]:
    """The chosen theme, and the full address for links that must not be relative."""
    origin = f"{request.scheme}://{request.get_host()}"
    return {"theme": theme_of(request), "origin": origin, "canonical": origin + request.path}
