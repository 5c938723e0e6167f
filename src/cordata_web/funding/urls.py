"""Addresses of the pages about financing, all below ``financing/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.funding.views.comparing import calls, compare, coverage_csv, coverage_page
from cordata_web.funding.views.instruments import instrument, instruments, instruments_csv, instruments_json

app_name = "funding"
urlpatterns = [
    path("", instruments, name="instruments"),
    path("instruments.csv", instruments_csv, name="instruments_csv"),
    path("instruments.json", instruments_json, name="instruments_json"),
    path("instruments/<slug:pk>/", instrument, name="instrument"),
    path("coverage/", coverage_page, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage_csv"),
    path("compare/", compare, name="compare"),
    path("joint-calls/", calls, name="calls"),
]
