"""Let somebody put a file where a form asks one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from chalicelib.domain.cases.forms.basket import Basket, OnItsWay
from chalicelib.domain.cases.forms.uploads import MAX_FILES
from chalicelib.domain.shared.errors import InvalidInputError, NotThereError, TooManyError
from chalicelib.ports.platform import Clock, Ids
from chalicelib.ports.sessions import Tries
from chalicelib.ports.uploads import Baskets, Incoming, UploadForm
from chalicelib.usecases.cases.uploads.baskets_of import BasketOwner, BasketsOf

KEPT = timedelta(days=1)
"""How long a basket lasts; what nobody named by then S3 removes (.chalice/resources.yaml)."""

_A_DAY = int(KEPT.total_seconds())
MOST_A_DAY = 60
"""Files that one person may put ready in a day."""


@dataclass(frozen=True, slots=True)
class WantedFiles:
    """The form at a place: what its file fields are called, and what was typed so far."""

    place: str
    back: str
    labels: Mapping[str, str]
    typed: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class PutReady:
    """A basket first, then one place after the other to put a file."""

    baskets: Baskets
    incoming: Incoming
    tries: Tries
    ids: Ids
    clock: Clock

    def begin(self, owner: BasketOwner, wanted: WantedFiles, basket_id: str = "") -> Basket:
        """The basket of a form, with what was typed there by now; a new one where there is none.

        Raises NotThereError for somebody else's.
        """
        if basket_id:
            known = BasketsOf(self.baskets).get(basket_id, owner, wanted.place)
        else:
            until = self.clock.now() + KEPT
            known = Basket(
                self.ids.secret(), owner.tenant, owner.names[0], wanted.place, wanted.back, until
            )
        labels, typed = tuple(wanted.labels.items()), tuple(wanted.typed)
        basket = replace(known, labels=labels, typed=typed or known.typed)
        self.baskets.put(basket)
        return basket

    def place(self, basket: Basket, field: str, back: str) -> tuple[OnItsWay, UploadForm]:
        """Where the next file of a field goes.

        Raises NotThereError for a field that takes none, InvalidInputError
        (`too_many_attachments`), TooManyError (`too_many_uploads`).
        """
        if field not in dict(basket.labels):
            raise NotThereError("Hier vragen wij geen bestand.")
        if basket.is_full():
            raise InvalidInputError(
                "too_many_attachments", f"Voeg hoogstens {MAX_FILES} bestanden toe.", field
            )
        file = basket.waiting(field) or self._new(basket, field)
        return file, self.incoming.form(basket.key(file), back)

    def _new(self, basket: Basket, field: str) -> OnItsWay:
        until = self.clock.now() + KEPT
        who = basket.owner.partition("@")[0]
        if not self.tries.take(f"uploads {basket.tenant} {who}", MOST_A_DAY, until):
            raise TooManyError(
                "too_many_uploads", "U stuurde vandaag veel bestanden. Probeer het morgen.", _A_DAY
            )
        file = OnItsWay(self.ids.request_id(), field)
        self.baskets.put(basket.with_file(file))
        return file
