from django.urls import path

from cordata_web.privacy.views import erase, export

app_name = "privacy"
urlpatterns = [
    path("account/export/", export, name="export"),
    path("account/erase/", erase, name="erase"),
]
