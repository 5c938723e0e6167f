"""Small thesauri for tests."""

from pathlib import Path

from cordata.kernel import LANGUAGES, SECTORS
from cordata.thesaurus import Concept, Thesaurus, Wording


def concept(name: str, **changes: object) -> Concept:
    """A sound concept of mechatronics, with the given fields changed."""
    fields: dict = {
        "id": name,
        "sector": "mechatronics",
        "group": "tests",
        "broader": None,
        "related": (),
        "other_sectors": (),
        "wordings": {language: wording(f"{name} {language}") for language in LANGUAGES},
    }
    return Concept(**{**fields, **changes})


def wording(name: str, **changes: object) -> Wording:
    """A sound wording, with the given fields changed."""
    fields: dict = {
        "label": name,
        "synonyms": (f"{name} too",),
        "definition": f"What {name} is.",
        "needs": (f"We lack {name}.", f"Who makes {name}?", f"Without {name} we stand still."),
    }
    return Wording(**{**fields, **changes})


def thesaurus_of(*concepts: Concept) -> Thesaurus:
    return Thesaurus({entry.id: entry for entry in concepts})


def table(name: str, *, top: str = 'related = []\nsectors = ["ict"]', without: str = "") -> str:
    """A concept as it stands in a file; ``without`` names a language that is left out."""
    lines = [f"[{name}]", top]
    for language in LANGUAGES:
        if language != without:
            lines += [
                f"[{name}.{language}]",
                f'label = "{name} {language}"',
                f'synonyms = ["{name} {language} too"]',
                f'definition = "What {name} is, {language}."',
                'needs = ["one", "two", "three"]',
            ]
    return "\n".join(lines) + "\n"


def write_folder(root: Path, **files: str) -> Path:
    """A folder of a thesaurus with the given files of mechatronics, by group, and the other sectors empty."""
    for sector in SECTORS:
        (root / sector).mkdir(parents=True, exist_ok=True)
    for group, text in files.items():
        (root / "mechatronics" / f"{group}.toml").write_text(text, "utf-8")
    return root
