"""Take the pictures of the documents anew: a site of its own in a temporary folder, a browser, five pages.

Usage: scripts/screenshots.py [FOLDER]; without a folder docs/pictures.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs/pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
MOST_BYTES = 250_000
PATIENCE_SECONDS = 60
NEED = (
    "Il nostro caseificio butta via molto calore e intanto bruciamo gas per l'acqua calda. "
    "Cerchiamo chi sappia recuperarlo con una pompa di calore."
)


@dataclass(frozen=True)
class Picture:
    """A page, and how much of its beginning is shown."""

    name: str
    path: str
    width: int = 1280
    height: int = 900


SHOWN = (
    Picture("home-en", "/en/"),
    Picture("results-it", f"/it/?q={quote(NEED)}&from=ITC4", height=1260),
    Picture("clusters-de", "/de/directory/?kind=cluster&view=map"),
    Picture("profile-fr", "/fr/directory/polymeris/"),
    Picture("home-sl-phone", "/sl/", width=390, height=844),
)


@contextmanager
def running_site(data: Path) -> Iterator[str]:
    """The address of a site with the sample network, served on a free port until the block ends."""
    command = [sys.executable, "-m", "cordata_web", "demo"]
    settings = {**os.environ, "CORDATA_DATA": str(data)}
    settings.pop("DATABASE_URL", None)
    subprocess.run([*command, "--no-serve"], env=settings, cwd=ROOT, check=True)
    port = free_port()
    server = subprocess.Popen([*command, "--no-load", "--port", str(port)], env=settings, cwd=ROOT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/en/", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when the page answers; leave the program when the server ended or takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    sys.exit("The site did not start.")


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> Path:
    """One picture, once its page has loaded all that belongs to it."""
    size = {"width": picture.width, "height": picture.height}
    context = browser.new_context(viewport=size, device_scale_factor=1, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    answer = page.goto(address + picture.path, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{picture.path} answered {answer.status if answer else 'nothing'}.")
    path = folder / f"{picture.name}.png"
    page.screenshot(path=path)
    context.close()
    return path


def main() -> None:
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        sys.exit("Missing: a browser; on Debian and Ubuntu: sudo apt install chromium")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="cordata-") as data,
        running_site(Path(data)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        paths = [take(browser, address, picture, folder) for picture in SHOWN]
        browser.close()
    for path in paths:
        print(f"{path}: {path.stat().st_size // 1000} kB")
    heavy = [path.name for path in paths if path.stat().st_size > MOST_BYTES]
    if heavy:
        sys.exit(f"Heavier than {MOST_BYTES // 1000} kB: {', '.join(heavy)}")


if __name__ == "__main__":
    main()
