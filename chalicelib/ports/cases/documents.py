"""The documents of processes, in words."""

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.issued.printing import PrintedDocument
from chalicelib.ports.cases import AnyCase


@dataclass(frozen=True, slots=True)
class SlotPrint:
    """What a slot is filled with: the document in words, before any mark.

    `kept_days` is how long it can be downloaded; None for as long as all of the municipality's.
    """

    document: PrintedDocument
    kept_days: int | None
    is_sealed: bool


class SlotPrinter(Protocol):
    """The documents of all processes as data."""

    def print(self, case: AnyCase, slot: str, frame: Frame, number: str) -> SlotPrint:
        """The document of a slot, of what the process says is printed.

        Raises PermanentError when its template isn't there, or asks for what isn't printed.
        """

    def title_of(self, kind: str) -> str:
        """What a document in the ledger is called, by its kind; empty for what isn't a process's.

        Kinds are `<process>/<name of the template>`.
        """
