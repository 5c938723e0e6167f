"""The formulas behind all figures, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cordata_web.cooperation.formulas import FORMULAS


@require_safe
def formulas(request: HttpRequest) -> HttpResponse:
    return render(request, "cooperation/formulas.html", {"formulas": FORMULAS})
