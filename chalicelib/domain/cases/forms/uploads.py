"""What people upload: what it really is, whatever it is called."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.forms.pictures import MOST_PIXELS, pixels_of
from chalicelib.domain.shared.errors import InvalidInputError

PDF = "application/pdf"
MAX_DOCUMENT = 4_000_000
"""Bytes; a function takes 6 MB, and base64 adds a third."""

MAX_FILE, MAX_FILES = 20_000_000, 3
"""Bytes of a file that comes along, and how many come along with one form."""

_HEIC = re.compile(rb".{4}ftyp(hei[cfms]|hev[cx]|mif1|msf1)", re.DOTALL)
"""How a photo of an iPhone begins (ISO/IEC 23008-12, annex B)."""

_BEGINNINGS = {b"%PDF-": PDF, b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia|Encrypt)(?![A-Za-z])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECTS = re.compile(rb"/ObjStm\b[^>]*>>\s*stream\r?\n")
MOST_OBJECTS, LONGEST_OBJECTS = 200, 1_000_000
"""Streams of objects in a PDF that are looked into, and how far each is unpacked."""


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; its name isn't taken over, and its type is read from its bytes."""

    content: bytes

    @property
    def media_type(self) -> str:
        """PDF, JPEG or PNG.

        Raises InvalidInputError (`attachment_empty`, `attachment_heic`, `attachment_type`).
        """
        for beginning, media_type in _BEGINNINGS.items():
            if self.content.startswith(beginning):
                return media_type
        raise self._other()

    def _other(self) -> InvalidInputError:
        if not self.content:
            return InvalidInputError(
                "attachment_empty", "Dit bestand is leeg. Kies een ander.", "files"
            )
        if _HEIC.match(self.content):
            return InvalidInputError(
                "attachment_heic",
                "Dit is een HEIC-foto, en die kunnen wij niet openen. Maak er een schermafdruk van,"
                " en kies die. Of bewaar de foto als JPG. Zo maakt een iPhone voortaan JPG:"
                " kies Instellingen, Camera, Structuur en dan Compatibel.",
                "files",
            )
        return InvalidInputError(
            "attachment_type", "Dit is geen pdf, jpg of png. Kies een ander bestand.", "files"
        )


def check_document(pdf: bytes) -> int:
    """How many pages a PDF shows on its face, 1 when they can't be counted without opening it.

    Raises InvalidInputError (`upload_not_pdf`, `upload_too_big`, `file_active`).
    """
    if len(pdf) > MAX_DOCUMENT:
        raise InvalidInputError("upload_too_big", "Dit bestand is groter dan 4 MB.", "pdf")
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        raise InvalidInputError("upload_not_pdf", "Dit bestand is geen volledige pdf.", "pdf")
    _check_passive(pdf, "pdf")
    return len(_PAGE.findall(pdf)) or 1


def check_files(files: tuple[File, ...]) -> None:
    """Whether files may come along with an answer.

    Raises InvalidInputError (`too_many_attachments`, and what `check_file` raises).
    """
    if len(files) > MAX_FILES:
        raise InvalidInputError(
            "too_many_attachments", f"Voeg hoogstens {MAX_FILES} bestanden toe.", "files"
        )
    for file in files:
        check_file(file)


def check_file(file: File) -> None:
    """Whether one file may come along.

    Raises InvalidInputError (`attachment_too_big`, `attachment_empty`, `attachment_heic`,
    `attachment_type`, `attachment_pixels`, `file_active`).
    """
    if len(file.content) > MAX_FILE:
        raise InvalidInputError(
            "attachment_too_big", "Een bestand mag hoogstens 20 MB groot zijn.", "files"
        )
    if file.media_type == PDF:
        _check_passive(file.content, "files")
    elif pixels_of(file.content) > MOST_PIXELS:
        raise InvalidInputError(
            "attachment_pixels",
            "Deze foto is te groot: hoogstens 200 megapixel. Verklein ze, of neem een nieuwe.",
            "files",
        )


def _check_passive(pdf: bytes, field: str) -> None:
    """Whoever opens it reads, and nothing more: no program in it, and no password on it."""
    if any(_ACTIVE.search(_plain(part)) for part in (pdf, *_objects(pdf))):
        raise InvalidInputError(
            "file_active",
            "In deze pdf zit een programma of een wachtwoord. Bewaar ze als gewone pdf, en kies ze"
            " opnieuw.",
            field,
        )


def _objects(pdf: bytes) -> Iterator[bytes]:
    """What its streams of objects hold, each unpacked so far only: it may be a bomb."""
    for place, found in enumerate(_OBJECTS.finditer(pdf)):
        if place >= MOST_OBJECTS:
            return
        end = pdf.find(b"endstream", found.end())
        try:
            yield zlib.decompressobj().decompress(pdf[found.end() : end], LONGEST_OBJECTS)
        except zlib.error:
            continue


def _plain(pdf: bytes) -> bytes:
    """With names as they are meant: `/J#53` is `/JS`."""
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), pdf)
