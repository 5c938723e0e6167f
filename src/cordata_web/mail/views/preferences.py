"""What a person wants to be written about."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata_web.mail.forms import PreferencesForm
from cordata_web.mail.preferences import choose, digest_rhythm, stopped_topics


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    stopped = stopped_topics(request.user)
    wishes = {name: name not in stopped for name in PreferencesForm.base_fields}
    form = PreferencesForm(request.POST or None, initial={**wishes, "rhythm": digest_rhythm(request.user)})
    if request.method == "POST" and form.is_valid():
        choose(user=request.user, topics=form.topics, rhythm=form.cleaned_data["rhythm"])
        messages.success(request, _("Your choice is saved."))
        return redirect("mail:preferences")
    return render(request, "mail/preferences.html", {"form": form})
