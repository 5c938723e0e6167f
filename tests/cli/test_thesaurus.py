"""`cordata thesaurus`."""

import json

from rdflib import SKOS, Graph, URIRef

from cordata.thesaurus import load_thesaurus


def test_a_concept_is_shown_in_one_language(cordata):
    result = cordata("thesaurus", "show", "die-casting", "--lang", "it")
    assert result.exit_code == 0
    assert "pressofusione" in result.output
    assert "Druckguss" not in result.output


def test_a_concept_is_given_as_json(cordata):
    shown = json.loads(cordata("thesaurus", "show", "die-casting", "--json").output)
    assert shown["broader"] == "metal-casting-and-forming"
    assert shown["wordings"]["de"]["label"] == "Druckguss"


def test_a_mistyped_concept_exits_with_one_and_names_the_nearest(cordata):
    result = cordata("thesaurus", "show", "die-castin")
    assert result.exit_code == 1
    assert "die-casting" in result.stderr


def test_concepts_are_found_in_a_text(cordata):
    found = json.loads(
        cordata("thesaurus", "find", "Cerchiamo pressofusione per l'auto.", "--lang", "it", "--json").output
    )
    assert {
        "concept": "die-casting",
        "label": "pressofusione",
        "words": "pressofusione",
        "start": 10,
        "end": 23,
    } in found


def test_a_text_can_come_from_standard_input(cordata):
    result = cordata("thesaurus", "find", "-", "--lang", "de", text="Wir suchen Druckguss.")
    assert result.exit_code == 0
    assert "die-casting" in result.output


def test_a_text_without_concepts_exits_with_one(cordata):
    result = cordata("thesaurus", "find", "xyz", "--lang", "sl", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])


def test_the_check_finds_no_fault_in_the_thesaurus_that_comes_along(cordata):
    result = cordata("thesaurus", "check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_export_holds_every_concept(cordata, tmp_path):
    file = tmp_path / "thesaurus.ttl"
    result = cordata("thesaurus", "export", "--format", "turtle", "--out", file, "--base", "https://alps.example/")
    assert result.exit_code == 0
    graph = Graph().parse(file, format="turtle")
    exported = set(graph.subjects(SKOS.inScheme, URIRef("https://alps.example/scheme")))
    assert exported == {URIRef(f"https://alps.example/{concept}") for concept in load_thesaurus()}


def test_a_bad_base_address_is_wrong_use(cordata):
    assert cordata("thesaurus", "export", "--base", "https://alps.example").exit_code == 2
