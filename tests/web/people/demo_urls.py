"""The addresses of a site that runs as a demo."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from cordata_web.config.urls import handler404, handler500, urlpatterns  # noqa: F401 - Django reads them here
from cordata_web.people.urls import urlpatterns as of_people
from cordata_web.people.views.demo import demo

demo_patterns = ([path("demo/", demo, name="demo"), *of_people], "people")
urlpatterns = [*i18n_patterns(path("", include(demo_patterns, namespace="people"))), *urlpatterns]
