"""What people see when something goes wrong."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("web.ui.failing_urls")


def test_a_wrong_address_is_told_and_ways_on_are_shown(client):
    response = client.get("/en/nowhere/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "This path leads nowhere" in page
    assert "Find partners" in page
    assert 'content="noindex"' in page
    assert 'rel="canonical"' not in page


def test_a_wrong_address_is_told_in_the_language_of_the_page(client):
    assert '<html lang="sl"' in client.get("/sl/nikjer/").content.decode()


def test_a_closed_page_says_whom_to_ask(client):
    response = client.get("/refuses/")
    assert response.status_code == 403
    assert "This page is not open to you" in response.content.decode()


def test_a_fault_of_ours_is_called_ours_and_tells_no_secrets():
    response = Client(raise_request_exception=False).get("/breaks/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something broke on our side" in page
    assert "a fault in a page" not in page


def test_a_form_from_elsewhere_is_not_taken():
    response = Client(enforce_csrf_checks=True).post("/form/", {"need": "pumps"})
    assert response.status_code == 403
    assert "Please send the form again" in response.content.decode()


def test_error_pages_keep_the_policy(client):
    assert "default-src 'none'" in client.get("/en/nowhere/")["Content-Security-Policy"]
