"""Components that calculate."""

import re

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation


def drawn(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def bars(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<rect x="([^"]+)" width="([^"]+)"', html)


def test_the_parts_of_a_score_follow_each_other():
    html = drawn("{% score_bar 0.84 'Fit' parts %}", parts=(0.5, 0.25, 0.09))
    assert bars(html) == [("0.0", "50.0"), ("50.0", "25.0"), ("75.0", "9.0")]
    assert "84 of 100" in html


def test_a_score_without_parts_is_one_bar():
    assert bars(drawn("{% score_bar 0.315 'Fit' %}")) == [("0.0", "31.5")]


@pytest.mark.parametrize("language", ["de", "fr", "it", "sl"])
def test_lengths_are_written_with_a_point_in_every_language(language):
    with translation.override(language):
        assert bars(drawn("{% score_bar 0.315 'Fit' %}")) == [("0.0", "31.5")]


@pytest.mark.parametrize(("done", "total", "width"), [(7, 9, "77.8"), (0, 4, "0.0"), (0, 0, "0.0"), (4, 4, "100.0")])
def test_progress_is_a_share_of_the_whole(done, total, width):
    html = drawn("{% progress_bar done total 'Complete' %}", done=done, total=total)
    assert bars(html) == [("0", width)]
    assert f"{done} of {total}" in html


def test_what_people_wrote_is_shown_and_not_obeyed():
    html = drawn(
        "{% include 'ui/components/card.html' with title=name text=name %}{% notice 'info' %}{{ name }}{% endnotice %}",
        name="<script>alert(1)</script>",
    )
    assert "<script>" not in html
    assert html.count("&lt;script&gt;") == 3


def test_mistakes_interrupt_and_successes_wait():
    assert 'role="alert"' in drawn("{% notice 'error' %}x{% endnotice %}")
    assert 'role="status"' in drawn("{% notice 'success' %}x{% endnotice %}")
    assert "role=" not in drawn("{% notice 'info' %}x{% endnotice %}")


def test_a_wide_table_scrolls_in_a_box_that_the_keyboard_reaches():
    html = drawn("{% table_box label='Firms' %}<table></table>{% endtable_box %}")
    assert '<div class="table-box" role="region" aria-label="Firms" tabindex="0">' in html


def pages(number: int, address: str) -> str:
    page = Paginator(range(200), 10).get_page(number)
    request = RequestFactory().get(address)
    return drawn("{% include 'ui/components/pagination.html' %}", page=page, request=request)


def test_pages_keep_what_was_asked():
    html = pages(5, "/en/profiles/?q=wood&page=5")
    assert 'href="?q=wood&amp;page=4" rel="prev"' in html
    assert 'href="?q=wood&amp;page=6" rel="next"' in html
    assert 'href="?q=wood&amp;page=5" aria-current="page"' in " ".join(html.split())


def test_the_first_page_has_none_before_it():
    assert 'rel="prev"' not in pages(1, "/en/profiles/")


def test_a_single_page_needs_no_numbers():
    page = Paginator(range(3), 10).get_page(1)
    assert drawn("{% include 'ui/components/pagination.html' %}", page=page).strip() == ""
