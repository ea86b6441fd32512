"""The addresses of a municipality, as its register writes them."""

from collections.abc import Mapping
from typing import Protocol

from chalicelib.domain.registers.dwellings import Dwelling, Street
from chalicelib.domain.registers.officers import Officer
from chalicelib.domain.registers.people import Address


class AddressRegister(Protocol):
    """Streets, numbers and boxes of each municipality; no people."""

    def streets(self, tenant: str) -> tuple[Street, ...]:
        """All streets, in the order of the alphabet; none where a municipality has no register."""

    def districts(self, tenant: str) -> Mapping[str, str]:
        """The districts of the officers, by id: what each is called."""

    def officers(self, tenant: str) -> tuple[Officer, ...]:
        """Who calls in which district; none where a municipality doesn't say."""

    def find(self, tenant: str, address: Address) -> Dwelling | None:
        """The dwelling that an address means, however its street is written; None when unknown.

        Number and box stay as they were given, floor and all.
        """

    def search(self, tenant: str, typed: str, limit: int = 8) -> tuple[Street, ...]:
        """The streets that somebody may mean: short forms and a slip of the pen don't matter.

        A postcode or locality in the text chooses among streets of one name.
        """
