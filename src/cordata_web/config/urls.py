"""All addresses: the pages once in each language, what needs none beside them."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path
from django.urls.resolvers import RoutePattern

from cordata_web.config.api_page import LaterResolver, api_page
from cordata_web.directory.sitemaps import SITEMAPS
from cordata_web.mail.views.stop import stop
from cordata_web.ui.views import switch_theme

urlpatterns = [
    path("theme/", switch_theme, name="theme"),
    path("mail/stop/<str:token>/", stop, name="mail_stop"),
    path("sitemap.xml", index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    LaterResolver(RoutePattern("api/"), "cordata_web.config.api", app_name="ninja", namespace="api"),
    *i18n_patterns(
        path("api/", api_page, name="api_page"),
        path("", include("cordata_web.desk.urls")),
        path("", include("cordata_web.privacy.urls")),
        path("", include("cordata_web.exchange.urls")),
        path("cooperation/", include("cordata_web.cooperation.urls")),
        path("financing/", include("cordata_web.funding.urls")),
        path("programmes/", include("cordata_web.programmes.urls")),
        path("consortia/", include("cordata_web.consortia.urls")),
        path("calls/", include("cordata_web.calls.urls")),
        path("", include("cordata_web.directory.urls")),
        path("", include("cordata_web.ui.urls")),
        path("", include("cordata_web.people.urls")),
        path("", include("cordata_web.jobs.urls")),
        path("", include("cordata_web.mail.urls")),
        path("secretariat/", include("cordata_web.desk.secretariat.urls")),
        path("account/", include("allauth.account.urls")),
        path("account/security/", include("allauth.mfa.urls")),
    ),
]
handler403 = "cordata_web.ui.errors.forbidden"
handler404 = "cordata_web.ui.errors.not_found"
handler500 = "cordata_web.ui.errors.failed"
