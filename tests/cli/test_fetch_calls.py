"""`cordata fetch calls`, against a server of this machine that answers in pages and fails when told to."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from cordata.sources.calls_portal import read_portal_calls
from cordata_cli.asking import ask
from cordata_cli.downloads import FetchError


class Portal(BaseHTTPRequestHandler):
    """Topics in pages; ``fails`` holds the status codes of the next answers, by page."""

    topics, requests, fails, raw = [], [], {}, b""

    def do_POST(self):
        kind = type(self)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        form = self.rfile.read(int(self.headers["Content-Length"])).decode()
        parts = dict(re.findall(r'name="(\w+)".*?\r\n\r\n(.*?)\r\n--', form, re.DOTALL))
        kind.requests.append((asked, {name: json.loads(value) for name, value in parts.items()}))
        number, size = int(asked["pageNumber"]), int(asked["pageSize"])
        if kind.fails.get(number):
            self.send_error(kind.fails[number].pop(0))
            return
        page = {"totalResults": len(self.topics), "results": self.topics[(number - 1) * size : number * size]}
        content = self.raw or json.dumps(page).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        """Say nothing on the terminal."""


def topic(number, checksum="one"):
    metadata = {"identifier": [f"T-{number}"], "title": [f"Topic {number}"], "deadlineDate": ["2026-09-23"]}
    return {"reference": f"ref-{number}", "checksum": checksum, "metadata": metadata}


@pytest.fixture
def portal():
    handler = type("OwnPortal", (Portal,), {"requests": [], "fails": {}, "topics": [topic(n) for n in range(1, 6)]})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        handler.address = f"http://127.0.0.1:{server.server_port}/search"
        yield handler
        server.shutdown()


@pytest.fixture
def fetch(cordata, portal, tmp_path):
    def run(*more):
        return cordata(
            "fetch", "calls", "--folder", tmp_path / "c", "--address", portal.address, "--page-size", 2, *more
        )

    return run


def kept(tmp_path):
    return [json.loads(line)["reference"] for line in (tmp_path / "c/calls.jsonl").read_text().splitlines()]


def test_all_pages_arrive_in_one_file_with_source_and_checksum(fetch, portal, tmp_path):
    result = fetch()
    assert result.exit_code == 0, result.output
    assert kept(tmp_path) == [f"ref-{n}" for n in range(1, 6)]
    assert "5 topics read: 5 new, 0 changed; 5 in all." in result.stderr
    assert json.loads((tmp_path / "c/calls.jsonl.source.json").read_text())["address"] == portal.address
    assert (tmp_path / "c/calls.jsonl.sha256").exists()
    assert not (tmp_path / "c/calls.jsonl.pages").exists()


def test_the_portal_is_asked_as_its_own_page_asks(fetch, portal):
    fetch("--status", "open")
    asked, parts = portal.requests[0]
    assert (asked["apiKey"], asked["text"], asked["pageSize"], asked["pageNumber"]) == ("SEDIA", "***", "2", "1")
    assert parts["query"]["bool"]["must"] == [{"terms": {"type": ["1"]}}, {"terms": {"status": ["31094502"]}}]
    assert parts["languages"] == ["en"]
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "2", "3"]


def test_what_arrives_is_read_as_calls(fetch, tmp_path):
    fetch()
    reading = read_portal_calls("calls.jsonl", (tmp_path / "c/calls.jsonl").read_bytes())
    assert [call.id for call in reading.records] == [f"T-{n}" for n in range(1, 6)]


def test_a_call_that_broke_off_goes_on_from_its_last_page(fetch, portal, tmp_path):
    portal.fails[2] = [404]
    broken = fetch()
    assert broken.exit_code == 4
    assert "1 pages are kept; call again to go on." in broken.stderr
    assert not (tmp_path / "c/calls.jsonl").exists()
    assert fetch().exit_code == 0
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "2", "2", "3"]
    assert len(kept(tmp_path)) == 5


def test_another_question_begins_anew(fetch, portal):
    portal.fails[2] = [404]
    fetch()
    fetch("--status", "closed")
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "2", "1", "2", "3"]


def test_pages_of_before_can_be_forgotten(fetch, portal):
    portal.fails[2] = [404]
    fetch()
    fetch("--again")
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "2", "1", "2", "3"]


def test_a_server_in_trouble_is_asked_again(fetch, portal):
    portal.fails[1] = [503, 429]
    assert fetch().exit_code == 0
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "1", "1", "2", "3"]


def test_a_server_that_stays_in_trouble_is_given_up(fetch, portal):
    portal.fails[1] = [500, 500, 500, 500]
    result = fetch()
    assert (result.exit_code, len(portal.requests)) == (4, 3)
    assert "answered 500" in result.stderr


def test_new_and_changed_topics_take_their_place_and_others_stay(fetch, portal, tmp_path):
    fetch()
    portal.topics = [topic(6), topic(1, "two"), *portal.topics[2:]]
    result = fetch()
    assert "5 topics read: 1 new, 1 changed; 6 in all." in result.stderr
    assert sorted(kept(tmp_path)) == [f"ref-{n}" for n in range(1, 7)]


def test_new_only_stops_where_nothing_is_new(fetch, portal):
    fetch()
    portal.requests.clear()
    portal.topics = [topic(7), *portal.topics]
    fetch("--new-only")
    assert [one["pageNumber"] for one, _ in portal.requests] == ["1", "2"]


def test_a_topic_without_checksum_is_compared_as_a_whole(fetch, portal):
    portal.topics = [{"reference": "a", "metadata": {"title": ["A"]}}]
    fetch()
    portal.topics = [{"reference": "a", "metadata": {"title": ["B"]}}]
    assert "0 new, 1 changed" in fetch().stderr


@pytest.mark.parametrize(("raw", "words"), [(b"<html>", "something else than JSON"), (b"[]", "another form"),
                                            (b"{}", "without a list of results")])  # fmt: skip
def test_an_answer_of_another_form_is_told(fetch, portal, raw, words):
    portal.raw = raw
    result = fetch()
    assert result.exit_code == 4
    assert words in result.stderr


def test_an_address_that_cannot_be_reached_is_told_at_once(cordata, tmp_path):
    result = cordata("fetch", "calls", "--folder", tmp_path, "--address", "http://127.0.0.1:9/search")
    assert result.exit_code == 4
    assert "cannot be reached" in result.stderr


def test_only_web_addresses_are_asked():
    with pytest.raises(FetchError, match="only http and https"):
        ask("file:///etc/passwd", {}, {})
