from __future__ import annotations

from docs.pages import ROOT, anchors, links, pages


def test_every_link_inside_the_repository_leads_to_a_file() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}" for page in pages() for target, _ in links(page) if not target.exists()
    ]

    assert dead == []


def test_every_link_to_a_heading_finds_it() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target.name}#{anchor}"
        for page in pages()
        for target, anchor in links(page)
        if anchor and target.suffix == ".md" and target.exists() and anchor not in anchors(target)
    ]

    assert dead == []


def test_the_index_names_every_page_of_the_documents() -> None:
    index = ROOT / "docs/README.md"
    named = {target for target, _ in links(index)}
    written = {page for page in pages() if page.is_relative_to(ROOT / "docs") and page != index}

    assert {str(page.relative_to(ROOT)) for page in written - named} == set()
