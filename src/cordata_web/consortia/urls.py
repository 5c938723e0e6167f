"""Addresses of the consortia, all below ``consortia/``."""

from __future__ import annotations

from django.urls import path

from cordata_web.consortia.views import budget, consortium, financing, lists, note, partners, searching

app_name = "consortia"
urlpatterns = [
    path("", lists.consortia, name="consortia"),
    path("new/", lists.new, name="new"),
    path("<slug:pk>/", consortium.consortium, name="consortium"),
    path("<slug:pk>/edit/", consortium.edit, name="edit"),
    path("<slug:pk>/steps/<slug:name>/", consortium.step, name="step"),
    path("<slug:pk>/partners/add/", partners.add, name="add"),
    path("<slug:pk>/partners/outside/", partners.add_outside, name="add_outside"),
    path("<slug:pk>/partners/exclude/", partners.exclude, name="exclude"),
    path("<slug:pk>/partners/<slug:partner>/", partners.describe, name="describe"),
    path("<slug:pk>/partners/<slug:partner>/invite/", partners.invite, name="invite"),
    path("<slug:pk>/partners/<slug:partner>/<slug:name>/", partners.act, name="act"),
    path("<slug:pk>/find/", searching.find, name="find"),
    path("<slug:pk>/find/<slug:search_pk>/", searching.search, name="search"),
    path("<slug:pk>/find/<slug:search_pk>/take/<int:number>/", searching.take, name="take"),
    path("<slug:pk>/budget/", budget.budget, name="budget"),
    path("<slug:pk>/budget/plans/", budget.plans, name="plans"),
    path("<slug:pk>/budget.<slug:suffix>", budget.budget_download, name="budget_download"),
    path("<slug:pk>/financing/", financing.financing, name="financing"),
    path("<slug:pk>/financing/flow.<slug:suffix>", financing.flow, name="flow"),
    path("<slug:pk>/note/", note.note, name="note"),
    path("<slug:pk>/note.<slug:suffix>", note.note_download, name="note_download"),
]
