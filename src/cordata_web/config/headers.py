"""Security headers that Django has no setting for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

UNUSED_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def more_security_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no powers of the browser that no page uses, no embedding of our files elsewhere."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return respond
