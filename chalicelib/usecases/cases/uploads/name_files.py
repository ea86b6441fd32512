"""Take the files of a basket along with a form: read, and looked at, once more."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.domain.cases.forms.basket import Basket, OnItsWay
from chalicelib.domain.cases.forms.raw import unread_of
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.uploads import Incoming
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner, BasketsOf
from chalicelib.usecases.cases.uploads.take_in import LookAtFiles


@dataclass(frozen=True, slots=True)
class NameFiles:
    """What lies there may have been put again since it was looked at, so it is judged anew."""

    baskets_of: BasketsOf
    incoming: Incoming
    take_in: LookAtFiles

    def __call__(
        self, basket_id: str, owner: BasketOwner, place: str
    ) -> Mapping[str, tuple[File, ...] | str]:
        """The files by field, and of which fields a file couldn't be looked at.

        Raises NotThereError, InvalidInputError (what `LookAtFiles.good` raises, `attachment_gone`),
        ConflictError (`scan_pending`), RetryableError.
        """
        basket = self.baskets_of.get(basket_id, owner, place)
        found: dict[str, tuple[File, ...]] = {}
        for file in basket.there():
            found[file.field] = (*found.get(file.field, ()), self._file(basket, file))
        return found | {unread_of(field): "ja" for field in basket.unread}

    def _file(self, basket: Basket, file: OnItsWay) -> File:
        arrived = self.incoming.fetch(basket.key(file))
        if arrived is None:
            raise InvalidInputError(
                "attachment_gone", "Een bestand is er niet meer. Kies het opnieuw.", file.field
            )
        content = self.take_in.good(arrived)
        if content is None:
            raise ConflictError(
                "scan_pending", "Wij kijken uw bestand nog na. Probeer het over een minuut opnieuw."
            )
        return content
