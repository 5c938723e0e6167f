"""The page that the link of an invitation opens."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cordata_web.people.adapter import first_page
from cordata_web.people.invitations import InvitationOverError, accept, invitation_of, offered


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever has the link may take what it offers, once; strangers sign in or up first and come back."""
    found = invitation_of(token)
    if found is None:
        raise Http404
    if request.method == "POST" and request.user.is_authenticated:
        try:
            accept(invitation=found, user=request.user)
        except InvitationOverError:
            return HttpResponseRedirect(request.path)
        messages.success(request, _("Welcome aboard."))
        return HttpResponseRedirect(first_page())
    back = urlencode({"next": request.path})
    context = {
        "invitation": found,
        "is_open": found.is_open(timezone.localdate()),
        "offered": offered(found),
        "sign_in": f"{reverse('account_login')}?{back}",
        "sign_up": f"{reverse('account_signup')}?{back}",
    }
    return render(request, "people/invitation.html", context)
