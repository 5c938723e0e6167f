"""Light and dark, remembered in a cookie."""

import pytest


def test_without_a_choice_the_system_decides(client):
    assert 'data-theme="system"' in client.get("/en/about/").content.decode()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_is_remembered_and_leads_back_to_the_page(client, theme):
    response = client.post("/theme/", {"theme": theme, "next": "/it/about/?x=1"})
    assert response.status_code == 302
    assert response["Location"] == "/it/about/?x=1"
    assert response.cookies["theme"]["samesite"] == "Lax"
    assert response.cookies["theme"]["httponly"]
    page = client.get("/it/about/").content.decode()
    assert f'data-theme="{theme}"' in page
    assert f'value="{theme}" aria-pressed="true"' in " ".join(page.split())


def test_as_my_device_forgets_the_choice(client):
    client.post("/theme/", {"theme": "dark", "next": "/en/about/"})
    client.post("/theme/", {"theme": "system", "next": "/en/about/"})
    assert client.cookies["theme"].value == ""
    assert 'data-theme="system"' in client.get("/en/about/").content.decode()


def test_a_cookie_with_nonsense_is_not_repeated(client):
    client.cookies["theme"] = "neon"
    assert 'data-theme="system"' in client.get("/en/about/").content.decode()


def test_an_unknown_theme_is_refused(client):
    response = client.post("/theme/", {"theme": "neon", "next": "/en/about/"})
    assert response.status_code == 400
    assert "theme" not in response.cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(client, elsewhere):
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_looking_at_the_address_changes_nothing(client):
    assert client.get("/theme/?theme=dark").status_code == 405
