"""Look at what arrived: what it really is, and whether it is clean."""

from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.domain.cases.forms.basket import Basket, OnItsWay
from chalicelib.domain.cases.forms.uploads import File, check_file
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.ports.platform import Clock
from chalicelib.ports.uploads import Arrived, Baskets, Incoming, Scan, Scanner

PATIENCE = timedelta(seconds=90)
"""How long a scan is waited for, before somebody goes on without the file."""

NOT_SCANNED = "attachment_not_scanned"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """The basket as it is now; what was refused and why, and whether a scan isn't done yet."""

    basket: Basket
    refused: InvalidInputError | None = None
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class LookAtFiles:
    """Each file once; what isn't good is left where it lies, and S3 removes it."""

    baskets: Baskets
    incoming: Incoming
    scanner: Scanner
    clock: Clock

    def __call__(self, basket: Basket) -> LookedAt:
        """Look at what came since. Raises RetryableError."""
        taken = LookedAt(basket)
        for file in (f for f in basket.files if not f.is_there):
            taken = self._one(taken, file)
        if taken.basket != basket:
            self.baskets.put(taken.basket)
        return taken

    def _one(self, taken: LookedAt, file: OnItsWay) -> LookedAt:
        arrived = self.incoming.fetch(taken.basket.key(file))
        if arrived is None:
            return taken
        try:
            content = self.good(arrived)
        except InvalidInputError as error:
            basket = taken.basket.without(file.id)
            if error.code == NOT_SCANNED:
                basket = taken.basket.unreadable(file)
            return replace(taken, basket=basket, refused=error)
        if content is None:
            return self._waited(taken, file)
        found = replace(file, size=len(content.content), media_type=content.media_type)
        return replace(taken, basket=taken.basket.read(found))

    def _waited(self, taken: LookedAt, file: OnItsWay) -> LookedAt:
        """A scan that hangs holds nobody up: they go on without the file, and all are told so."""
        now = self.clock.now()
        since = file.scanned_since or now
        if now - since > PATIENCE:
            return replace(taken, basket=taken.basket.unreadable(file), refused=_hangs())
        waiting = replace(file, scanned_since=since)
        return replace(taken, basket=taken.basket.with_file(waiting), is_pending=True)

    def good(self, arrived: Arrived) -> File | None:
        """A file that may come along; None while its scan isn't done.

        Raises InvalidInputError (`attachment_harmful`, `attachment_not_scanned`, and what
        `check_file` raises), RetryableError.
        """
        file = File(arrived.content)
        check_file(file)
        scan = self.scanner.scan(arrived)
        if scan is Scan.HARMFUL:
            raise InvalidInputError(
                "attachment_harmful", "In dit bestand zit schadelijke software.", "files"
            )
        if scan is Scan.FAILED:
            raise InvalidInputError(
                NOT_SCANNED,
                "Wij konden dit bestand niet nakijken. Kies een ander, of breng het later binnen.",
                "files",
            )
        return file if scan is Scan.CLEAN else None


def _hangs() -> InvalidInputError:
    return InvalidInputError(
        "scan_hangs",
        "Het nakijken van dit bestand duurt te lang. Ga verder zonder dit bestand:"
        " u kunt het later toevoegen aan uw dossier, of meebrengen.",
        "files",
    )
