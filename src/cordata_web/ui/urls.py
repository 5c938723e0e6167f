from django.urls import path

from cordata_web.ui import views

app_name = "ui"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("gallery/", views.gallery, name="gallery"),
]
