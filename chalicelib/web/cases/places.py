"""Addresses on forms: written as the register does, with the streets that somebody may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.cases.forms.raw import Raw, text_of
from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.process.actions import FieldKind, FormPage
from chalicelib.domain.registers.dwellings import Street, plain
from chalicelib.domain.registers.people import Address
from chalicelib.ports.registers.addresses import AddressRegister


@dataclass(frozen=True, slots=True)
class AddressLookup:
    """The addresses of one municipality, for its forms."""

    register: AddressRegister
    tenant: str

    def names(self) -> tuple[Option, ...]:
        """What streets are called, for the browser to complete."""
        names = dict.fromkeys(street.name for street in self.register.streets(self.tenant))
        return tuple(Option(name, name) for name in names)

    def written(self, page: FormPage, raw: Raw) -> Raw:
        """What was filled in on a page, its addresses as the register writes them."""
        changed: dict[str, Any] = dict(raw)
        for field in _addresses(page):
            dwelling = self.register.find(self.tenant, _typed(field, raw))
            if dwelling:
                changed |= _parts(field, dwelling.address)
        return changed

    def meant(self, page: FormPage, raw: Raw) -> tuple[Street, ...]:
        """The streets that somebody may have meant by an address that isn't known as it is.

        None for an address in another municipality, and none that is what was written.
        """
        for field in _addresses(page):
            typed = _typed(field, raw)
            if typed.street and not self.register.find(self.tenant, typed) and self._is_here(typed):
                text = f"{typed.street}, {typed.postcode} {typed.locality}"
                found = self.register.search(self.tenant, text, 6)
                return tuple(street for street in found if not _is_written(street, typed))
        return ()

    def elsewhere(self, page: FormPage, raw: Raw) -> str:
        """The other municipality in which an address lies that must lie here; empty for none.

        Nothing is said where a municipality has no register of its own.
        """
        typed = (_typed(f.id, raw) for f in page.fields.values() if f.here)
        away = (a.locality for a in typed if a.locality and not self._is_here(a))
        return next(away, "") if self.register.streets(self.tenant) else ""

    def chosen(self, page: FormPage, raw: Raw, place: int) -> Raw:
        """What was filled in, with one of the streets that were meant."""
        streets, fields = self.meant(page, raw), list(_addresses(page))
        if place >= len(streets) or not fields:
            return raw
        street, name = streets[place], fields[0]
        parts = {"street": street.name, "postcode": street.postcode, "locality": street.locality}
        return {**raw, **{f"{name}.{part}": text for part, text in parts.items()}}

    def _is_here(self, typed: Address) -> bool:
        streets = self.register.streets(self.tenant)
        here = {plain(s.locality) for s in streets} | {s.postcode for s in streets}
        return plain(typed.locality) in here or typed.postcode in here


def _addresses(page: FormPage) -> Iterable[str]:
    return (field.id for field in page.fields.values() if field.kind is FieldKind.ADDRESS)


def _typed(field: str, raw: Raw) -> Address:
    parts = ("street", "number", "box", "postcode", "locality")
    street, number, box, postcode, locality = (text_of(raw, f"{field}.{p}") for p in parts)
    return Address(street, number, box, postcode, locality, "")


def _parts(field: str, address: Address) -> dict[str, str]:
    return {
        f"{field}.street": address.street,
        f"{field}.number": address.house_number,
        f"{field}.box": address.box,
        f"{field}.postcode": address.postcode,
        f"{field}.locality": address.locality,
    }


def _is_written(street: Street, typed: Address) -> bool:
    same = plain(street.name) == plain(typed.street) and street.postcode == typed.postcode
    return same and plain(street.locality) == plain(typed.locality)
