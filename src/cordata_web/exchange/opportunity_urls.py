"""Addresses of opportunities and matches; part of the exchange's."""

from __future__ import annotations

from django.urls import path

from cordata_web.exchange.views.follows import follow, followed, stop
from cordata_web.exchange.views.matches import dismiss, matches, undo
from cordata_web.exchange.views.opportunities import (
    opportunities,
    opportunity,
    opportunity_json_ld,
    own_opportunities,
)
from cordata_web.exchange.views.steps import renew_by_link, step
from cordata_web.exchange.views.translations import still_right, translations
from cordata_web.exchange.views.writing import edit, new, start, topics

opportunity_urlpatterns = [
    path("opportunities/", opportunities, name="opportunities"),
    path("opportunities/new/", start, name="opportunity_start"),
    path("opportunities/new/<slug:type_code>/", new, name="opportunity_new"),
    path("opportunities/own/", own_opportunities, name="own_opportunities"),
    path("opportunities/<slug:pk>.jsonld", opportunity_json_ld, name="opportunity_json_ld"),
    path("opportunities/<slug:pk>/", opportunity, name="opportunity"),
    path("opportunities/<slug:pk>/edit/", edit, name="opportunity_edit"),
    path("opportunities/<slug:pk>/topics/", topics, name="opportunity_topics"),
    path("opportunities/<slug:pk>/translations/", translations, name="opportunity_translations"),
    path("opportunities/<slug:pk>/translations/<slug:language>/", translations, name="opportunity_translation"),
    path("opportunities/<slug:pk>/still-right/<slug:language>/", still_right, name="still_right"),
    path("opportunities/<slug:pk>/step/<slug:name>/", step, name="opportunity_step"),
    path("follow/", follow, name="follow"),
    path("followed/", followed, name="followed"),
    path("followed/<slug:pk>/stop/", stop, name="follow_stop"),
    path("renew/<str:token>/", renew_by_link, name="renew"),
    path("organisations/<slug:slug>/opportunities/", matches, name="matches"),
    path("matches/<slug:pk>/dismiss/", dismiss, name="match_dismiss"),
    path("matches/<slug:pk>/undo/", undo, name="match_undo"),
]
