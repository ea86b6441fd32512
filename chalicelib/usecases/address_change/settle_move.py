"""The works that end a declaration: register it, refuse it, or take its mark away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from chalicelib.domain.address_change.move import REFERENCE_PERSON, Move, MoveCase, party_in
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relocation import Relocation, UnfitError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers.updates import RegisterUpdates
from chalicelib.usecases.cases.documents.make_slot import MakeSlot
from chalicelib.usecases.cases.working.works import WorkContext


@dataclass(frozen=True, slots=True)
class RegisterMove:
    """The registers change once, whole; the former municipality gets its notice."""

    updates: RegisterUpdates
    make: MakeSlot

    def __call__(self, case: MoveCase, context: WorkContext) -> Outcome[Move]:
        """Registered from the day of the declaration on; a human where the registers don't fit.

        Whoever is registered is so from that day (federal instructions: a positive inquiry).
        """
        move = case.payload
        codes = move.to_register
        try:
            self.updates.move(_relocation(case, codes))
        except UnfitError as error:
            return Human("register_conflict", error.reason)
        except RetryableError:
            return Later("register_away")
        after = replace(
            move, registered=(*move.registered, *codes), registered_on=context.frame.day
        )
        made = tuple(self._notices(replace(case, payload=after), context.frame))
        return Done(("registers_changed",), after, documents=made)

    def _notices(self, case: MoveCase, frame: Frame) -> Iterator[IssuedDocument]:
        if case.payload.former:
            slot = "notice_after_appeal" if case.payload.is_granted else "notice_registered"
            yield self.make(case, slot, frame)


@dataclass(frozen=True, slots=True)
class RefuseMove:
    """The decision on paper; who is refused bears no mark any more."""

    updates: RegisterUpdates
    make: MakeSlot

    def __call__(self, case: MoveCase, context: WorkContext) -> Outcome[Move]:
        """Refused; later while a register is away."""
        move = case.payload
        refused = [m.number for m in move.moving if m.code not in move.registered]
        slots = ("refusal", "notice_refused") if move.former else ("refusal",)
        try:
            made = tuple(self.make(case, slot, context.frame) for slot in slots)
            self.updates.clear(case.id, refused)
        except RetryableError:
            return Later("register_away")
        return Done(("refusal_made",), documents=made)


@dataclass(frozen=True, slots=True)
class ClearMark:
    """A declaration that ends leaves no mark in the register."""

    updates: RegisterUpdates

    def __call__(self, case: MoveCase, context: WorkContext) -> Outcome[Move]:  # noqa: ARG002
        """Cleared; later while a register is away."""
        try:
            self.updates.clear(case.id, case.payload.marked)
        except RetryableError:
            return Later("register_away")
        return Done(("mark_cleared",), replace(case.payload, marked=()))


def _relocation(case: MoveCase, codes: tuple[str, ...]) -> Relocation:
    """Raises UnfitError (`no_address`) where there is nothing to register."""
    move = case.payload
    if move.new_address is None or move.declared_on is None:
        raise UnfitError("no_address")
    people = tuple(m.number for m in move.moving if m.code in codes)
    address = replace(move.new_address, nis=case.tenant)
    return Relocation(case.id, people, address, move.declared_on, _joined(case))


def _joined(case: MoveCase) -> NationalNumber | None:
    """Whose household it becomes part of: only where that person said so."""
    party = party_in(case, REFERENCE_PERSON)
    move = case.payload
    is_one = move.joins_household and move.one_household and party is not None and party.confirmed
    return party.person if party and is_one else None
