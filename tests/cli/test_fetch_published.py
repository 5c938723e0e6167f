"""`cordata fetch NAME`, against a server of this machine that knows ranges and breaks off when told to."""

import hashlib
import json
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cordata_cli.fetch_published import cache_folder
from cordata_cli.published import PUBLISHED

CONTENT = bytes(range(256)) * 400
NAME = "lfst_r_lfe2en2.tsv.gz"


class Shelf(BaseHTTPRequestHandler):
    """One file in one version, served whole or from a place on."""

    content, etag, modified, breaks_after, requests, wrong_part = CONTENT, '"one"', "", 0, [], False

    def do_GET(self):
        kind = type(self)
        kind.requests.append(dict(self.headers))
        if self.path == "/gone":
            self.send_error(404)
            return
        start, version = self._start(), self.etag or self.modified
        goes_on = start is not None and self.headers["If-Range"] == version
        if goes_on and start >= len(self.content):
            self.send_error(416)
            return
        self._send(start if goes_on else 0, 206 if goes_on else 200)

    def _start(self):
        match = re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
        return int(match[1]) if match else None

    def _send(self, start, status):
        rest = self.content[start:]
        self.send_response(status)
        self.send_header("Content-Length", str(len(rest)))
        for name, value in (("ETag", self.etag), ("Last-Modified", self.modified)):
            if value:
                self.send_header(name, value)
        if status == 206:
            told = start + 1 if self.wrong_part else start
            self.send_header("Content-Range", f"bytes {told}-{len(self.content) - 1}/{len(self.content)}")
        self.end_headers()
        self.wfile.write(rest[: self.breaks_after or None])

    def log_message(self, *_words):
        """Say nothing on the terminal."""


