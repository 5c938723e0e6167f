"""Taking one's data along, and leaving."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata_web.people import audit
from cordata_web.people.models import User
from cordata_web.privacy.erasing import LastOfSecretariatError, left_alone_by
from cordata_web.privacy.erasing import erase as erase_person
from cordata_web.privacy.export import export_of
from cordata_web.privacy.forms import EraseForm


@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "privacy/export.html")
    now, user = timezone.now(), cast(User, request.user)
    audit.record("exported", user, actor=user, changes={})
    response = HttpResponse(export_of(user, now=now), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="cordata-{now:%Y-%m-%d}.zip"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = EraseForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            erase_person(user, now=timezone.now())
        except LastOfSecretariatError:
            messages.error(request, _("Nobody else is of the secretariat: invite somebody to it first."))
            return HttpResponseRedirect(reverse("privacy:erase"))
        logout(request)
        messages.success(request, _("Your account is erased. We wish you well."))
        return HttpResponseRedirect(reverse("exchange:home"))
    return render(request, "privacy/erase.html", {"form": form, "profiles": left_alone_by(user)})
