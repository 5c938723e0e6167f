"""Addresses of the secretariat's pages, all below ``secretariat/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.desk.secretariat.views.claims import claim
from cordata_web.desk.secretariat.views.duplicates import apart, duplicates, merge
from cordata_web.desk.secretariat.views.overview import overview
from cordata_web.desk.secretariat.views.people import end, invite_again, invite_somebody, people, withdraw_invitation
from cordata_web.desk.secretariat.views.reading import audit, audit_csv, expiring, exposure
from cordata_web.desk.secretariat.views.reviews import queue, review

app_name = "secretariat"
urlpatterns = [
    path("", overview, name="overview"),
    path("review/", queue, name="queue"),
    path("review/<slug:kind>/<slug:pk>/", review, name="review"),
    path("claims/<slug:pk>/", claim, name="claim"),
    path("duplicates/", duplicates, name="duplicates"),
    path("duplicates/<slug:one>/<slug:other>/", merge, name="merge"),
    path("duplicates/<slug:one>/<slug:other>/apart/", apart, name="apart"),
    path("expiring/", expiring, name="expiring"),
    path("audit/", audit, name="audit"),
    path("audit.csv", audit_csv, name="audit_csv"),
    path("attention/", exposure, name="exposure"),
    path("people/", people, name="people"),
    path("people/invite/", invite_somebody, name="invite"),
    path("people/roles/<slug:pk>/end/", end, name="end_role"),
    path("people/invitations/<slug:pk>/again/", invite_again, name="invite_again"),
    path("people/invitations/<slug:pk>/withdraw/", withdraw_invitation, name="withdraw"),
]
