"""The words of the network: concepts, their names in five languages, and the needs they answer."""

from cordata.thesaurus.check import problems
from cordata.thesaurus.concepts import Concept, Thesaurus, ThesaurusError, Wording, load_thesaurus, read_thesaurus

__all__ = ["Concept", "Thesaurus", "ThesaurusError", "Wording", "load_thesaurus", "problems", "read_thesaurus"]
