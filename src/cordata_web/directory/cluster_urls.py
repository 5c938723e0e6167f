"""Addresses on which a cluster is managed; part of the directory's."""

from __future__ import annotations

from django.urls import path

from cordata_web.directory.views.clusters.adding import add_member, membership, take_in
from cordata_web.directory.views.clusters.checks import check, questions
from cordata_web.directory.views.clusters.exchange import exchange
from cordata_web.directory.views.clusters.imports import imports, member_import, sample, start, undo
from cordata_web.directory.views.clusters.members import (
    ask_to_act,
    end_membership,
    invite_people,
    members,
    nudge,
    renew,
    undo_end,
    withdraw_request,
)
from cordata_web.directory.views.clusters.overview import export, overview

MANAGE = "clusters/<slug:slug>/manage/"

cluster_urlpatterns = [
    path(MANAGE, overview, name="cluster_overview"),
    path(f"{MANAGE}exchange/", exchange, name="cluster_exchange"),
    path(f"{MANAGE}export/<slug:what>.<slug:kind>", export, name="cluster_export"),
    path(f"{MANAGE}members/", members, name="cluster_members"),
    path(f"{MANAGE}members/add/", add_member, name="cluster_add"),
    path(f"{MANAGE}members/take-in/", take_in, name="cluster_take_in"),
    path(f"{MANAGE}members/nudge/", nudge, name="cluster_nudge"),
    path(f"{MANAGE}members/ask/", ask_to_act, name="cluster_ask"),
    path(f"{MANAGE}members/<slug:member>/end/", end_membership, name="cluster_end"),
    path(f"{MANAGE}members/<slug:member>/renew/", renew, name="cluster_renew"),
    path(f"{MANAGE}members/<slug:member>/return/", undo_end, name="cluster_return"),
    path(f"{MANAGE}members/<slug:member>/invite/", invite_people, name="cluster_invite"),
    path(f"{MANAGE}requests/<slug:asked>/withdraw/", withdraw_request, name="cluster_withdraw"),
    path(f"{MANAGE}import/", imports, name="cluster_imports"),
    path(f"{MANAGE}import/members.csv", sample, name="cluster_sample"),
    path(f"{MANAGE}import/<slug:pk>/", member_import, name="cluster_import"),
    path(f"{MANAGE}import/<slug:pk>/start/", start, name="cluster_import_start"),
    path(f"{MANAGE}import/<slug:pk>/undo/", undo, name="cluster_import_undo"),
    path(f"{MANAGE}self-check/", check, name="cluster_check"),
    path(f"{MANAGE}self-check/<int:year>/", check, name="cluster_check_of"),
    path(f"{MANAGE}self-check/<int:year>/<slug:dimension>/", questions, name="cluster_questions"),
    path("memberships/<slug:pk>/", membership, name="membership"),
]
