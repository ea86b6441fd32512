"""Households and histories of residence, in words."""

from collections.abc import Iterable, Iterator, Mapping

from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    whole_name,
)
from chalicelib.domain.issued.printing import Table
from chalicelib.domain.registers.people import HouseholdMember, Position, Residence


def _address(context: Context) -> Iterator[Piece]:
    yield context.line("household.address", context.address(context.household.address))


def _reference(context: Context) -> Iterator[Piece]:
    members = context.household.members
    reference = next((m for m in members if m.position is Position.REFERENCE), None)
    if reference is None:
        raise MissingFactError("household.reference")
    name = whole_name(reference.name, "household.reference")
    yield context.line("household.reference", name)


def _members(context: Context) -> Iterator[Piece]:
    rows = tuple(_member(context, member) for member in context.household.members)
    if not rows:
        raise MissingFactError("household.members")
    columns = [c for c in _COLUMNS if c != "number" or "household.numbers" in context.codes]
    yield Table(
        columns=tuple(context.labels[f"household.{column}"] for column in columns),
        rows=tuple(tuple(row[column] for column in columns) for row in rows),
        code="household.members",
    )


_COLUMNS = ("position", "name", "born", "number", "since")


def _numbers(_: Context) -> Iterator[Piece]:
    """A column of the members' table, which shows it only together with this fact."""
    return iter(())


def _member(context: Context, member: HouseholdMember) -> dict[str, str]:
    labels = context.labels
    return {
        "position": labels[f"position.{member.position}"],
        "name": whole_name(member.name, "household.name"),
        "born": f"{labels.date(member.birth.date)}, {labels.town(member.birth.place)}",
        "number": member.number.printed,
        "since": labels.date(member.since),
    }


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
    "household.numbers": _numbers,
    "residences.here": _here,
    "residences.all": _all,
}
