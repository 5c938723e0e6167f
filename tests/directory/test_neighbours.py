import pytest

from cordata.directory import Profile, complementary, similar
from cordata.thesaurus import Thesaurus
from directory.profiles import profile
from thesaurus.concepts import concept, thesaurus_of

MINE = profile("mine", concepts=("pumps", "valves", "milling"))


def abroad(key: str, *concepts: str, **changes: object) -> Profile:
    return profile(key, concepts=concepts, **{"country": "AT", **changes})


@pytest.fixture
def small() -> Thesaurus:
    """Pumps stand above heat pumps, valves are related to seals, milling stands under machining."""
    return thesaurus_of(
        concept("pumps"), concept("heat-pumps", broader="pumps"), concept("valves", related=("seals",)),
        concept("seals"), concept("machining"), concept("milling", broader="machining"), concept("software"),
    )  # fmt: skip


def test_likeness_is_the_share_of_common_concepts() -> None:
    """Shared over all (Jaccard): one of four, two of three, three of three."""
    others = [abroad("one", "pumps", "software"), abroad("two", "valves", "pumps"), abroad("all", *MINE.concepts)]
    found = [(item.profile.id, item.score, item.concepts) for item in similar(MINE, others)]
    assert found == [
        ("all", 1.0, ("milling", "pumps", "valves")),
        ("two", pytest.approx(2 / 3), ("pumps", "valves")),
        ("one", pytest.approx(1 / 4), ("pumps",)),
    ]


def test_only_others_of_another_country_and_the_same_kind_are_neighbours(small: Thesaurus) -> None:
    others = [MINE, profile("italian", concepts=("pumps", "seals")), abroad("firm", "pumps", "seals", kind="sme")]
    assert similar(MINE, others) == []
    assert complementary(MINE, others, small) == []


def test_nothing_in_common_is_no_likeness(small: Thesaurus) -> None:
    assert similar(MINE, [abroad("other", "software"), abroad("empty")]) == []
    assert similar(profile("bare"), [abroad("other", "software")]) == []
    assert complementary(profile("bare"), [abroad("other", "software")], small) == []


def test_the_best_come_first_and_ties_by_id() -> None:
    others = [abroad("c", "pumps"), abroad("a", "pumps"), abroad("b", "pumps", "valves")]
    assert [item.profile.id for item in similar(MINE, others)] == ["b", "a", "c"]
    assert [item.profile.id for item in similar(MINE, others, top=2)] == ["b", "a"]


def test_who_completes_has_what_stands_next_to_ours(small: Thesaurus) -> None:
    """Around ours are heat pumps, seals and machining. The share of theirs among these, less half for what is alike."""
    others = [
        abroad("all-new", "seals", "heat-pumps"),  # 2 / 2
        abroad("half-new", "seals", "software"),  # 1 / 2
        abroad("also-alike", "seals", "pumps"),  # 1 / 2 * (1 - 1 / 2 * 1 / 2)
        abroad("twin", "pumps", "valves"),
        abroad("stranger", "software"),
    ]
    found = [(item.profile.id, item.score, item.concepts) for item in complementary(MINE, others, small)]
    assert found == [
        ("all-new", 1.0, ("heat-pumps", "seals")),
        ("half-new", 0.5, ("seals",)),
        ("also-alike", 0.375, ("seals",)),
    ]


def test_the_number_of_those_who_complete_is_limited(small: Thesaurus) -> None:
    others = [abroad(key, "seals") for key in "dbca"]
    assert [item.profile.id for item in complementary(MINE, others, small, top=3)] == ["a", "b", "c"]


def test_nearly_every_cluster_has_neighbours(network: tuple[Profile, ...], thesaurus: Thesaurus) -> None:
    clusters = [entry for entry in network if entry.kind == "cluster"]
    around = [(*similar(entry, clusters), *complementary(entry, clusters, thesaurus)) for entry in clusters]
    assert sum(map(bool, around)) >= 0.95 * len(clusters)
    for entry, items in zip(clusters, around, strict=True):
        assert all(0 < item.score <= 1 and item.profile.country != entry.country for item in items)
