"""Whose basket it is: nobody else can do anything with it."""

from dataclasses import dataclass

from chalicelib.domain.cases.forms.basket import Basket
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.uploads import Baskets


@dataclass(frozen=True, slots=True)
class BasketOwner:
    """Somebody at a municipality: their pseudonym under each live key, the one in force first."""

    tenant: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BasketsOf:
    """Baskets, each for its owner only."""

    baskets: Baskets

    def get(self, basket_id: str, owner: BasketOwner, place: str = "") -> Basket:
        """The basket, at a place when one is given.

        Raises NotThereError, also for somebody else's and after its time.
        """
        basket = self.baskets.get(basket_id)
        is_theirs = (
            basket is not None
            and (basket.tenant, basket.place) == (owner.tenant, place or basket.place)
            and basket.owner in owner.names
        )
        if basket is None or not is_theirs:
            raise NotThereError("Deze bestanden zijn er niet meer. Kies ze opnieuw.")
        return basket
