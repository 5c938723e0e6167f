"""Files of conversations: which kinds are taken, told by what is in them rather than by their name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
MOST = 5
LONGEST_NAME = 200
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
OFFICE = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
MACROS = ("vbaproject.bin", "basic/script-lc.xml")
TEXT = "text/plain"
EXTENSIONS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    OFFICE["word/document.xml"]: (".docx",),
    OFFICE["xl/workbook.xml"]: (".xlsx",),
    OFFICE["ppt/presentation.xml"]: (".pptx",),
    f"{OPEN_DOCUMENT}text": (".odt",),
    f"{OPEN_DOCUMENT}spreadsheet": (".ods",),
    f"{OPEN_DOCUMENT}presentation": (".odp",),
    TEXT: (".txt", ".csv", ".md", ".stp", ".step", ".dxf"),
}
"""What is taken, and the ends of names that go with it: drawings in STEP and DXF are texts."""
ACCEPT = ",".join(end for ends in EXTENSIONS.values() for end in ends)


class FileRefusedError(ValueError):
    """A file that is not taken; the text is a sentence for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it arrived."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that is taken."""

    name: str
    content: bytes
    media_type: str


def checked(files: Sequence[Sent]) -> list[Checked]:
    """All of them, or FileRefusedError for the first that is not taken."""
    if len(files) > MOST:
        raise FileRefusedError(_("Up to %(most)s files go with one message.") % {"most": MOST})
    return [_checked(file) for file in files]


def media_type_of(content: bytes) -> str:
    """Of what is in the file; empty where it is none of the kinds that are taken."""
    for start, media_type in SIGNATURES:
        if content.startswith(start):
            return media_type
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return TEXT if _is_text(content) else ""


def tidy_name(name: str) -> str:
    """Without folders and signs that do not belong into names; never empty."""
    bare = PurePath(name.replace("\\", "/")).name
    kept = "".join(letter for letter in bare if letter.isprintable() and letter not in '<>:"/|?*').strip(". ")
    stem, ending = PurePath(kept).stem, PurePath(kept).suffix
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}" or "file"


def _checked(file: Sent) -> Checked:
    name = tidy_name(file.name)
    if len(file.content) > LARGEST:
        raise FileRefusedError(
            _("“%(name)s” is too large; up to %(most)s MB are possible.") % {"name": name, "most": LARGEST // 1024**2}
        )
    if not file.content:
        raise FileRefusedError(_("“%(name)s” is empty.") % {"name": name})
    media_type = media_type_of(file.content)
    if PurePath(name).suffix.lower() not in EXTENSIONS.get(media_type, ()):
        raise FileRefusedError(
            _(
                "“%(name)s” is not of a kind that can be sent here: PDF, pictures, texts, tables, presentations"
                " and drawings as STEP or DXF."
            )
            % {"name": name}
        )
    return Checked(name, file.content, media_type)


def _packed(content: bytes) -> str:
    """Documents of offices are packed; those with macros are not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            declared = _first_letters(packed, "mimetype") if names[:1] == ["mimetype"] else ""
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError):  # damaged or encrypted
        return ""
    if any(name.lower().endswith(MACROS) for name in names):
        return ""
    if declared.startswith(OPEN_DOCUMENT):
        return declared
    return next((media_type for name, media_type in OFFICE.items() if name in names), "")


def _first_letters(packed: zipfile.ZipFile, name: str) -> str:
    """No more of it is unpacked: a small file can hold very much of nothing."""
    with packed.open(name) as file:
        return file.read(100).decode("ascii", "replace")


def _is_text(content: bytes) -> bool:
    if b"\x00" in content or content.lstrip()[:1] == b"<":  # what a browser could take for a page
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in b"\t\r\n\x0c" for byte in content)
    return True
