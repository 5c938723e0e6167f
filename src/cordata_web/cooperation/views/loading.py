"""Figures sent as files of official sources, and removed again: by the secretariat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cordata_web.cooperation import loading, receiving
from cordata_web.cooperation.models import Dataset
from cordata_web.people import policy

MOST_BYTES = 400_000_000
KINDS = (
    ("eurostat", gettext_lazy("Eurostat: regional statistics (TSV, JSON, CSV, XLS)")),
    ("cordis", gettext_lazy("CORDIS: projects and organisations (ZIP or CSV)")),
    ("keep", gettext_lazy("keep.eu: projects and partners (XLSX), or counts by region (CSV)")),
)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or more."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, (list, tuple)) and data else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent]


class FiguresForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Where the files are from"), choices=KINDS)
    files = FilesField(
        label=gettext_lazy("Files"), help_text=gettext_lazy("As the source publishes them; several at once if need be.")
    )

    def clean_files(self) -> list[Any]:
        sent: list[Any] = self.cleaned_data["files"]
        if sum(one.size for one in sent) > MOST_BYTES:
            told = {"megabytes": MOST_BYTES // 1_000_000}
            raise forms.ValidationError(
                _("The file is too large: at most %(megabytes)s megabytes can be read at once.") % told
            )
        return sent


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """The form; files sent are read by the worker, whose page shows how far it is."""
    policy.demand(request.user, "load_figures")
    form = FiguresForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        job = receiving.receive(form.cleaned_data["kind"], form.cleaned_data["files"], actor=request.user)
        return redirect("jobs:job", pk=job.pk)
    context = {"form": form, "datasets": Dataset.objects.select_related("loaded_by")}
    return render(request, "cooperation/load.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def remove(request: HttpRequest, source: str) -> HttpResponse:
    """Take a dataset away with all that it holds; the same files bring it back."""
    policy.demand(request.user, "load_figures")
    row = Dataset.objects.filter(pk=source).first()
    if row is None:
        raise Http404(_("There is no source of this name."))
    name = row.name
    loading.remove(row, actor=request.user)
    messages.success(request, _("%(name)s is removed. The same files bring it back.") % {"name": name})
    return redirect("cooperation:load")
