"""An opportunity's texts in other languages."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.kernel import LANGUAGES
from cordata_web.directory import wording as names
from cordata_web.exchange import translating
from cordata_web.exchange.actions.translations import confirm_translation, store_translation
from cordata_web.exchange.forms.opportunity import FIELDS_OF_TEXTS
from cordata_web.exchange.forms.translation import TranslationForm
from cordata_web.exchange.models import Opportunity
from cordata_web.people import policy


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def translations(request: HttpRequest, pk: str, language: str = "") -> HttpResponse:
    """One language at a time beside the original; a machine's draft is a proposal until somebody saves it."""
    rows = policy.visible_to(request.user, Opportunity.objects.select_related("organisation"))
    shown = get_object_or_404(rows, pk=pk)
    policy.demand(request.user, "translate", shown)
    language = language or next(code for code in LANGUAGES if code != shown.language)
    if language not in LANGUAGES or language == shown.language:
        raise Http404(language)
    form = TranslationForm(_sent(request), initial=_initial(shown, language), opportunity=shown)
    problem = ""
    if request.method == "POST" and "machine" in request.POST:
        form, problem = _by_machine(request, shown, language)
    elif request.method == "POST" and form.is_valid():
        by = form.cleaned_data["by"]
        store_translation(opportunity=shown, language=language, texts=form.texts, by=by, actor=request.user)
        messages.success(request, _("The translation is saved."))
        return redirect(f"{shown.get_absolute_url()}?text={language}")
    context = {
        "opportunity": shown,
        "form": form,
        "language": language,
        "language_name": names.language_name(language),
        "original": names.language_name(shown.language),
        "rows": _rows(shown, form),
        "tabs": _tabs(shown, language),
        "has_translator": translating.has_translator(),
        "problem": problem,
    }
    return render(request, "exchange/opportunities/translations.html", context)


@login_required
@require_POST
def still_right(request: HttpRequest, pk: str, language: str) -> HttpResponse:
    """The translation is still right, though the original has changed since."""
    shown = get_object_or_404(policy.visible_to(request.user, Opportunity.objects.all()), pk=pk)
    policy.demand(request.user, "translate", shown)
    confirm_translation(opportunity=shown, language=language, actor=request.user)
    messages.success(request, _("Saved."))
    if request.POST.get("from") == "desk":
        return redirect("desk:home")
    return redirect(f"{shown.get_absolute_url()}?text={language}")


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" and "machine" not in request.POST else None


def _by_machine(request: HttpRequest, shown: Opportunity, language: str) -> tuple[TranslationForm, str]:
    """The form with the machine's draft where nothing is written yet, or as it was with what went wrong."""
    if not translating.has_translator():
        raise Http404("translator")
    typed = {field: text for field in FIELDS_OF_TEXTS.values() if (text := request.POST.get(field, "").strip())}
    try:
        draft = translating.draft_of(shown, language)
    except translating.TranslatorError as error:
        return TranslationForm(initial={**_initial(shown, language), **typed}, opportunity=shown), str(error)
    texts = {FIELDS_OF_TEXTS[column]: text for column, text in draft.items()}
    return TranslationForm(initial={**texts, **typed, "by": "machine"}, opportunity=shown), ""


def _initial(shown: Opportunity, language: str) -> dict[str, str]:
    texts = {field: getattr(shown, column).get(language, "") for column, field in FIELDS_OF_TEXTS.items()}
    return {**texts, "by": shown.translated.get(language, "author")}


def _rows(shown: Opportunity, form: TranslationForm) -> list[dict[str, Any]]:
    """Each field beside what it translates."""
    return [
        {"field": form[field], "original": getattr(shown, column).get(shown.language, "")}
        for column, field in FIELDS_OF_TEXTS.items()
    ]


def _tabs(shown: Opportunity, language: str) -> list[dict[str, Any]]:
    return [
        {
            "label": names.language_name(code),
            "url": reverse("exchange:opportunity_translation", args=[shown.pk, code]),
            "icon": ("warning" if code in shown.outdated else "check") if shown.titles.get(code) else "",
            "current": code == language,
        }
        for code in LANGUAGES
        if code != shown.language
    ]
