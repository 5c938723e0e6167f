"""The page "My account"."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata_web.people.account import sections
from cordata_web.people.actions import describe_myself
from cordata_web.people.models import User


class AboutMeForm(forms.ModelForm):
    """What others call me, and what language I read."""

    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": gettext_lazy("Name"), "language": gettext_lazy("Language")}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["name"].required = True
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["language"].choices = [
            (code, capfirst(get_language_info(code)["name_local"])) for code, _name in settings.LANGUAGES
        ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)  # a copy: the form writes into it even when something is wrong
    form = AboutMeForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        describe_myself(user=request.user, **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("people:account"))
    return render(request, "people/account.html", {"form": form, "sections": sections()})
