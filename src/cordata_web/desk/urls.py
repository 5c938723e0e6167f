"""The desk of a signed-in person, and the pages that need both directory and search."""

from __future__ import annotations

from django.urls import path

from cordata_web.desk.views.figures import coverage, coverage_csv, figures, figures_csv
from cordata_web.desk.views.home import home
from cordata_web.desk.views.paragraph import matches, paragraph
from cordata_web.desk.views.review_answers import answer_review

app_name = "desk"
urlpatterns = [
    path("desk/", home, name="home"),
    path("coverage/", coverage, name="coverage"),
    path("coverage.csv", coverage_csv, name="coverage_csv"),
    path("regions/<slug:code>/figures/", figures, name="figures"),
    path("regions/<slug:code>/figures.csv", figures_csv, name="figures_csv"),
    path("review/<slug:kind>/<slug:pk>/answer/", answer_review, name="answer_review"),
    path("organisations/<slug:slug>/paragraph/", paragraph, name="paragraph"),
    path("organisations/<slug:slug>/matches/", matches, name="matches"),
]
