"""Addresses of the pages about programmes, all below ``programmes/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("compare/", views.compare, name="compare"),
    path("history/<slug:family>/<slug:rule>/", views.rule_history, name="history"),
    path("<slug:pk>/", views.programme, name="programme"),
]
