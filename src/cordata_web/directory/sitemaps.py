"""What search engines may know: every page of the directory, in every language."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from cordata.kernel import SECTORS, load_regions
from cordata_web.directory import queries
from cordata_web.directory.models import Profile
from cordata_web.directory.vocabulary import thesaurus


class ProfileSitemap(Sitemap):
    i18n = True
    alternates = True
    limit = 5000

    def items(self) -> queries.Profiles:
        return queries.listed_for(AnonymousUser()).only("pk", "updated").order_by("pk")

    def lastmod(self, item: Profile) -> datetime:
        return item.updated


class PageSitemap(Sitemap):
    """Pages of lists, regions, sectors and concepts: the name of the address, and its one argument."""

    i18n = True
    alternates = True
    limit = 5000

    def items(self) -> list[tuple[str, str]]:
        lists = [(name, "") for name in ("profiles", "regions", "sectors", "concepts")]
        each = {"region": load_regions(), "sector": SECTORS, "concept": thesaurus()}
        return lists + [(name, key) for name, keys in each.items() for key in keys]

    def location(self, item: tuple[str, str]) -> str:
        name, key = item
        return reverse(f"directory:{name}", args=[key] if key else [])


SITEMAPS = {"profiles": ProfileSitemap, "pages": PageSitemap}
