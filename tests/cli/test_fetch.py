"""`cordata fetch model`, against a server of this machine."""

import hashlib
import socket
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from cordata.language.alignment import load_alignment

MODEL, TOKENIZER = b"onnx" * 500_000, b'{"model": {"type": "Unigram"}}'


@pytest.fixture
def address(tmp_path):
    folder = tmp_path / "published"
    folder.mkdir()
    (folder / "model.onnx").write_bytes(MODEL)
    (folder / "tokenizer.json").write_bytes(TOKENIZER)
    yield from served(partial(SimpleHTTPRequestHandler, directory=str(folder)))


class BreaksOff(BaseHTTPRequestHandler):
    """Promises more than it sends."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")


@pytest.fixture
def breaking_address():
    yield from served(BreaksOff)


def served(handler):
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def fetch(cordata, folder, address, *more):
    addresses = ("--model", f"{address}/model.onnx", "--tokenizer", f"{address}/tokenizer.json")
    return cordata("fetch", "model", folder, *addresses, *more)


def test_model_and_tokenizer_arrive_whole_and_checked(cordata, address, tmp_path):
    digest = hashlib.sha256(MODEL).hexdigest()
    result = fetch(cordata, tmp_path / "e5", address, "--sha256", digest.upper(), "--size", len(MODEL))
    assert result.exit_code == 0, result.output
    assert (tmp_path / "e5/model.onnx").read_bytes() == MODEL
    assert (tmp_path / "e5/tokenizer.json").read_bytes() == TOKENIZER
    assert (tmp_path / "e5/name.txt").read_text("utf-8").strip() == load_alignment().encoder


def test_what_is_there_already_is_not_fetched_again(cordata, address, tmp_path):
    fetch(cordata, tmp_path / "e5", address)
    result = fetch(cordata, tmp_path / "e5", "http://127.0.0.1:1")
    assert result.exit_code == 0
    assert "is there already" in result.stderr


@pytest.mark.parametrize("wrong", [("--sha256", "0" * 64), ("--size", "3")])
def test_a_file_that_is_not_the_expected_one_is_not_kept(cordata, address, tmp_path, wrong):
    result = fetch(cordata, tmp_path / "e5", address, *wrong)
    assert result.exit_code == 4
    assert sorted(path.name for path in (tmp_path / "e5").iterdir()) == ["tokenizer.json"]


def test_a_file_that_is_there_and_not_the_expected_one_is_told(cordata, address, tmp_path):
    fetch(cordata, tmp_path / "e5", address)
    result = fetch(cordata, tmp_path / "e5", address, "--size", "3")
    assert result.exit_code == 4
    assert "--again" in result.stderr


def test_a_missing_file_tells_the_server_s_answer(cordata, address, tmp_path):
    result = cordata("fetch", "model", tmp_path / "e5", "--tokenizer", f"{address}/nothing.json")
    assert result.exit_code == 4
    assert "answered 404" in result.stderr


def test_a_connection_that_breaks_off_leaves_nothing_behind(cordata, breaking_address, tmp_path):
    result = fetch(cordata, tmp_path / "e5", breaking_address)
    assert result.exit_code == 4
    assert "broke off" in result.stderr
    assert list((tmp_path / "e5").iterdir()) == []


def test_offline_the_message_says_so(cordata, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result = fetch(cordata, tmp_path / "e5", f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert result.exit_code == 4
    assert "Is this machine offline?" in result.stderr


def test_only_web_addresses_are_fetched(cordata, tmp_path):
    result = cordata("fetch", "model", tmp_path / "e5", "--tokenizer", "file:///etc/hostname")
    assert result.exit_code == 4
    assert "only http and https" in result.stderr
