"""The demo, from an empty folder to a page."""

import gettext
import io
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import polib
import pytest
from django.core.management import CommandError, call_command

from cordata_web.__main__ import port_of
from cordata_web.config.catalogues import compile_catalogues
from cordata_web.config.serving import NoSuchAddressError, address, check_free
from cordata_web.funding.models import Instrument
from databases import rows_of

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Regions"
msgstr "Območja"
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_taken_port_is_said_in_one_line():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Port {port} of 127.0.0.1 is taken; choose another one with --port.$"):
            call_command("demo", port=port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("203.0.113.7", 8000)])
def test_an_impossible_address_is_refused(host, port):
    with pytest.raises(NoSuchAddressError, match=r"^Cannot listen on port"):
        check_free(host, port)


def test_addresses_can_be_typed_into_a_browser():
    assert address("127.0.0.1", 8000) == "http://localhost:8000/"
    assert address("::1", 8000) == "http://[::1]:8000/"


def test_several_may_compile_the_same_catalogue_at_once(tmp_path):
    folder = tmp_path / "sl/LC_MESSAGES"
    folder.mkdir(parents=True)
    entries = "".join(f'msgid "word {number}"\nmsgstr "beseda {number}"\n\n' for number in range(500))
    (folder / "django.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{entries}')
    with ThreadPoolExecutor(8) as workers:
        list(workers.map(compile_catalogues, [tmp_path] * 16))
    assert [path.name for path in sorted(folder.iterdir())] == ["django.mo", "django.po"]
    assert polib.mofile(str(folder / "django.mo")).find("word 7").msgstr == "beseda 7"


def test_catalogues_are_compiled_when_they_changed_and_only_then(tmp_path):
    source = tmp_path / "sl" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE, encoding="utf-8")
    assert compile_catalogues(tmp_path) == ["sl"]
    assert gettext.translation("django", tmp_path, ["sl"]).gettext("Regions") == "Območja"
    assert compile_catalogues(tmp_path) == []
    later = time.time() + 10
    os.utime(source, (later, later))
    assert compile_catalogues(tmp_path) == ["sl"]


@pytest.mark.django_db
def test_preparing_can_be_repeated(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": manifest}
    for _round in range(2):
        out = io.StringIO()
        call_command("demo", no_serve=True, no_load=True, stdout=out)
        assert [line.split(":")[0] for line in out.getvalue().splitlines() if line.startswith("==>")] == [
            "==> Database",
            "==> Translations",
            "==> Style sheets, icons and scripts",
            "==> Financing of clusters",
        ]
    assert "Instruments: 0 new" in out.getvalue()
    assert Instrument.objects.count() > 100
    assert (tmp_path / "staticfiles.json").exists()
    assert list(tmp_path.glob("ui/css/base.*.css.br"))


def answer(url: str) -> urllib.request.addinfourl:
    request = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    deadline = time.monotonic() + 120  # a busy machine takes its time
    while True:
        try:
            return urllib.request.urlopen(request, timeout=5)
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def run_a_demo(environment: dict[str, str]) -> None:
    """It serves a page and a packed style sheet, and says where."""
    port = free_port()
    command = [sys.executable, "-m", "cordata_web", "demo", "--no-load", "--port", str(port)]
    demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert answer(f"http://127.0.0.1:{port}/en/about/").status == 200
        assert answer(f"http://127.0.0.1:{port}/static/ui/css/base.css").headers["Content-Encoding"] == "br"
    finally:
        demo.terminate()
        said, _nothing = demo.communicate(timeout=20)
    assert f"Cordata is at http://localhost:{port}/" in said


def test_the_demo_makes_its_database_in_its_folder(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    run_a_demo({**environment, "CORDATA_DATA": str(tmp_path)})
    assert (tmp_path / "cordata.sqlite3").exists()


def test_the_demo_uses_the_database_that_is_named(tmp_path, own_database):
    run_a_demo({**os.environ, "CORDATA_DATA": str(tmp_path), "DATABASE_URL": own_database})
    assert rows_of(own_database, "select count(*) from directory_profile") == [(0,)]
    assert not (tmp_path / "cordata.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "port"), [([], "8000"), (["--no-load", "--port", "8177"], "8177"), (["--port=9000"], "9000")]
)
def test_links_in_letters_of_the_demo_lead_to_its_port(arguments: list[str], port: str) -> None:
    assert port_of(arguments) == port
