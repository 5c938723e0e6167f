"""The sample network that comes with Cordata."""

import datetime
from urllib.parse import urlsplit

from cordata.directory import Profile
from cordata.kernel import COUNTRIES, KINDS, LANGUAGES, SECTORS, distance_km, load_regions, region_of
from cordata.kernel.places import LANGUAGES_OF_COUNTRY
from cordata.thesaurus import Thesaurus

Network = tuple[Profile, ...]
INSTITUTIONS = {"university", "research", "public"}


def test_there_are_clusters_in_all_seven_countries(network: Network) -> None:
    clusters = [entry for entry in network if entry.kind == "cluster"]
    assert len(clusters) >= 200
    assert {entry.country for entry in clusters} == set(COUNTRIES)


def test_there_are_universities_research_organisations_and_public_bodies(network: Network) -> None:
    kinds = [entry.kind for entry in network if entry.kind in INSTITUTIONS]
    assert len(kinds) >= 140
    assert set(kinds) == INSTITUTIONS


def test_ids_are_unique_and_fit_for_addresses(network: Network) -> None:
    ids = [entry.id for entry in network]
    assert len(set(ids)) == len(ids)
    assert all(set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and key == key.strip("-") for key in ids)


def test_every_profile_lies_in_a_known_region_of_its_country(network: Network) -> None:
    for entry in network:
        region = region_of(entry.nuts)
        assert region is not None, (entry.id, entry.nuts)
        assert region.country == entry.country, entry.id


def test_nearly_every_region_has_somebody(network: Network) -> None:
    assert len({entry.nuts[:4] for entry in network}) >= len(load_regions()) - 2


def test_towns_lie_in_or_near_their_region(network: Network) -> None:
    """Centres are rough and regions wide: 200 km holds every town, and no swapped or foreign coordinates."""
    far = [
        entry.id
        for entry in network
        if entry.place is not None and distance_km(entry.place, load_regions()[entry.nuts[:4]].centre) > 200
    ]
    assert far == []


def test_every_concept_stands_in_the_thesaurus(network: Network, thesaurus: Thesaurus) -> None:
    assert {concept for entry in network for concept in entry.concepts} <= set(thesaurus)
    assert all(entry.concepts for entry in network)


def test_kinds_sectors_and_languages_are_the_known_ones(network: Network) -> None:
    assert {entry.kind for entry in network} <= set(KINDS)
    assert {sector for entry in network for sector in entry.sectors} <= set(SECTORS)
    assert {lang for entry in network for lang in (*entry.descriptions, *entry.offers)} <= set(LANGUAGES)
    assert all(entry.status in {"active", "ended", "unknown"} for entry in network)


def test_the_local_language_is_spoken_in_the_country(network: Network) -> None:
    spoken = {**LANGUAGES_OF_COUNTRY, "IT": ("it", "de", "fr", "sl"), "LI": ("de",), "SI": ("sl", "it")}
    wrong = [entry.id for entry in network if entry.local_language not in spoken[entry.country]]
    assert wrong == []


def test_every_profile_speaks_its_own_language_and_english(network: Network) -> None:
    for entry in network:
        texts = {**entry.descriptions, **entry.offers}
        assert {"en", entry.local_language} <= set(texts), entry.id
        assert all(len(text) >= 20 for text in texts.values()), entry.id
        assert texts["en"] != texts[entry.local_language], entry.id


def test_what_is_real_has_an_address_where_it_stands(network: Network) -> None:
    """A few pages are cited as they were seen, without encryption; the others are https."""
    sources = {entry.id: urlsplit(entry.citation.source) for entry in network if not entry.example}
    assert [key for key, source in sources.items() if source.scheme not in {"http", "https"} or not source.netloc] == []
    assert sum(source.scheme == "https" for source in sources.values()) >= 0.9 * len(sources)


def test_every_profile_was_checked_on_a_day(network: Network) -> None:
    days = [datetime.date.fromisoformat(entry.citation.checked) for entry in network]
    assert min(days) >= datetime.date(2024, 1, 1)
    assert all(day.isoformat() == entry.citation.checked for day, entry in zip(days, network, strict=True))


def test_websites_are_addresses(network: Network) -> None:
    for entry in network:
        assert not entry.website or urlsplit(entry.website).scheme in {"http", "https"}, entry.id
        assert not entry.website or urlsplit(entry.website).netloc, entry.id


def test_firms_are_invented_and_say_so(network: Network) -> None:
    firms = [entry for entry in network if entry.kind in {"sme", "large"}]
    assert len(firms) >= 50
    assert all(entry.example for entry in firms)
    assert not any(entry.example for entry in network if entry.kind not in {"sme", "large"})
    hosts = [urlsplit(entry.website).hostname or "" for entry in firms]
    assert all(host.endswith(".example") for host in hosts), "a domain that can never belong to somebody (RFC 2606)"


def test_firms_offer_and_seek(network: Network) -> None:
    firms = [entry for entry in network if entry.example]
    assert all(set(entry.offers) == {"en", entry.local_language} for entry in firms)
    assert sum(bool(entry.seeks) for entry in firms) >= len(firms) / 2


def test_firms_belong_to_clusters_that_exist(network: Network) -> None:
    clusters = {entry.id for entry in network if entry.kind == "cluster"}
    assert {entry.cluster for entry in network if entry.cluster} <= clusters


def test_years_and_numbers_are_possible(network: Network) -> None:
    for entry in network:
        assert entry.founded is None or 1000 <= entry.founded <= 2026, entry.id
        assert entry.members is None or 1 <= entry.members <= 10_000, entry.id
        assert entry.employees is None or entry.employees >= 1, entry.id
        assert entry.members_year is None or entry.members is not None, entry.id
