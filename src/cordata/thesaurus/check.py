"""What is wrong with a thesaurus: missing words, one label for two concepts, links to nowhere, cycles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cordata.kernel.languages import LANGUAGES
from cordata.kernel.sectors import SECTORS
from cordata.thesaurus.concepts import Concept, Thesaurus

NEEDS = 3


def problems(thesaurus: Thesaurus) -> list[str]:
    """Every fault, as a line naming concept, language and field; empty when all is well."""
    found = [line for concept in thesaurus.values() for line in _faults_of(concept, thesaurus)]
    return [*found, *_shared_names(thesaurus)]


def _faults_of(concept: Concept, thesaurus: Thesaurus) -> Iterator[str]:
    for language in LANGUAGES:
        wording = concept.wordings[language]
        texts = {"label": wording.label, "definition": wording.definition}
        yield from (f"{concept.id} {language}: empty {field}" for field, text in texts.items() if not text.strip())
        if not wording.synonyms:
            yield f"{concept.id} {language}: no synonym"
        if len(wording.needs) != NEEDS or not all(need.strip() for need in wording.needs):
            yield f"{concept.id} {language}: {NEEDS} needs wanted, {len(wording.needs)} found"
    linked = [*concept.related, *([concept.broader] if concept.broader else [])]
    yield from (f"{concept.id}: {other} is not a concept" for other in linked if other not in thesaurus)
    yield from (f"{concept.id}: {other} is not a sector" for other in concept.other_sectors if other not in SECTORS)
    if concept.id in linked:
        yield f"{concept.id}: linked with itself"
    if _in_cycle(concept, thesaurus):
        yield f"{concept.id}: its broader concepts lead back to it"


def _in_cycle(concept: Concept, thesaurus: Thesaurus) -> bool:
    seen: set[str] = set()
    above = concept.broader
    while above is not None and above in thesaurus and above not in seen:
        if above == concept.id:
            return True
        seen.add(above)
        above = thesaurus[above].broader
    return False


def _shared_names(thesaurus: Thesaurus) -> Iterator[str]:
    for language in LANGUAGES:
        owners: dict[str, set[str]] = defaultdict(set)
        for concept in thesaurus.values():
            for name in concept.wordings[language].names:
                owners[name.casefold()].add(concept.id)
        for name, concepts in owners.items():
            if len(concepts) > 1:
                yield f"{language}: '{name}' names {', '.join(sorted(concepts))}"
