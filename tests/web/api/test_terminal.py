"""`cordata network` against a site that runs: as managers use it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from cordata_cli.exits import INPUT_HAS_PROBLEMS, NOT_DONE, NOTHING_FOUND
from cordata_cli.main import cli
from cordata_cli.site import Site
from cordata_web.exchange.models import Opportunity
from cordata_web.people.tokens import SCOPES, make_token
from web import cast
from web.api.test_clusters import TABLE
from web.api.test_manners import DRAFT
from web.jobs.working import run_jobs


@pytest.fixture
def manager(transactional_db):
    mesap = cast.cluster("mesap", members=(cast.organisation("rossi", cluster_may="all"),))
    return cast.person("m@mesap.example", "cluster_manager", mesap)


@pytest.fixture
def cordata(live_server, manager, monkeypatch):
    _row, key = make_token(user=manager, name="terminal", scopes=SCOPES, expires=None)
    monkeypatch.setenv("CORDATA_SITE", live_server.url)
    monkeypatch.setenv("CORDATA_TOKEN", key)

    def run(*words: object, code: int = 0) -> Result:
        result = CliRunner().invoke(cli, ["network", *map(str, words)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, (result.stdout, result.stderr)
        return result

    return run


def test_members_are_listed_and_exported(cordata, tmp_path):
    listed = cordata("members", "list")
    assert "Rossi" in listed.stdout
    assert "1 members." in listed.stderr
    assert [one["id"] for one in json.loads(cordata("members", "list", "--json").stdout)] == ["rossi"]
    (row,) = csv.DictReader(io.StringIO(cordata("members", "export").stdout))
    assert (row["id"], row["town"], row["cluster_may"]) == ("rossi", "Torino", "all")
    cordata("members", "export", "--out", tmp_path / "members.csv")
    assert "rossi" in (tmp_path / "members.csv").read_text("utf-8")
    cordata("members", "list", "--freshness", "expired", code=NOTHING_FOUND)


def test_a_table_is_checked_and_imported(cordata, tmp_path):
    file = tmp_path / "members.csv"
    file.write_text(TABLE, "utf-8")
    checked = cordata("members", "import", file, "--dry-run", code=INPUT_HAS_PROBLEMS)
    assert "Nuova Meccanica" in checked.stdout
    assert "row 3" in checked.stderr
    assert run_jobs() == []
    file.write_text(TABLE.splitlines()[0] + "\n" + TABLE.splitlines()[1] + "\n", "utf-8")
    started = cordata("members", "import", file)
    job = started.stderr.partition("cordata network jobs ")[2].split()[0]
    assert json.loads(cordata("jobs", job, "--json").stdout)["state"] == "queued"
    cordata("jobs", job, "--wait", "--patience", "0", code=NOT_DONE)
    run_jobs()
    assert "1 member was added." in cordata("jobs", job, "--wait").stderr
    assert "Nuova Meccanica" in cordata("members", "list").stdout


def test_opportunities_are_made_once_however_often_the_file_is_sent(cordata, tmp_path):
    file = tmp_path / "opportunities.json"
    wrong = {**DRAFT, "title": "Too late", "valid_until": "2020-01-01"}
    file.write_text(json.dumps([DRAFT, wrong]), "utf-8")
    first = cordata("opportunities", "create", file, code=INPUT_HAS_PROBLEMS)
    assert "opportunity 2" in first.stderr
    assert "/valid_until" in first.stderr
    assert "1 of 2 made." in first.stderr
    again = cordata("opportunities", "create", file, code=INPUT_HAS_PROBLEMS)
    assert again.stdout == first.stdout
    made = Opportunity.objects.get()
    assert "Thin walls" in cordata("opportunities", "list", "--mine", "--state", "draft").stdout
    cordata("opportunities", "list", code=NOTHING_FOUND)
    cordata("opportunities", "submit", made.pk)
    cordata("opportunities", "submit", made.pk)  # it is there already
    made.refresh_from_db()
    assert made.state == "in_review"
    cordata("opportunities", "list", "--state", "draft", code=2)


def test_drafts_are_sent_for_review_at_once_where_wished(cordata, tmp_path):
    file = tmp_path / "one.json"
    file.write_text(json.dumps(DRAFT), "utf-8")
    cordata("opportunities", "create", file, "--submit")
    assert Opportunity.objects.get().state == "in_review"


def test_what_the_site_refuses_is_told(cordata, monkeypatch, tmp_path, live_server):
    unknown = cordata("jobs", "nothing", code=NOTHING_FOUND)
    assert "(404)" in unknown.stderr
    cordata("members", "list", "--cluster", "nobody", code=NOTHING_FOUND)
    (tmp_path / "x.json").write_text("{", "utf-8")
    assert "is not JSON" in cordata("opportunities", "create", tmp_path / "x.json", code=INPUT_HAS_PROBLEMS).stderr
    live = cast.opportunity(cast.organisation("else"))
    assert "(409)" in cordata("opportunities", "submit", live.pk, code=NOT_DONE).stderr
    monkeypatch.setenv("CORDATA_TOKEN", "cordata_wrong")
    assert "(401)" in cordata("members", "list", code=NOT_DONE).stderr
    monkeypatch.setenv("CORDATA_SITE", f"{live_server.url}/en")
    assert "address of a Cordata site" in cordata("members", "list", code=NOT_DONE).stderr
    monkeypatch.setenv("CORDATA_SITE", "http://127.0.0.1:9")
    assert "cannot be reached" in cordata("members", "list", code=NOT_DONE).stderr
    monkeypatch.setenv("CORDATA_SITE", "ftp://127.0.0.1")
    cordata("members", "list", code=2)
    monkeypatch.delenv("CORDATA_TOKEN")
    assert "Keys for programs" in cordata("members", "list", code=2).stderr


def test_a_busy_site_is_waited_for(live_server, manager, settings):
    _row, key = make_token(user=manager, name="terminal", scopes=SCOPES, expires=None)
    settings.CORDATA_API_A_MINUTE = 0
    waited: list[float] = []

    def until_it_is_open_again(seconds: float) -> None:
        waited.append(seconds)
        settings.CORDATA_API_A_MINUTE = 100

    site = Site(live_server.url, key, sleep=until_it_is_open_again)
    assert site.get("/me")["email"] == manager.email
    assert len(waited) == 1
    assert 1 <= waited[0] <= 60
