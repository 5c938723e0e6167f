"""Addresses of the secretariat's pages, all below ``secretariat/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.desk.secretariat.views.claims import claim
from cordata_web.desk.secretariat.views.overview import overview
from cordata_web.desk.secretariat.views.reviews import queue, review

app_name = "secretariat"
urlpatterns = [
    path("", overview, name="overview"),
    path("review/", queue, name="queue"),
    path("review/<slug:kind>/<slug:pk>/", review, name="review"),
    path("claims/<slug:pk>/", claim, name="claim"),
]
