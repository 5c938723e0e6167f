"""The desk of a signed-in person, and the pages that need both directory and search."""

from __future__ import annotations

from django.urls import path

from cordata_web.desk.views.home import home
from cordata_web.desk.views.paragraph import matches, paragraph

app_name = "desk"
urlpatterns = [
    path("desk/", home, name="home"),
    path("organisations/<slug:slug>/paragraph/", paragraph, name="paragraph"),
    path("organisations/<slug:slug>/matches/", matches, name="matches"),
]
