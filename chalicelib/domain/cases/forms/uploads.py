"""What people upload: what it really is, whatever it is called."""

import re
from dataclasses import dataclass

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

    Raises InvalidInputError (`upload_not_pdf`, `upload_too_big`).
    """
    if len(pdf) > MAX_DOCUMENT:
        raise InvalidInputError("upload_too_big", "Dit bestand is groter dan 4 MB.", "pdf")
    if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
        raise InvalidInputError("upload_not_pdf", "Dit bestand is geen volledige pdf.", "pdf")
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
    `attachment_type`).
    """
    if len(file.content) > MAX_FILE:
        raise InvalidInputError(
            "attachment_too_big", "Een bestand mag hoogstens 20 MB groot zijn.", "files"
        )
    _ = file.media_type
