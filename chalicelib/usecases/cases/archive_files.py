"""Files that people send along, in the archive before the case says that they are there."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from chalicelib.domain.cases.entry import Attachment
from chalicelib.domain.cases.forms.uploads import File, check_files
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Values
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.errors import RetryableError


@dataclass(frozen=True, slots=True)
class ArchiveFiles:
    """Keys are made of the bytes, so the same file twice is one."""

    archive: Archive

    def named(
        self, folder: str, values: Values, frame: Frame
    ) -> Mapping[str, tuple[Attachment, ...]]:
        """What the files of each field will be under `folder`; nothing is stored yet.

        Raises InvalidInputError (`too_many_attachments`) for all fields together.
        """
        by_field = {name: files for name, value in values.items() if (files := _files(value))}
        check_files(tuple(file for files in by_field.values() for file in files))
        last = frame.day + timedelta(days=frame.municipality.limits.attachment_days)
        return {
            name: tuple(_attachment(folder, file, last) for file in files)
            for name, files in by_field.items()
        }

    def put(self, folder: str, values: Values) -> None:
        """Store them: the last thing before the case says that they are there.

        Raises RetryableError.
        """
        for value in values.values():
            for file in _files(value):
                self.archive.put_once(
                    _key(folder, file), Rendered(file.content, 1), file.media_type
                )

    def erase(self, attachments: Iterable[Attachment]) -> None:
        """Erase what no case took; what can't be erased now lies under an id of no case."""
        for attachment in attachments:
            with suppress(RetryableError):
                self.archive.erase(attachment.key)


def _attachment(folder: str, file: File, last: date) -> Attachment:
    whole, size = sha256(file.content).hexdigest(), len(file.content)
    return Attachment(_key(folder, file), whole, size, file.media_type, last)


def _key(folder: str, file: File) -> str:
    return f"{folder}/{sha256(file.content).hexdigest()[:32]}"


def _files(value: object) -> tuple[File, ...]:
    files = value if isinstance(value, tuple) else ()
    return tuple(one for one in files if isinstance(one, File))
