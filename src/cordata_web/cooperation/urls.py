"""Addresses of the cooperation's pages, all below ``cooperation/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.cooperation.views.sources import source, source_csv, source_list

app_name = "cooperation"
urlpatterns = [
    path("sources/", source_list, name="sources"),
    path("sources/<slug:source>/", source, name="source"),
    path("sources/<slug:source>.csv", source_csv, name="source_csv"),
]
