from pathlib import Path

import pytest

from cordata.kernel import LANGUAGES
from cordata.thesaurus import ThesaurusError, load_thesaurus, read_thesaurus
from thesaurus.concepts import table, write_folder


def test_a_concept_is_read_with_all_its_fields(tmp_path: Path) -> None:
    top = 'broader = "casting"\nrelated = ["milling"]\nsectors = ["ict", "energy"]'
    found = read_thesaurus(write_folder(tmp_path, shaping=table("die-casting", top=top)))["die-casting"]
    assert (found.sector, found.group, found.broader, found.related) == (
        "mechatronics",
        "shaping",
        "casting",
        ("milling",),
    )
    assert found.sectors == ("mechatronics", "ict", "energy")
    assert found.label("sl") == "die-casting sl"
    assert set(found.wordings) == set(LANGUAGES)
    assert found.wordings["fr"].names == ("die-casting fr", "die-casting fr too")
    assert found.wordings["fr"].needs == ("one", "two", "three")


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, b=table("second"), a=table("first"), c=table("third"))
    (folder / "mechatronics" / "notes.txt").write_text("not a table")
    assert list(read_thesaurus(folder)) == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[die-casting\n", "mechatronics/g.toml: .*line 1"),
        (table("saw", without="sl"), "mechatronics/g.toml: saw: sl.label is missing"),
        (table("saw").replace('label = "saw de"\n', ""), "mechatronics/g.toml: saw: de.label is missing"),
        (table("saw", top="related = []"), "mechatronics/g.toml: saw: sectors is missing"),
        (table("saw", top='related = "mill"\nsectors = []'), "saw: related must be a list of texts, not 'mill'"),
        (table("saw", top="related = [1]\nsectors = []"), r"saw: related must be a list of texts, not \[1\]"),
        (table("saw", top="broader = 1\nrelated = []\nsectors = []"), "saw: broader must be a text, not 1"),
        (table("saw").replace('"saw it"', "7"), "saw: it.label must be a text, not 7"),
        (table("saw", without="en") + '[saw2]\nen = "saw"\n', "saw: en.label is missing"),
        ('saw = "a tool"\n', "mechatronics/g.toml: saw: 'a tool' stands where a table is wanted"),
        ('[saw]\nen = "a tool"\n', "mechatronics/g.toml: saw: 'a tool' stands where a table is wanted"),
    ],
)
def test_a_fault_names_file_concept_and_field(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ThesaurusError, match=message):
        read_thesaurus(write_folder(tmp_path, g=text))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "ict" / "old.toml").write_bytes("# Größe\n".encode("latin-1"))
    with pytest.raises(ThesaurusError, match=r"ict/old.toml: .*utf-8"):
        read_thesaurus(folder)


def test_one_concept_in_two_files_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ThesaurusError, match=r"mechatronics/b.toml: saw stands in another file too"):
        read_thesaurus(write_folder(tmp_path, a=table("saw"), b=table("saw")))


def test_a_folder_that_holds_no_thesaurus_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ThesaurusError, match="has no folder energy"):
        read_thesaurus(tmp_path)


def test_the_kept_copy_says_what_the_files_say(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "files", a=table("saw", top='broader = "tool"\nrelated = []\nsectors = []'))
    fresh, made, kept = (load_thesaurus(cache, folder=folder) for cache in (None, tmp_path / "kept", tmp_path / "kept"))
    assert dict(fresh) == dict(made) == dict(kept)


def test_the_kept_copy_of_the_real_thesaurus_says_what_the_files_say(tmp_path: Path, thesaurus) -> None:
    load_thesaurus(tmp_path)
    kept = load_thesaurus(tmp_path)
    assert dict(kept) == dict(thesaurus)
    assert list(kept) == list(thesaurus)


def test_the_copy_is_read_instead_of_the_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "files", a=table("saw"))
    load_thesaurus(tmp_path / "kept", folder=folder)
    copy = tmp_path / "kept" / "thesaurus.json"
    copy.write_text(copy.read_text("utf-8").replace("saw en too", "hacksaw"), "utf-8")
    assert load_thesaurus(tmp_path / "kept", folder=folder)["saw"].wordings["en"].synonyms == ("hacksaw",)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "files", a=table("saw"))
    load_thesaurus(tmp_path / "kept", folder=folder)
    write_folder(folder, a=table("saw").replace("saw en too", "hacksaw"))
    assert load_thesaurus(tmp_path / "kept", folder=folder)["saw"].wordings["en"].synonyms == ("hacksaw",)


def test_new_lost_and_moved_files_are_noticed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "files", a=table("saw"), b=table("mill"))
    kept = tmp_path / "kept"
    assert set(load_thesaurus(kept, folder=folder)) == {"saw", "mill"}
    (folder / "mechatronics" / "b.toml").unlink()
    assert set(load_thesaurus(kept, folder=folder)) == {"saw"}
    (folder / "mechatronics" / "a.toml").rename(folder / "energy" / "a.toml")
    assert load_thesaurus(kept, folder=folder)["saw"].sector == "energy"
