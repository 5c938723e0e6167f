"""Addresses of the directory. Files need no language but stand beside their pages, whose selection they share."""

from __future__ import annotations

from django.urls import path

from cordata_web.directory.cluster_urls import cluster_urlpatterns
from cordata_web.directory.own_urls import own_urlpatterns
from cordata_web.directory.views.concepts import concept, concepts
from cordata_web.directory.views.downloads import profile_json_ld, selection_csv, selection_json
from cordata_web.directory.views.profile import profile
from cordata_web.directory.views.profiles import profiles
from cordata_web.directory.views.regions import region, regions
from cordata_web.directory.views.sectors import sector, sectors

app_name = "directory"
urlpatterns = [
    *own_urlpatterns,
    *cluster_urlpatterns,
    path("directory/", profiles, name="profiles"),
    path("directory/profiles.csv", selection_csv, name="profiles_csv"),
    path("directory/profiles.json", selection_json, name="profiles_json"),
    path("directory/<slug:slug>.jsonld", profile_json_ld, name="profile_json_ld"),
    path("directory/<slug:slug>/", profile, name="profile"),
    path("regions/", regions, name="regions"),
    path("regions/<slug:code>/", region, name="region"),
    path("sectors/", sectors, name="sectors"),
    path("sectors/<slug:sector>/", sector, name="sector"),
    path("concepts/", concepts, name="concepts"),
    path("concepts/<slug:concept>/", concept, name="concept"),
]
