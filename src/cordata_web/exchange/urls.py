from __future__ import annotations

from django.urls import path

from cordata_web.exchange.dealing_urls import dealing_urlpatterns
from cordata_web.exchange.opportunity_urls import opportunity_urlpatterns
from cordata_web.exchange.views.home import home

app_name = "exchange"
urlpatterns = [
    path("", home, name="home"),
    *dealing_urlpatterns,
    *opportunity_urlpatterns,
]
