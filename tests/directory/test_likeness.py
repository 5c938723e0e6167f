import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.directory.likeness import jaro_winkler, name_likeness
from cordata.directory.name_index import SHORTLIST, NameIndex
from cordata.directory.names import LEGAL_FORMS, plain_name, trigrams
from cordata.directory.websites import own_host

words = st.text(alphabet="abcdefghij", min_size=3, max_size=8)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Rossi S.r.l.", "rossi"), ("ROSSI S. p. A.", "rossi"), ("Rossi & C. S.n.c.", "rossi"),
        ("Società Agricola Rossi Soc. Coop. a r.l.", "societa agricola rossi"), ("Novak d.o.o.", "novak"),
        ("NOVAK, druženje, d. o. o.", "novak druzenje"), ("Mesar Žiga Novak s.p.", "mesar ziga novak"),
        ("Dupont SARL", "dupont"), ("SAS Dupont & Cie", "dupont"), ("Société anonyme Dupont", "dupont"),
        ("Huber Gesellschaft mit beschränkter Haftung", "huber"), ("Musikfreunde e.V.", "musikfreunde"),
        ("Huber GmbH & Co. KG", "huber"), ("Øster Straße AG", "oster strasse"), ("GmbH", "gmbh"), ("", ""),
        ("L'Oréal d’Aoste", "l oreal d aoste"), ("Steiner Anstalt", "steiner"), ("Bianchi Sagl", "bianchi"),
    ],
)  # fmt: skip
def test_legal_forms_accents_and_signs_go(written: str, plain: str) -> None:
    assert plain_name(written) == plain


@pytest.mark.parametrize("country", sorted(LEGAL_FORMS))
def test_every_legal_form_goes_from_both_ends(country: str) -> None:
    for form in LEGAL_FORMS[country]:
        assert plain_name(f"Alpina {form.upper()}") == "alpina"
        assert plain_name(f"{form} Alpina") == "alpina"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [("martha", "marhta", 0.961), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.813), ("jones", "johnson", 0.832),
     ("abroms", "abrams", 0.922), ("", "", 0), ("a", "b", 0), ("same", "same", 1)],
)  # fmt: skip
def test_jaro_and_winklers_measure_gives_their_values(one: str, other: str, likeness: float) -> None:
    """Winkler, The State of Record Linkage and Current Research Problems (1999), table 1."""
    assert jaro_winkler(one, other) == pytest.approx(likeness, abs=5e-4)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kunststoff Cluster", "Kunststoffcluster"), ("Rossi Meccanica", "Meccanica Rossi srl"), ("Bauer AG", "BAUER SA")],
)
def test_the_same_words_are_the_same_name(one: str, other: str) -> None:
    assert name_likeness(one, other) == 1


def test_a_word_half_typed_or_misspelt_still_meets() -> None:
    assert name_likeness("Rossi Mecc", "Rossi Meccanica") > 0.85
    assert name_likeness("Rosi Meccanica", "Rossi Meccanica") > 0.85
    assert name_likeness("Fraunhofer Italia", "Fraunhofer Italia Research Bozen") >= 0.75


def test_common_words_make_nobody_alike() -> None:
    assert name_likeness("Universität Ulm", "Universität Augsburg") < 0.5
    assert name_likeness("Cluster di Udine", "Cluster di Padova") < 0.5


def test_weights_say_which_word_tells() -> None:
    common = {"alpine": 0.0, "foundry": 1.0, "dairy": 1.0}
    assert name_likeness("Alpine Foundry", "Alpine Dairy", common) == pytest.approx(0.2)
    assert name_likeness("Alpine Foundry", "Alpine Dairy") == pytest.approx(0.5)


@given(names, names)
def test_likeness_is_a_share_and_alike_from_both_sides(one: str, other: str) -> None:
    assert 0 <= name_likeness(one, other) <= 1
    assert name_likeness(one, other) == pytest.approx(name_likeness(other, one))
    assert name_likeness(one, one) == 1


@given(st.text(max_size=30))
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    plain = plain_name(text)
    assert all(sign.isalnum() or sign == " " for sign in plain)
    assert name_likeness(text, text) == (1 if plain else 0)


@given(st.lists(names, min_size=1, max_size=60), st.data())
def test_the_index_finds_every_name_that_stands_in_it(listed: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(listed) - 1))
    found = NameIndex(listed).like(listed[place]).tolist()
    assert len(found) <= SHORTLIST
    assert listed[place] in {listed[row] for row in found}


def test_rare_words_weigh_most() -> None:
    weights = NameIndex(["Cluster Rossi", "Cluster Bianchi", "Cluster Verdi"]).weights
    assert weights["rossi"] == 1
    assert weights["cluster"] == pytest.approx(0.5)  # log 2 / log 4


def test_an_empty_index_finds_nobody() -> None:
    assert NameIndex([]).like("Rossi").tolist() == []


def test_groups_of_three_are_those_of_pg_trgm() -> None:
    """show_trgm('word') of PostgreSQL's documentation of pg_trgm."""
    assert trigrams("word") == {"  w", " wo", "wor", "ord", "rd "}


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.polito.it/en?x=1", "polito.it"), ("HTTP://WWW.Rossi.CO.AT:8080", "rossi.co.at"),
        ("co.at", None), ("www.sites.google.com/view/x", None), ("https://it.linkedin.com/company/x", None),
        ("rossi.jimdofree.com", "rossi.jimdofree.com"), ("https://ec.europa.eu/x", None), ("localhost", None),
        ("http://192.168.1.1", None), ("http://[::1", None), ("two words.it", None), ("", None), ("a..it", None),
    ],
)  # fmt: skip
def test_the_host_is_what_one_organisation_has_to_itself(address: str, host: str | None) -> None:
    assert own_host(address) == host
