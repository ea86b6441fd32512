"""Files on their way: what somebody put ready for one form, before a case names them."""

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.cases.forms.uploads import MAX_FILES

INCOMING = "uploads/new"
"""Where files lie that no case named yet; S3 removes them after a day (.chalice/resources.yaml)."""


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """One file: a place to put it, and once it was looked at what it is.

    `scanned_since` is when its scan was first seen not to be done.
    """

    id: str
    field: str
    size: int = 0
    media_type: str = ""
    scanned_since: datetime | None = None

    @property
    def is_there(self) -> bool:
        """Whether it came, and was found to be good."""
        return bool(self.media_type)


@dataclass(frozen=True, slots=True)
class Basket:
    """What one person puts ready at one place, for a while.

    `owner` is their pseudonym (or `staff:k17`), `place` the path of the form, `back` where it can
    be gone on with, `typed` what stood in it, `label` what the files are called there by field.
    `unread` are the fields of which a file couldn't be looked at, and none came since.
    """

    id: str
    tenant: str
    owner: str
    place: str
    back: str
    expires_at: datetime
    labels: tuple[tuple[str, str], ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    files: tuple[OnItsWay, ...] = ()
    unread: tuple[str, ...] = ()

    def key(self, file: OnItsWay) -> str:
        """Where a file is put."""
        return f"{INCOMING}/{self.tenant}/{self.id}/{file.id}"

    def there(self, field: str = "") -> tuple[OnItsWay, ...]:
        """The files that came, of all fields or of one."""
        return tuple(f for f in self.files if f.is_there and field in ("", f.field))

    def waiting(self, field: str) -> OnItsWay | None:
        """The place where a file of a field may still be put."""
        return next((f for f in self.files if not f.is_there and f.field == field), None)

    def is_full(self) -> bool:
        """Whether as many came as may come along."""
        return len(self.there()) >= MAX_FILES

    def with_file(self, file: OnItsWay) -> "Basket":
        """With a file, in the place of what had its id."""
        return replace(self, files=(*(f for f in self.files if f.id != file.id), file))

    def read(self, file: OnItsWay) -> "Basket":
        """With a file that was looked at and is good."""
        unread = tuple(field for field in self.unread if field != file.field)
        return replace(self.with_file(file), unread=unread)

    def unreadable(self, file: OnItsWay) -> "Basket":
        """Without a file that nobody can look at."""
        unread = tuple(dict.fromkeys((*self.unread, file.field)))
        return replace(self.without(file.id), unread=unread)

    def without(self, file_id: str) -> "Basket":
        """Without a file."""
        return replace(self, files=tuple(f for f in self.files if f.id != file_id))
