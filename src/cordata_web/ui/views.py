"""The pages about the site itself, and the switch of the theme."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cordata_web.ui import theme
from cordata_web.ui.gallery import sample


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/accessibility.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", sample())


# Exempt so that readers need no CSRF cookie: the worst a forged request can do is turn the lights on.
@csrf_exempt
@require_POST
def switch_theme(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("theme", "")
    if chosen not in theme.CHOICES:
        return HttpResponseBadRequest(_("There is no such theme."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme.remember(response, chosen, secure=request.is_secure())
    return response
