"""The concept note: read, written in several languages, as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cordata.kernel import LANGUAGES
from cordata_web.consortia.actions.founding import write_note
from cordata_web.consortia.budgeting import money_of
from cordata_web.consortia.checking import check_consortium
from cordata_web.consortia.documents import WRITERS, note_file
from cordata_web.consortia.facts import consortium_facts, partners_of
from cordata_web.consortia.forms.budget import NoteForm
from cordata_web.consortia.forms.plan import language_of
from cordata_web.consortia.models import Consortium
from cordata_web.consortia.notes import Known, sections_of
from cordata_web.consortia.views.access import frame, seen
from cordata_web.consortia.views.budget import as_file
from cordata_web.directory.vocabulary import reading_language
from cordata_web.directory.wording import language_name
from cordata_web.people import policy


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: str) -> HttpResponse:
    row = seen(request, pk)
    language = language_of(request.GET.get("in", ""), reading_language())
    sections = sections_of(known_of(request, row), language)
    form = NoteForm(request.POST or None, sections=sections)
    if request.method == "POST":
        policy.demand(request.user, "edit", row)
        if form.is_valid():
            filled = {section.key: section.filled for section in sections}
            texts = {key: text for key, text in form.cleaned_data.items() if _plain(text) != _plain(filled[key])}
            write_note(consortium=row, actor=request.user, language=language, texts=texts)
            messages.success(request, _("Saved."))
            return redirect(f"{reverse('consortia:note', args=[row.pk])}?in={language}")
    context = {
        **frame(request, row, "note"),
        "sections": sections,
        "form": form,
        "language": language,
        "languages": _languages(row, language),
    }
    return render(request, "consortia/note.html", context, status=422 if form.errors else 200)


def known_of(request: HttpRequest, row: Consortium) -> Known:
    """What the template is filled from, amounts only for those who may see them."""
    sees_budget = policy.can(request.user, "see_budget", row)
    partners = list(partners_of(row))
    checked = check_consortium(row, consortium_facts(row, partners, with_budget=sees_budget))
    return Known(row, partners, checked, money_of(row) if sees_budget else None)


@login_required
@never_cache
@require_safe
def note_download(request: HttpRequest, pk: str, suffix: str) -> HttpResponse:
    row = seen(request, pk)
    if suffix not in WRITERS:
        raise Http404(suffix)
    language = language_of(request.GET.get("in", ""), reading_language())
    content = note_file(known_of(request, row), language, suffix)
    return as_file(content, suffix, f"{row.title} {language}")


def _languages(row: Consortium, current: str) -> list[dict[str, Any]]:
    path = reverse("consortia:note", args=[row.pk])
    return [
        {
            "code": code,
            "label": language_name(code),
            "url": f"{path}?in={code}",
            "current": code == current,
            "written": bool(row.note_texts.get(code)),
        }
        for code in LANGUAGES
    ]


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
