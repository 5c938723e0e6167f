"""Websites as signs of who somebody is: the part of an address that one organisation has to itself."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

SHARED_HOSTS = frozenset(
    (
        *("facebook.com", "instagram.com", "linkedin.com", "youtube.com", "x.com", "twitter.com", "xing.com"),
        *("google.com", "goo.gl", "linktr.ee", "europa.eu", "clustercollaboration.eu", "wikipedia.org", "github.com"),
        *("paginegialle.it", "herold.at", "local.ch", "bizi.si", "societe.com", "pagesjaunes.fr", "gelbeseiten.de"),
        *("admin.ch", "llv.li", "gouv.fr", "gv.at", "gov.si"),
    )
)
"""Hosts on which many organisations have a page; they say nothing about who is who."""

SUFFIXES = frozenset(
    (
        *("co.at", "or.at", "ac.at", "com.fr", "asso.fr", "edu.it", "gov.it", "co.uk", "org.uk", "ac.uk"),
        *("wixsite.com", "wordpress.com", "blogspot.com", "jimdofree.com", "jimdosite.com", "business.site"),
        *("github.io", "netlify.app", "webnode.it", "webnode.at", "altervista.org", "weebly.com"),
    )
)
"""Endings under which names are given out, besides the countries' own."""
PROVINCE = re.compile(r"[a-z]{2}\.it")


@lru_cache(maxsize=1 << 16)
def own_host(address: str) -> str | None:
    """The registrable host of an address; None where there is none or many share it.

    The endings are a short list made for the seven countries (after the Public Suffix List), among them the two letters
    of Italy's provinces.

    >>> own_host("https://www.shop.rossi.it/en"), own_host("lab.provincia.bz.it"), own_host("rossi.wixsite.com/home")
    ('rossi.it', 'provincia.bz.it', 'rossi.wixsite.com')
    >>> own_host("https://www.facebook.com/rossi"), own_host("none")
    (None, None)
    """
    text = address.strip().lower()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return None
    labels = host.strip(".").split(".")
    if len(labels) < 2 or not all(labels) or labels[-1].isdigit() or " " in host:
        return None
    ending = ".".join(labels[-2:])
    if ending in SHARED_HOSTS or (ending in SUFFIXES and len(labels) == 2):
        return None
    known_ending = ending in SUFFIXES or PROVINCE.fullmatch(ending) is not None
    return ".".join(labels[-3:]) if known_ending else ending
