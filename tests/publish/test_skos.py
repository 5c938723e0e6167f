"""The thesaurus as SKOS, read back by rdflib."""

import os
import subprocess
import sys

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from cordata.kernel import LANGUAGES, SECTORS
from cordata.publish.skos import BASE, related_pairs, thesaurus_as_skos
from cordata.thesaurus import Concept, Thesaurus, Wording

WORDING = {
    language: Wording(f"Label {language}", (f"Synonym {language}",), f"Definition {language}.", (f"Need {language}?",))
    for language in LANGUAGES
}


def concept(name, broader=None, related=(), other_sectors=()) -> Concept:
    return Concept(name, "energy", "group", broader, related, other_sectors, WORDING)


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    concepts = (
        concept("heat"),
        concept("heat-pumps", "heat", ("solar", "heat"), ("ict",)),
        concept("solar"),
    )
    return Thesaurus({one.id: one for one in concepts})


@pytest.fixture(scope="module", params=["turtle", "jsonld"])
def graph(request, thesaurus) -> Graph:
    rdflib_name = {"turtle": "turtle", "jsonld": "json-ld"}[request.param]
    return Graph().parse(data=thesaurus_as_skos(thesaurus, form=request.param), format=rdflib_name)


def node(name: str) -> URIRef:
    return URIRef(BASE + name)


def test_every_concept_has_its_words_in_five_languages(graph):
    for predicate, text in ((SKOS.prefLabel, "Label"), (SKOS.altLabel, "Synonym")):
        assert set(graph.objects(node("solar"), predicate)) == {
            Literal(f"{text} {lang}", lang=lang) for lang in LANGUAGES
        }
    assert (node("solar"), SKOS.definition, Literal("Definition sl.", lang="sl")) in graph
    assert (node("solar"), SKOS.example, Literal("Need fr?", lang="fr")) in graph


def test_the_hierarchy_stands_in_both_directions_and_tops_belong_to_the_scheme(graph):
    assert (node("heat-pumps"), SKOS.broader, node("heat")) in graph
    assert (node("heat"), SKOS.narrower, node("heat-pumps")) in graph
    assert set(graph.objects(node("scheme"), SKOS.hasTopConcept)) == {node("heat"), node("solar")}
    assert (node("solar"), SKOS.topConceptOf, node("scheme")) in graph


def test_related_is_symmetric_and_never_along_the_hierarchy(graph, thesaurus):
    assert list(related_pairs(thesaurus)) == [("heat-pumps", "solar"), ("solar", "heat-pumps")]
    assert set(graph.subject_objects(SKOS.related)) == {
        (node("heat-pumps"), node("solar")),
        (node("solar"), node("heat-pumps")),
    }


def test_sectors_are_collections_and_a_concept_may_be_in_several(graph):
    assert len(set(graph.subjects(RDF.type, SKOS.Collection))) == len(SECTORS)
    assert set(graph.subjects(SKOS.member, node("heat-pumps"))) == {node("sector-energy"), node("sector-ict")}


def test_another_base_address_is_used_throughout(thesaurus):
    text = thesaurus_as_skos(thesaurus, base="https://alps.example/c#")
    assert "https://alps.example/c#solar" in text
    assert "cordata.example" not in text


def test_a_base_address_that_runs_into_the_ids_is_refused(thesaurus):
    with pytest.raises(ValueError, match="ends with / or #"):
        thesaurus_as_skos(thesaurus, base="https://alps.example/c")


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_the_same_thesaurus_gives_the_same_text_in_every_process(form):
    program = (
        "from cordata.publish.skos import thesaurus_as_skos\n"
        "from cordata.thesaurus import Thesaurus, load_thesaurus\n"
        "few = dict(list(load_thesaurus().items())[:40])\n"
        f"print(thesaurus_as_skos(Thesaurus(few), form={form!r}))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "src"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1
    assert len(texts.pop()) > 10_000
