"""SQLite and PostgreSQL: what the site asks of each, and that both put things into the same order."""

import secrets

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from cordata_web.config.databases import UnknownDatabaseError, check_order, connected, sorts_by_byte
from cordata_web.config.trigrams import trigram_index
from cordata_web.directory.models import Profile

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "x"}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("cordata_web.")]


@pytest.fixture
def postgresql(db) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("about PostgreSQL: sh scripts/postgres.sh .venv/bin/pytest tests/web/config")


def test_sqlite_takes_turns_at_writing_and_lets_others_read():
    options = connected(SQLITE)["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_connections_to_sqlite_are_kept_as_its_schema_would_be_read_anew_for_each_page():
    assert connected(SQLITE)["CONN_MAX_AGE"] == 60
    assert connected({**SQLITE, "CONN_MAX_AGE": 0})["CONN_MAX_AGE"] == 0


def test_connections_to_postgresql_are_kept_and_looked_at_before_use():
    asked = connected(POSTGRESQL)
    assert (asked["CONN_MAX_AGE"], asked["CONN_HEALTH_CHECKS"]) == (60, True)


def test_what_the_address_says_wins():
    asked = connected({**POSTGRESQL, "CONN_MAX_AGE": 0, "OPTIONS": {"host": "/run/postgresql", "connect_timeout": 3}})
    assert asked["CONN_MAX_AGE"] == 0
    assert asked["OPTIONS"] == {"host": "/run/postgresql", "connect_timeout": 3, "application_name": "cordata"}


def test_a_database_that_the_site_does_not_know_is_refused():
    with pytest.raises(UnknownDatabaseError, match="sqlite: or postgres:"):
        connected({"ENGINE": "django.db.backends.mysql"})


@pytest.mark.django_db
def test_the_database_of_the_tests_sorts_by_byte():
    assert sorts_by_byte(connection)
    assert check_order(databases=["default"]) == []


def test_a_database_of_another_collation_is_noticed(postgresql):
    name = f"own_{secrets.token_hex(8)}"
    server = psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None}, autocommit=True)
    server.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'de'")
    other = connection.copy("other")
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    try:
        assert not sorts_by_byte(other)
    finally:
        other.close()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        server.close()


@pytest.mark.parametrize(
    ("table", "question"),
    [
        ("directory_profile", Profile.objects.filter(search_text__contains="druckguss")),
        (
            "exchange_opportunity",
            apps.get_model("exchange", "Opportunity").objects.filter(search_text__contains="guss"),
        ),
    ],
)
def test_a_search_on_postgresql_uses_the_index(postgresql, table, question):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # an empty table is quicker read whole
    assert f"{table}_search_text_trigrams" in question.order_by().explain()


def test_a_server_without_trigrams_is_told_and_migrated_all_the_same(postgresql, caplog):
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        cursor.execute("CREATE ROLE nobody_much")
        cursor.execute("SET LOCAL ROLE nobody_much")
    with connection.schema_editor(atomic=False) as editor:
        trigram_index("directory_profile", "search_text").code(None, editor)
    assert "Searching works, but without an index: permission denied" in caplog.text


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_may_be_missing_has_a_place_in_the_order(model):
    """SQLite puts missing values first and PostgreSQL last, unless the order says nulls_first or nulls_last."""
    names = [one.lstrip("-") for one in model._meta.ordering if isinstance(one, str)]
    assert [name for name in names if name != "pk" and model._meta.get_field(name).null] == []
