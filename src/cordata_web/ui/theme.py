"""Light, dark, or what the reader's system says: kept in a cookie that holds nothing else."""

from django.http import HttpRequest, HttpResponse

COOKIE = "theme"
CHOICES = ("system", "light", "dark")
A_YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The chosen theme; "system" when none, or an unknown one, was chosen."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in CHOICES else "system"


def remember(response: HttpResponse, chosen: str, *, secure: bool) -> None:
    """Set the cookie; "system" needs none."""
    if chosen == "system":
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, secure=secure, httponly=True, samesite="Lax")
