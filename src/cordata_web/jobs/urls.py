from django.urls import path

from cordata_web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<str:pk>/", views.job, name="job"),
    path("jobs/<str:pk>/state/", views.state, name="state"),
    path("jobs/<str:pk>/cancel/", views.cancel, name="cancel"),
]
