from pathlib import Path
from threading import Barrier, Thread

import pytest

from cordata.kernel.files import written_whole


def test_the_file_appears_with_its_folder_when_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "list.txt"
    with written_whole(path) as partial:
        partial.write_text("all of it")
        assert not path.exists()
    assert path.read_text() == "all of it"
    assert list(path.parent.iterdir()) == [path]


def test_an_error_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("older")

    def write_half() -> None:
        with written_whole(path) as partial:
            partial.write_text("half of")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_half()
    assert path.read_text() == "older"
    assert list(tmp_path.iterdir()) == [path]


def test_several_may_write_the_same_file_at_once(tmp_path: Path) -> None:
    path, together, texts = tmp_path / "list.txt", Barrier(4), [letter * 10_000 for letter in "abcd"]

    def write(text: str) -> None:
        with written_whole(path) as partial:
            partial.write_text(text[:5000])
            together.wait(timeout=30)
            partial.write_text(text)

    writers = [Thread(target=write, args=(text,)) for text in texts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_text() in texts
    assert list(tmp_path.iterdir()) == [path]
