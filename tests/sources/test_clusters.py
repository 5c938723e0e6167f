"""Tables of clusters and members in five languages."""

import csv

import pytest

from cordata.kernel import LANGUAGES
from cordata.sources.clusters import Assumptions, concept_names, read_clusters
from cordata.sources.columns import known_fields, map_columns, meaning, preview
from cordata.sources.tables import read_table
from cordata.thesaurus import load_thesaurus

ASSUMED = Assumptions(checked="2026-11-25")


@pytest.fixture(scope="module")
def concepts():
    return concept_names(load_thesaurus())


def read(text: str, assumed: Assumptions = ASSUMED):
    return read_clusters(read_table("a.csv", text.encode()), assumed)


def told(reading) -> list[tuple[str, int, str]]:
    return [(problem.code, problem.line, problem.value) for problem in reading.problems]


@pytest.mark.parametrize(
    "headings",
    ["name;country;town;website", "Nome;Paese;Comune;Sito web", "Name;Land;Ort;Webseite", "Nom;Pays;Ville;Site web",
     "Ime;Država;Kraj;Spletna stran"],
)  # fmt: skip
def test_headings_are_understood_in_five_languages(headings):
    reading = read(f"{headings}\nAlfa;Slovenija;Maribor;alfa.example\n")
    profile = reading.records[0].profile
    assert (profile.name, profile.country, profile.nuts, profile.website) == (
        "Alfa",
        "SI",
        "SI03",
        "https://alfa.example",
    )
    assert reading.problems == ()


def test_the_italian_sample_keeps_the_good_rows_and_reports_the_bad_ones(samples, concepts):
    table = read_table("clusters_it.csv", (samples / "clusters_it.csv").read_bytes())
    reading = read_clusters(table, Assumptions(checked="2026-11-25", concepts=concepts))
    assert [entry.profile.id for entry in reading.records] == [
        "polo-meccatronica-prova-it",
        "distretto-chimico-prova-it",
    ]
    assert told(reading) == [
        ("bad_website", 3, "http://distretto prova"),
        ("bad_number", 3, "circa 40"),
        ("outside_macro_region", 4, "Napoli"),
        ("missing_value", 6, ""),
        ("twice", 7, "Polo Meccatronica Prova"),
    ]


def test_the_italian_sample_reads_words_numbers_and_concepts(samples, concepts):
    table = read_table("clusters_it.csv", (samples / "clusters_it.csv").read_bytes())
    profile = read_clusters(table, Assumptions(checked="2026-11-25", concepts=concepts)).records[0].profile
    assert (profile.sectors, profile.concepts) == (("mechatronics",), ("additive-manufacturing", "die-casting"))
    assert (profile.town, profile.nuts, profile.members) == ("Torino", "ITC1", 1250)


def test_the_slovene_sample_gives_the_description_its_language(samples):
    table = read_table("clusters_sl.csv", (samples / "clusters_sl.csv").read_bytes())
    reading = read_clusters(table, ASSUMED)
    assert reading.records[0].profile.descriptions == {"sl": "Vzorčni grozd za mehatroniko."}
    assert told(reading) == [
        ("region_unknown", 3, "Šentilj"),
        ("unknown_sector", 3, "plovba"),
        ("bad_website", 3, "ni"),
        ("bad_number", 3, "-"),
    ]


def test_reading_a_table_again_gives_the_same_ids(samples):
    content = (samples / "clusters_sl.csv").read_bytes()
    first, second = (read_clusters(read_table("a.csv", content), ASSUMED) for _ in range(2))
    assert first == second


def test_members_name_their_cluster_by_name_or_id():
    known = {"grozd vzorec": "grozd-vzorec-si", "grozd-vzorec-si": "grozd-vzorec-si"}
    assumed = Assumptions(checked="2026-11-25", kind="sme", clusters=known)
    reading = read("Firma;Staat;Mitglied von\nA;SI;Grozd Vzorec\nB;SI;grozd-vzorec-si\nC;SI;Anderer\n", assumed)
    assert [entry.profile.cluster for entry in reading.records] == ["grozd-vzorec-si", "grozd-vzorec-si", ""]
    assert {entry.profile.kind for entry in reading.records} == {"sme"}
    assert ("unknown_cluster", 4, "Anderer") in told(reading)


def test_a_table_whose_names_stand_under_cluster_is_one_of_clusters():
    assert read("Cluster;Land;Ort\nAlfa;AT;Graz\n").records[0].profile.name == "Alfa"


def test_a_table_without_names_is_refused_as_a_whole():
    assert told(read("colour;country\nred;IT\n")) == [("missing_column", 0, "")]


def test_countries_elsewhere_and_unknown_ones_are_left_out_and_reported():
    reading = read("name;country\nA;Greece\nB;Narnia\nC;\n")
    assert reading.records == ()
    assert [code for code, *_ in told(reading)] == ["outside_macro_region", "unknown_country", "missing_value"]


def test_the_country_follows_from_the_region_where_it_is_not_told():
    assert read("name;nuts2\nA;ITH2\n").records[0].profile.country == "IT"


def test_what_is_chosen_overrules_the_synonyms():
    columns = ["Name", "Land", "Firma", "Ort"]
    assert map_columns(columns) == {"Name": "name", "Land": "country", "Ort": "town"}
    assert map_columns(columns, {"Firma": "name", "Ort": None}) == {"Land": "country", "Firma": "name"}


def test_the_preview_shows_use_and_samples_of_every_column():
    table = read_table("a.csv", b"name;note\nA;x\nB;x\nC;y\nD;z\nE;w\n")
    shown = [(use.column, use.field, use.samples) for use in preview(table, map_columns(table.columns))]
    assert shown == [("name", "name", ("A", "B", "C")), ("note", None, ("x", "y", "z"))]


def test_every_text_field_exists_in_every_language():
    fields = set(known_fields())
    assert {f"{part}_{language}" for part in ("description", "offer", "seeks") for language in LANGUAGES} <= fields


@pytest.mark.parametrize(
    ("field", "word", "code"),
    [("kind", "PMI", "sme"), ("kind", "univerza", "university"), ("sector", "Chemie", "chemistry"),
     ("cluster_type", "pôle de compétitivité", "pole"), ("status", "aufgelöst", "ended"), ("kind", "quark", None)],
)  # fmt: skip
def test_words_with_a_fixed_meaning_are_known_in_five_languages(field, word, code):
    assert meaning(field, word) == code


@pytest.mark.parametrize("name", ["clusters_it_fr", "clusters_si_ch", "clusters_de_at_li", "institutions"])
def test_real_tables_are_read_whole_and_regions_as_given(real, concepts, name):
    file = real / "facts" / f"{name}.csv"
    reading = read_clusters(read_table(file.name, file.read_bytes()), Assumptions("2026-11-25", concepts=concepts))
    with file.open(encoding="utf-8-sig", newline="") as lines:
        given = [row["nuts2"] or row["country"] for row in csv.DictReader(lines)]
    assert [entry.profile.nuts for entry in reading.records] == given
    assert {problem.loss for problem in reading.problems} == {"value"}
