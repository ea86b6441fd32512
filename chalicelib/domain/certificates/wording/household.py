"""Households and histories of residence, in words."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain.certificates.wording.context import Context, MissingFactError, Piece, Teller
from chalicelib.domain.certificates.wording.printing import Table
from chalicelib.domain.registers.people import HouseholdMember, Position, Residence


def _address(context: Context) -> Iterator[Piece]:
    yield context.line("household.address", context.address(context.household.address))


def _reference(context: Context) -> Iterator[Piece]:
    members = context.household.members
    reference = next((m for m in members if m.position is Position.REFERENCE), None)
    if reference is None:
        raise MissingFactError("household.reference")
    yield context.line("household.reference", reference.name.whole)


def _members(context: Context) -> Iterator[Piece]:
    rows = tuple(_member(context, member) for member in context.household.members)
    if not rows:
        raise MissingFactError("household.members")
    columns = ("position", "name", "born", "number", "since")
    yield Table(
        columns=tuple(context.labels[f"household.{column}"] for column in columns),
        rows=rows,
        code="household.members",
    )


def _member(context: Context, member: HouseholdMember) -> tuple[str, ...]:
    labels = context.labels
    return (
        labels[f"position.{member.position}"],
        member.name.whole,
        f"{labels.date(member.birth.date)}, {labels.town(member.birth.place)}",
        member.number.printed,
        labels.date(member.since),
    )


def _here(context: Context) -> Iterator[Piece]:
    here = [r for r in context.residences if r.address.nis == context.municipality.nis]
    yield _residences(context, here, "residences.here")


def _all(context: Context) -> Iterator[Piece]:
    yield _residences(context, context.residences, "residences.all")


def _residences(context: Context, residences: Iterable[Residence], code: str) -> Table:
    labels = context.labels
    rows = tuple(
        (
            context.address(residence.address),
            labels.date(residence.since),
            labels.date(residence.until) if residence.until else labels["word.now"],
        )
        for residence in residences
    )
    if not rows:
        raise MissingFactError(code)
    columns = ("address", "from", "until")
    return Table(tuple(labels[f"residences.{c}"] for c in columns), rows, code)


HOUSEHOLD_FACTS: Mapping[str, Teller] = {
    "household.address": _address,
    "household.reference": _reference,
    "household.members": _members,
    "residences.here": _here,
    "residences.all": _all,
}