@pytest.fixture
def shelf():
    """A server of its own class, so that tests can change what it does."""
    handler = type("OwnShelf", (Shelf,), {"requests": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        handler.address = f"http://127.0.0.1:{server.server_port}/data"
        yield handler
        server.shutdown()


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def labour(cordata, folder, shelf):
    """Fetches from the shelf."""

    def run(*more, address=""):
        return cordata("fetch", "eurostat-labour", "--folder", folder, "--address", address or shelf.address, *more)

    return run


def half_then_whole(labour, shelf):
    """One call that breaks off, one that may go on."""
    shelf.breaks_after = 50_000
    first = labour()
    shelf.breaks_after = 0
    return first, labour()


def test_a_file_arrives_with_checksum_source_and_terms(labour, folder, shelf):
    result = labour()
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == str(folder / NAME)
    assert "Terms: Eurostat" in result.stderr
    assert (folder / NAME).read_bytes() == CONTENT
    digest = hashlib.sha256(CONTENT).hexdigest()
    assert (folder / f"{NAME}.sha256").read_text() == f"{digest}  {NAME}\n"
    source = json.loads((folder / f"{NAME}.source.json").read_text())
    assert (source["address"], source["ETag"], source["sha256"]) == (shelf.address, '"one"', digest)


def test_what_is_there_is_used_and_verified(labour, shelf):
    labour()
    again = labour()
    assert again.exit_code == 0
    assert "is there already" in again.stderr
    assert len(shelf.requests) == 1
    assert labour("--again").exit_code == 0
    assert len(shelf.requests) == 2


def test_a_damaged_file_is_noticed(labour, folder):
    labour()
    (folder / NAME).write_bytes(b"damaged")
    result = labour()
    assert result.exit_code == 4
    assert "changed or damaged; fetch it anew with --again" in result.stderr


def test_a_file_put_there_by_hand_is_taken_and_its_checksum_noted(labour, folder, shelf):
    folder.mkdir()
    (folder / NAME).write_bytes(b"by hand")
    result = labour()
    assert result.exit_code == 0
    assert "put there by hand" in result.stderr
    assert shelf.requests == []
    assert (folder / f"{NAME}.sha256").exists()


def test_a_broken_download_goes_on_where_it_ended(labour, folder, shelf):
    first, second = half_then_whole(labour, shelf)
    assert first.exit_code == 4
    assert "50000 bytes are kept; call again to go on." in first.stderr
    assert second.exit_code == 0, second.output
    assert shelf.requests[1]["Range"] == "bytes=50000-"
    assert shelf.requests[1]["If-Range"] == '"one"'
    assert (folder / NAME).read_bytes() == CONTENT
    assert not list(folder.glob("*.partial*"))


def test_a_date_of_change_does_where_there_is_no_strong_etag(labour, folder, shelf):
    shelf.etag, shelf.modified = "", "Tue, 24 Nov 2026 10:00:00 GMT"
    _, second = half_then_whole(labour, shelf)
    assert second.exit_code == 0
    assert shelf.requests[1]["If-Range"] == shelf.modified
    assert (folder / NAME).read_bytes() == CONTENT


def test_without_a_version_a_download_begins_anew(labour, folder, shelf):
    shelf.etag = ""
    _, second = half_then_whole(labour, shelf)
    assert second.exit_code == 0
    assert "Range" not in shelf.requests[1]
    assert (folder / NAME).read_bytes() == CONTENT


def test_a_changed_file_begins_anew(labour, folder, shelf):
    shelf.breaks_after = 50_000
    labour()
    shelf.breaks_after, shelf.etag, shelf.content = 0, '"two"', b"new content" * 9000
    assert labour().exit_code == 0
    assert (folder / NAME).read_bytes() == shelf.content


def test_a_part_longer_than_the_file_begins_anew(labour, folder, shelf):
    shelf.breaks_after = 50_000
    labour()
    shelf.breaks_after, shelf.content = 0, b"short"
    assert labour().exit_code == 0
    assert (folder / NAME).read_bytes() == b"short"


def test_another_part_than_asked_for_is_refused(labour, shelf):
    shelf.wrong_part = True
    _, second = half_then_whole(labour, shelf)
    assert second.exit_code == 4
    assert "sent another part" in second.stderr


def test_a_missing_file_tells_the_answer(labour, shelf):
    result = labour(address=shelf.address.replace("/data", "/gone"))
    assert result.exit_code == 4
    assert "answered 404" in result.stderr


def test_without_network_the_message_says_what_to_do(labour, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/data"
        result = labour(address=address)
    assert result.exit_code == 4
    assert f"fetch {address} on another machine, put it into {folder} as {NAME}, and call again" in " ".join(
        result.stderr.split()
    )


def test_boundaries_are_fetched_only_when_their_terms_are_accepted(cordata, folder, shelf):
    words = ("fetch", "boundaries", "--folder", folder, "--address", shelf.address, "--address", shelf.address)
    refused = cordata(*words)
    assert refused.exit_code == 2
    assert "non-commercial" in refused.stderr
    assert cordata(*words, "--accept-licence").exit_code == 0
    assert (folder / "NUTS_RG_20M_2024_4326.geojson").read_bytes() == CONTENT


def test_a_set_of_two_files_wants_two_addresses(cordata, folder):
    result = cordata("fetch", "eurostat-sbs", "--folder", folder, "--address", "http://localhost/x")
    assert result.exit_code == 2
    assert "has 2 files" in result.stderr


def test_keep_tells_how_to_export_by_hand(cordata):
    result = cordata("fetch", "keep")
    assert result.exit_code == 0
    assert "Search results, partners" in result.stdout


def test_the_list_tells_name_address_and_terms_of_each(cordata):
    result = cordata("fetch", "list")
    assert all(one.name in result.stdout for one in PUBLISHED)
    listed = json.loads(cordata("fetch", "list", "--json").stdout)
    assert [one["name"] for one in listed] == [one.name for one in PUBLISHED]
    assert all(address.startswith("https://") for one in listed for address in one["addresses"])


def test_every_set_has_a_command_that_tells_its_terms(cordata):
    for one in PUBLISHED:
        told = " ".join(cordata("fetch", one.name, "--help").stdout.split())
        assert one.licence.split(",")[0] in told


def test_files_lie_in_the_cache_that_the_user_names():
    assert cache_folder({"CORDATA_CACHE": "/x"}) == Path("/x")
    assert cache_folder({"XDG_CACHE_HOME": "/y"}) == Path("/y/cordata")
    assert cache_folder({}) == Path.home() / ".cache/cordata"
