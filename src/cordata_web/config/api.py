"""The API: one router for each topic. Imported at its first request, for it takes as long as the rest of the site."""

from __future__ import annotations

from ninja import NinjaAPI

from cordata_web.directory.api import router as directory
from cordata_web.exchange.api import router as exchange

api = NinjaAPI(
    title="Cordata",
    version="1",
    description="The directory and the search for partners, as on the site. Reading only; nobody needs to sign in.",
    urls_namespace="api",
    docs_url=None,
)
api.add_router("/v1", exchange)
api.add_router("/v1", directory)
urlpatterns = api.urls[0]
