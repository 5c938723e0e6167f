"""The gallery shows every component, and nothing on it breaks the policy of the site."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cordata_web import ui
from cordata_web.ui.gallery import COMPONENTS, ICONS

UI = Path(ui.__file__).parent
SPRITE = (UI / "static/ui/icons.svg").read_text(encoding="utf-8")


@pytest.fixture
def page(client) -> str:
    return client.get("/en/gallery/").content.decode()


def test_every_component_is_known_to_the_gallery():
    files = {path.stem for path in (UI / "templates/ui/components").glob("*.html")}
    assert files == set(COMPONENTS)


@pytest.mark.parametrize("component", sorted(COMPONENTS))
def test_the_gallery_shows_the_component(page, component):
    assert f'data-component="{component}"' in page


@pytest.mark.parametrize("icon", ICONS)
def test_the_icon_is_drawn(page, icon):
    assert f'<symbol id="{icon}"' in SPRITE
    assert f'/ui/icons.svg#{icon}"' in page


def test_every_drawing_is_in_the_gallery():
    assert set(re.findall(r'<symbol id="([^"]+)"', SPRITE)) == set(ICONS)


def test_a_field_keeps_what_was_written_and_points_to_its_mistake(page):
    assert ">\nPumpen</textarea>" in page
    assert 'value="office@"' in page
    written = re.search(r'<textarea name="need"[^>]*id="id_need"[^>]*>', page)
    assert written
    assert 'aria-invalid="true"' in written[0]
    assert 'aria-describedby="id_need_helptext id_need_error"' in written[0]
    assert 'id="id_need_error"' in page
    assert 'id="id_need_helptext"' in page


class Faults(HTMLParser):
    """Collects what the policy forbids, ids used twice, and addresses elsewhere that a browser would load."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.found += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and not values.get("src")):
            self.found.append(f"inline {tag}")
        loaded = values.get("src") or (
            values.get("href") if tag == "link" and values.get("rel") == "stylesheet" else None
        )
        if loaded and not loaded.startswith("/static/"):
            self.found.append(f"{tag} loads {loaded}")
        if "id" in values:
            self.ids.append(values["id"] or "")


@pytest.mark.parametrize("address", ["/en/gallery/", "/en/about/", "/en/accessibility/", "/en/nowhere/"])
def test_pages_hold_nothing_that_the_policy_forbids(client, address):
    faults = Faults()
    faults.feed(client.get(address).content.decode())
    assert faults.found == []
    assert sorted(set(faults.ids)) == sorted(faults.ids)
