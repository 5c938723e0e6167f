"""The thesaurus as SKOS, in Turtle and JSON-LD, for other catalogues to link to."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from cordata.kernel import LANGUAGES, SECTORS, Language, Sector
from cordata.thesaurus import Concept, Thesaurus

if TYPE_CHECKING:
    from rdflib import Graph

Format = Literal["turtle", "jsonld"]

BASE = "https://cordata.example/concept/"
SCHEME = "scheme"
SCHEME_TITLE = "Cordata"
CONTEXT = {"skos": "http://www.w3.org/2004/02/skos/core#", "dcterms": "http://purl.org/dc/terms/"}


def thesaurus_as_skos(thesaurus: Thesaurus, *, form: Format = "turtle", base: str = BASE) -> str:
    """The whole thesaurus as one SKOS concept scheme (W3C Recommendation of 18 August 2009).

    Labels, synonyms and definitions carry their language. Needs, the sentences of somebody who lacks the concept, are
    ``skos:example``: they show the concept in use, while ``skos:scopeNote`` would say what it does or does not
    mean. Sectors are ``skos:Collection``, for a concept can serve several. The text is the same for the same
    thesaurus.

    Parameters
    ----------
    form
        ``turtle`` or ``jsonld``.
    base
        What ids are appended to; ends with ``/`` or ``#``.

    Raises
    ------
    ValueError
        When ``base`` has another end.
    """
    if not base.endswith(("/", "#")):
        raise ValueError(f"A base address ends with / or #, and {base!r} does not.")
    graph = _graph(thesaurus, base)
    if form == "turtle":
        return graph.serialize(format="turtle").rstrip("\n") + "\n"
    found = json.loads(graph.serialize(format="json-ld", context=CONTEXT))
    return json.dumps(_sorted(found), ensure_ascii=False, indent=1) + "\n"


def related_pairs(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    """Related concepts, both ways, each pair once a direction.

    A concept is never related to one above or below it in SKOS (condition S27); such links are passed over.
    """
    pairs = {
        pair
        for concept in thesaurus.values()
        for other in concept.related
        if other in thesaurus and not _on_one_line(thesaurus, concept.id, other)
        for pair in ((concept.id, other), (other, concept.id))
    }
    yield from sorted(pairs)


def _graph(thesaurus: Thesaurus, base: str) -> Graph:
    from rdflib import RDF, SKOS, Graph, Literal, URIRef
    from rdflib.namespace import DCTERMS

    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(base + SCHEME)
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal(SCHEME_TITLE)))
    for concept in thesaurus.values():
        _add_concept(graph, concept, base)
        above = concept.broader if concept.broader in thesaurus else None
        node = URIRef(base + concept.id)
        if above is None:
            graph.add((scheme, SKOS.hasTopConcept, node))
            graph.add((node, SKOS.topConceptOf, scheme))
        else:
            graph.add((node, SKOS.broader, URIRef(base + above)))
            graph.add((URIRef(base + above), SKOS.narrower, node))
    for concept_id, other in related_pairs(thesaurus):
        graph.add((URIRef(base + concept_id), SKOS.related, URIRef(base + other)))
    _add_sectors(graph, thesaurus, base)
    return graph


def _add_concept(graph: Graph, concept: Concept, base: str) -> None:
    from rdflib import RDF, SKOS, Literal, URIRef
    from rdflib.namespace import DCTERMS

    node = URIRef(base + concept.id)
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, URIRef(base + SCHEME)))
    graph.add((node, DCTERMS.identifier, Literal(concept.id)))
    for language in LANGUAGES:
        wording = concept.wordings[language]
        graph.add((node, SKOS.prefLabel, Literal(wording.label, lang=language)))
        graph.add((node, SKOS.definition, Literal(wording.definition, lang=language)))
        for synonym in wording.synonyms:
            graph.add((node, SKOS.altLabel, Literal(synonym, lang=language)))
        for need in wording.needs:
            graph.add((node, SKOS.example, Literal(need, lang=language)))


def _add_sectors(graph: Graph, thesaurus: Thesaurus, base: str) -> None:
    from rdflib import RDF, SKOS, Literal, URIRef

    for sector, labels in _sector_labels().items():
        node = URIRef(f"{base}sector-{sector}")
        graph.add((node, RDF.type, SKOS.Collection))
        for language, label in labels.items():
            graph.add((node, SKOS.prefLabel, Literal(label, lang=language)))
        for concept in thesaurus.values():
            if sector in concept.sectors:
                graph.add((node, SKOS.member, URIRef(base + concept.id)))


def _on_one_line(thesaurus: Thesaurus, one: str, other: str) -> bool:
    return one == other or one in _above(thesaurus, other) or other in _above(thesaurus, one)


def _above(thesaurus: Thesaurus, concept: str) -> set[str]:
    found: set[str] = set()
    above = thesaurus[concept].broader
    while above is not None and above in thesaurus and above not in found:
        found.add(above)
        above = thesaurus[above].broader
    return found


def _sorted(value: Any) -> Any:
    """The same JSON in one order: rdflib hands over sets as lists, in any order."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=lambda entry: json.dumps(entry, ensure_ascii=False, sort_keys=True))
    return value


def _sector_labels() -> dict[Sector, dict[Language, str]]:
    text = resources.files("cordata.data").joinpath("publish/sectors.csv").read_text("utf-8")
    rows = {row["sector"]: row for row in csv.DictReader(text.splitlines())}
    return {sector: {language: rows[sector][language] for language in LANGUAGES} for sector in SECTORS}
