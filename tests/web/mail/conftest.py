"""A post office for the tests of mail."""

from collections.abc import Iterator

import pytest

from web.mail.post_office import PostOffice, open_post_office


@pytest.fixture
def post_office(settings) -> Iterator[PostOffice]:
    """The site's letters go to it, by real SMTP."""
    with open_post_office() as office:
        settings.CORDATA_INBOX = False
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", office.port, 5
        yield office
