"""Addresses of the pages about calls, all below ``calls/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.calls.views import keeping, reading
from cordata_web.calls.views.fitting import fitting_calls, renew_feed

app_name = "calls"
urlpatterns = [
    path("", reading.calls, name="calls"),
    path("calendar.ics", reading.calendar, name="calendar"),
    path("calendar/renew/", renew_feed, name="renew_feed"),
    path("calendar/<str:token>.ics", reading.feed, name="feed"),
    path("fitting/", fitting_calls, name="fitting"),
    path("keep/", keeping.desk, name="desk"),
    path("keep/new/", keeping.add, name="add"),
    path("keep/table/", keeping.send, name="send"),
    path("keep/table.csv", keeping.headings, name="headings"),
    path("<slug:pk>/", reading.call, name="call"),
    path("<slug:pk>/edit/", keeping.edit, name="edit"),
    path("<slug:pk>/withdraw/", keeping.withdraw, name="withdraw"),
    path("<slug:pk>/restore/", keeping.restore, name="restore"),
    path("<slug:pk>/follow/", keeping.follow, name="follow"),
    path("<slug:pk>/unfollow/", keeping.unfollow, name="unfollow"),
]
