"""Files that people send along, in the archive before the case says that they are there."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from chalicelib.domain.cases.entry import Attachment
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.process_type import Values
from chalicelib.domain.cases.uploads import File, check_files
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.errors import RetryableError


@dataclass(frozen=True, slots=True)
class ArchiveFiles:
    """Keys are made of the bytes, so the same file twice is one."""

    archive: Archive

    def __call__(
        self, folder: str, values: Values, frame: Frame
    ) -> Mapping[str, tuple[Attachment, ...]]:
        """The files of each field as attachments, under `folder`.

        Raises InvalidInputError (`too_many_attachments`) for all fields together, RetryableError.
        """
        by_field = {name: files for name, value in values.items() if (files := _files(value))}
        check_files(tuple(file for files in by_field.values() for file in files))
        return {
            name: tuple(self._put(folder, file, frame) for file in files)
            for name, files in by_field.items()
        }

    def erase(self, attachments: Iterable[Attachment]) -> None:
        """Erase what no case took; what can't be erased now lies under an id of no case."""
        for attachment in attachments:
            with suppress(RetryableError):
                self.archive.erase(attachment.key)

    def _put(self, folder: str, file: File, frame: Frame) -> Attachment:
        key = f"{folder}/{sha256(file.content).hexdigest()[:32]}"
        stored = self.archive.put_once(key, Rendered(file.content, 1), file.media_type)
        last = frame.day + timedelta(days=frame.municipality.limits.attachment_days)
        return Attachment(key, stored.sha256, stored.size, file.media_type, last)


def _files(value: object) -> tuple[File, ...]:
    files = value if isinstance(value, tuple) else ()
    return tuple(one for one in files if isinstance(one, File))
