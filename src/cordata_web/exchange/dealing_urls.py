"""Addresses of interests, introductions, conversations and collaborations; part of the exchange's."""

from __future__ import annotations

from django.urls import path

from cordata_web.exchange.views.collaborations import begin, collaboration, collaborations
from cordata_web.exchange.views.conversations import attachment, write
from cordata_web.exchange.views.interests import express_interest, interest, interests
from cordata_web.exchange.views.introductions import introduce, introduction, introductions

dealing_urlpatterns = [
    path("opportunities/<slug:pk>/interest/", express_interest, name="express_interest"),
    path("interests/", interests, name="interests"),
    path("interests/<slug:pk>/", interest, name="interest"),
    path("introductions/", introductions, name="introductions"),
    path("introductions/<slug:pk>/", introduction, name="introduction"),
    path("introductions/<slug:pk>/messages/", write, name="write_message"),
    path("introductions/<slug:pk>/collaboration/", begin, name="begin_collaboration"),
    path("files/<slug:pk>/", attachment, name="attachment"),
    path("matches/<slug:pk>/introduce/", introduce, name="introduce"),
    path("collaborations/", collaborations, name="collaborations"),
    path("collaborations/<slug:pk>/", collaboration, name="collaboration"),
]
