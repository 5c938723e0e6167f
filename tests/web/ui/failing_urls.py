"""The addresses of the site and some that fail."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from cordata_web.config import urls


def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault in a page")


def refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def accepts_forms(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [
    path("breaks/", breaks),
    path("refuses/", refuses),
    path("form/", accepts_forms),
    *urls.urlpatterns,
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
