"""Addresses of the cooperation's pages, all below ``cooperation/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.cooperation.views.activities import activity
from cordata_web.cooperation.views.backtest import backtest, compute_backtest
from cordata_web.cooperation.views.charts import chart
from cordata_web.cooperation.views.clusters import (
    complements,
    delete_metacluster,
    draft_metacluster,
    metacluster,
    metaclusters,
)
from cordata_web.cooperation.views.compare import compare
from cordata_web.cooperation.views.formulas import formulas
from cordata_web.cooperation.views.links import link, overview, overview_csv
from cordata_web.cooperation.views.loading import load, remove
from cordata_web.cooperation.views.networks import compute_network, network
from cordata_web.cooperation.views.regions import region
from cordata_web.cooperation.views.sides import brokers, compute_sides, synergies
from cordata_web.cooperation.views.sources import source, source_csv, source_list

app_name = "cooperation"
urlpatterns = [
    path("", overview, name="overview"),
    path("links.csv", overview_csv, name="overview_csv"),
    path("links/<str:region>/<str:other>/", link, name="link"),
    path("charts/<slug:kind>.<slug:suffix>", chart, name="chart"),
    path("activities/", activity, name="activity"),
    path("compare/", compare, name="compare"),
    path("network/", network, name="network"),
    path("network/compute/", compute_network, name="compute_network"),
    path("synergies/", synergies, name="synergies"),
    path("bridges/", brokers, name="brokers"),
    path("sides/compute/", compute_sides, name="compute_sides"),
    path("clusters/<slug:slug>/", complements, name="complements"),
    path("meta-clusters/", metaclusters, name="metaclusters"),
    path("meta-clusters/draft/<slug:theme>/", draft_metacluster, name="draft_metacluster"),
    path("meta-clusters/<slug:pk>/", metacluster, name="metacluster"),
    path("meta-clusters/<slug:pk>/delete/", delete_metacluster, name="delete_metacluster"),
    path("backtest/", backtest, name="backtest"),
    path("backtest/compute/", compute_backtest, name="compute_backtest"),
    path("formulas/", formulas, name="formulas"),
    path("regions/<str:code>/", region, name="region"),
    path("sources/", source_list, name="sources"),
    path("sources/load/", load, name="load"),
    path("sources/<slug:source>/remove/", remove, name="remove"),
    path("sources/<slug:source>/", source, name="source"),
    path("sources/<slug:source>.csv", source_csv, name="source_csv"),
]
