"""Somebody's data as one file that only the operator can read, whole or not there at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.privacy.hand_over import HandedCase

ONLY_OWNER = 0o600
_EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@contextmanager
def new_zip(path: Path) -> Iterator[ZipFile]:
    """A new file with mode 600, under its name when the block ended well, else gone.

    Raises FileExistsError rather than write over one, OSError.
    """
    if path.exists():
        raise FileExistsError(f"{path} is there already")
    part = path.with_name(f"{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER)
        with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w", ZIP_DEFLATED) as zipped:
            yield zipped
        part.rename(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def name_of(one: HandedCase, key: str, content: bytes) -> str:
    """What a file is called in the archive: a document by its number, others by their case."""
    number = dict(one.numbers).get(key)
    if number:
        return f"documenten/{number}.pdf"
    place = one.files.index(key) + 1
    return f"bijlagen/{one.view.reference}-{place}.{_extension(content)}"


def _extension(content: bytes) -> str:
    try:
        return _EXTENSIONS[File(content).media_type]
    except InvalidInputError:
        return "bin"
