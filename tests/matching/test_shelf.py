from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.kernel import KINDS, LANGUAGES, SECTORS, Place
from cordata.matching import Record
from cordata.matching.shelf import Shelf

texts = st.text(max_size=20)
records = st.builds(
    Record,
    id=texts,
    text=texts,
    language=st.none() | st.sampled_from(LANGUAGES),
    kind=st.none() | st.sampled_from(KINDS),
    country=st.none() | st.sampled_from(["IT", "SI"]),
    nuts=st.none() | st.just("ITC11"),
    sectors=st.lists(st.sampled_from(SECTORS), max_size=2).map(tuple),
    concepts=st.lists(texts, max_size=2).map(tuple),
    place=st.none() | st.builds(Place, st.floats(-90, 90), st.floats(-180, 180)),
    languages=st.lists(st.sampled_from(LANGUAGES), max_size=2).map(tuple),
    side=st.none() | st.sampled_from(["offer", "request"]),
    name=texts,
)


def shelf_of(*ids: str, first: int = 0) -> Shelf:
    shelf = Shelf()
    shelf.put(first, [(Record(key, f"text of {key}"), (), "en", f"print of {key}") for key in ids])
    return shelf


@given(records, st.lists(texts, max_size=3).map(tuple))
def test_a_record_comes_back_as_it_was_put(record: Record, explicit: tuple[str, ...]) -> None:
    shelf = Shelf()
    shelf.put(7, [(record, explicit, "sl", "abc")])
    (kept,) = shelf.get([7])
    assert (kept.record, kept.explicit, kept.language) == (record, explicit, "sl")


def test_records_come_in_the_order_asked_for() -> None:
    shelf = shelf_of("a", "b", "c", first=10)
    assert [kept.record.id for kept in shelf.get([12, 10])] == ["c", "a"]
    assert shelf.get([]) == []
    assert shelf.rows(["c", "unheard-of", "a"]) == [12, 10]
    assert shelf.fingerprints() == {key: f"print of {key}" for key in "abc"}


def test_a_row_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        shelf_of("a").get([5])


def test_what_is_forgotten_is_gone() -> None:
    shelf = shelf_of("a", "b", "c")
    shelf.forget(["b", "unheard-of"])
    assert set(shelf.fingerprints()) == {"a", "c"}
    shelf.renumber(np.array([0, 2]))
    assert [kept.record.id for kept in shelf.get([0, 1])] == ["a", "c"]


@pytest.mark.parametrize("folder", ["plain", "with blank", "50% of #1?"])
def test_a_saved_shelf_comes_back_whatever_its_folder_is_called(tmp_path: Path, folder: str) -> None:
    path = tmp_path / folder / "records.sqlite"
    shelf = shelf_of("a", "b")
    shelf.save(path)
    found = Shelf.load(path)
    assert [kept.record.id for kept in found.get([0, 1])] == ["a", "b"]
    assert found.stamp() == shelf.stamp()
    assert list(path.parent.iterdir()) == [path]


def test_changes_after_loading_do_not_reach_the_file(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    shelf_of("a").save(path)
    Shelf.load(path).forget(["a"])
    assert set(Shelf.load(path).fingerprints()) == {"a"}


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Shelf.load(tmp_path / "records.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_the_stamp_tells_what_lies_where() -> None:
    assert shelf_of("a", "b").stamp() == shelf_of("a", "b").stamp()
    assert (
        len(
            {shelf.stamp() for shelf in (shelf_of("a", "b"), shelf_of("b", "a"), shelf_of("a"), shelf_of("a", first=1))}
        )
        == 4
    )
