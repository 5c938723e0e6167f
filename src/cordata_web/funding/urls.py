"""Addresses of the pages about financing, all below ``financing/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.funding.views import importing, keeping, mixing
from cordata_web.funding.views.comparing import calls, compare, coverage_csv, coverage_page
from cordata_web.funding.views.instruments import (
    instrument,
    instruments,
    instruments_csv,
    instruments_json,
    instruments_xlsx,
)
from cordata_web.funding.views.synchronised import synchronised, synchronised_csv, synchronised_xlsx

app_name = "funding"
urlpatterns = [
    path("", instruments, name="instruments"),
    path("instruments.csv", instruments_csv, name="instruments_csv"),
    path("instruments.json", instruments_json, name="instruments_json"),
    path("instruments.xlsx", instruments_xlsx, name="instruments_xlsx"),
    path("instruments/<slug:pk>/", instrument, name="instrument"),
    path("keep/", keeping.desk, name="desk"),
    path("keep/new/", keeping.add, name="add"),
    path("keep/import/", importing.send, name="send"),
    path("keep/import/<slug:pk>/", importing.look, name="import"),
    path("keep/import/<slug:pk>/start/", importing.start, name="import_start"),
    path("keep/import/<slug:pk>/undo/", importing.undo, name="import_undo"),
    path("instruments/<slug:pk>/edit/", keeping.edit, name="edit"),
    path("instruments/<slug:pk>/withdraw/", keeping.withdraw, name="withdraw"),
    path("instruments/<slug:pk>/restore/", keeping.restore, name="restore"),
    path("instruments/<slug:pk>/undo/", keeping.undo, name="undo"),
    path("instruments/<slug:pk>/as-shipped/", keeping.as_shipped, name="as_shipped"),
    path("coverage/", coverage_page, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage_csv"),
    path("compare/", compare, name="compare"),
    path("joint-calls/", calls, name="calls"),
    path("mix/", mixing.mix, name="mix"),
    path("mix/flow.<slug:suffix>", mixing.mix_flow, name="mix_flow"),
    path("joint-calls/together/", synchronised, name="synchronised"),
    path("joint-calls/together.csv", synchronised_csv, name="synchronised_csv"),
    path("joint-calls/together.xlsx", synchronised_xlsx, name="synchronised_xlsx"),
]
