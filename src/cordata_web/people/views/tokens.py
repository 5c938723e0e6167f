"""The page "Keys for programs"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata_web.people import policy
from cordata_web.people.models import ApiToken, User
from cordata_web.people.tokens import PREFIX, SCOPES, TooManyTokensError, make_token, revoke_token

DAYS = (
    ("30", gettext_lazy("A month")),
    ("90", gettext_lazy("Three months")),
    ("365", gettext_lazy("A year")),
    ("", gettext_lazy("Until I revoke it")),
)


class TokenForm(forms.Form):
    """A new key: what for, what it may do, until when."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Which program it is for, so that you know later what you revoke."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"), choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    days = forms.ChoiceField(label=gettext_lazy("Valid for"), choices=DAYS, required=False, initial="90")

    def expires(self, today: date) -> date | None:
        days = self.cleaned_data["days"]
        return today + timedelta(days=int(days)) if days else None


@login_required
@never_cache
@reauthentication_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """A new key stands on the answer to the form itself: it is kept nowhere from where a redirect could take it."""
    form = TokenForm(request.POST or None, initial={"scopes": ["read"]})
    made = _made(request, form) if request.method == "POST" and form.is_valid() else None
    context = {
        "form": TokenForm(initial={"scopes": ["read"]}) if made else form,
        "made": made,
        "rows": [_row(token) for token in ApiToken.objects.filter(user=request.user)],
        "scopes": SCOPES,
    }
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke(request: HttpRequest, pk: str) -> HttpResponse:
    token = get_object_or_404(policy.visible_to(request.user, ApiToken.objects.all()), pk=pk)
    policy.demand(request.user, "revoke", token)
    revoke_token(token=token, actor=cast(User, request.user))
    messages.success(request, _("The key is revoked. Nobody gets in with it any more."))
    return HttpResponseRedirect(reverse("people:tokens"))


def _made(request: HttpRequest, form: TokenForm) -> dict[str, object] | None:
    said = form.cleaned_data
    try:
        token, key = make_token(
            user=cast(User, request.user),
            name=said["name"],
            scopes=said["scopes"],
            expires=form.expires(timezone.localdate()),
        )
    except TooManyTokensError:
        form.add_error(None, _("You have very many keys. Revoke those that you no longer need first."))
        return None
    return {"token": token, "key": key}


def _row(token: ApiToken) -> dict[str, object]:
    is_over = token.expires is not None and token.expires < timezone.localdate()
    return {
        "token": token,
        "begins": f"{PREFIX}{token.begins}…",
        "may": [SCOPES[scope] for scope in token.scopes if scope in SCOPES],
        "is_over": is_over,
        "works": not is_over and token.revoked is None,
    }
