"""Addresses on which people keep their own organisation; part of the directory's."""

from __future__ import annotations

from django.urls import path

from cordata_web.directory.views.founding import alike, claim, new
from cordata_web.directory.views.keeping import edit, manage, step, still_right
from cordata_web.directory.views.people import allow, end, leave, people, withdraw_invitation
from cordata_web.directory.views.size import size

own_urlpatterns = [
    path("organisations/new/", new, name="new"),
    path("organisations/new/alike.json", alike, name="alike"),
    path("organisations/<slug:slug>/", manage, name="manage"),
    path("organisations/<slug:slug>/claim/", claim, name="claim"),
    path("organisations/<slug:slug>/edit/", edit, name="edit"),
    path("organisations/<slug:slug>/step/<slug:step>/", step, name="step"),
    path("organisations/<slug:slug>/still-right/<slug:language>/", still_right, name="still_right"),
    path("organisations/<slug:slug>/size/", size, name="size"),
    path("organisations/<slug:slug>/people/", people, name="people"),
    path("organisations/<slug:slug>/people/allow/", allow, name="allow"),
    path("organisations/<slug:slug>/clusters/<slug:cluster>/<slug:step>/", leave, name="leave"),
    path("organisations/<slug:slug>/people/<slug:assignment>/end/", end, name="end_role"),
    path(
        "organisations/<slug:slug>/invitations/<slug:invitation>/withdraw/",
        withdraw_invitation,
        name="withdraw_invitation",
    ),
]
