"""What the National Register says of a person, in words."""

from collections.abc import Iterator, Mapping

from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    given,
)
from chalicelib.domain.certificates.wording.printing import Line
from chalicelib.domain.registers.people import PersonName, PersonStatus


def name_lines(context: Context, name: PersonName) -> Iterator[Line]:
    """Name and given names, each on a line of its own."""
    given_names = " ".join(name.given) or context.labels["word.no_given_names"]
    yield context.line("person.family_name", name.family)
    yield context.line("person.given_names", given_names)


def _name(context: Context) -> Iterator[Piece]:
    yield from name_lines(context, context.person.name)


def _birth(context: Context) -> Iterator[Piece]:
    birth = context.person.birth
    yield context.line("person.birth_date", context.labels.date(birth.date))
    yield context.line("person.birth_place", context.labels.town(birth.place))


def _national_number(context: Context) -> Iterator[Piece]:
    yield context.line("person.national_number", context.person.number.printed)


def _address(context: Context) -> Iterator[Piece]:
    address = given(context.person.address, "person.address")
    yield context.line("person.address", context.address(address))


def _address_since(context: Context) -> Iterator[Piece]:
    since = given(context.person.address_since, "person.address_since")
    yield context.line("person.address_since", context.labels.date(since))


def _registered_since(context: Context) -> Iterator[Piece]:
    since = given(context.person.registered_since, "person.registered_since")
    yield context.line("person.registered_since", context.labels.date(since))


def _nationality(context: Context) -> Iterator[Piece]:
    texts = context.labels.texts
    names = [texts.get(f"nationality.{n.code}", n.name) for n in context.person.nationalities]
    yield context.line("person.nationality", given(", ".join(names), "person.nationality"))


def _nationality_acquired(context: Context) -> Iterator[Piece]:
    belgian = next((n for n in context.person.nationalities if n.is_belgian), None)
    nationality = given(belgian, "person.nationality_acquired")
    none = context.labels["word.none_registered"]
    since = context.labels.date(nationality.since) if nationality.since else none
    yield context.line("person.nationality_since", since)
    yield context.line("person.nationality_ground", nationality.ground or none)


def _civil_status(context: Context) -> Iterator[Piece]:
    person = context.person
    status = context.labels[f"civil_status.{person.civil_status}"]
    yield context.line("person.civil_status", status)
    if person.civil_status_since:
        since = context.labels.date(person.civil_status_since)
        yield context.line("person.civil_status_since", since)


def _spouse(context: Context) -> Iterator[Piece]:
    if context.person.spouse:
        yield context.line("person.spouse", context.person.spouse.whole)


def _cohabitation(context: Context) -> Iterator[Piece]:
    lasting = context.person.cohabitation
    if lasting is None:
        yield context.line("person.cohabitation", context.labels["word.none_registered"])
        return
    yield context.line("person.cohabitation_partner", lasting.partner.whole)
    yield context.line("person.cohabitation_since", context.labels.date(lasting.since))
    yield context.line("person.cohabitation_place", lasting.municipality)


def _last_wishes(context: Context) -> Iterator[Piece]:
    wishes, none = context.person.last_wishes, context.labels["word.none_registered"]
    if wishes is None:
        yield context.line("person.last_wishes", none)
        return
    yield context.line("person.burial", wishes.burial or none)
    yield context.line("person.rites", wishes.rites or none)
    yield context.line("person.wishes_declared_on", context.labels.date(wishes.declared_on))


def _voter(context: Context) -> Iterator[Piece]:
    word = "person.is_voter" if context.person.is_voter else "person.is_no_voter"
    yield context.line("person.voter", context.labels[word])


def _alive(context: Context) -> Iterator[Piece]:
    """Never said of somebody whom the register knows to have died."""
    person = context.person
    if person.died or person.status is PersonStatus.DECEASED:
        raise MissingFactError("person.alive")
    day = context.labels.date(context.issued_on)
    yield context.line("person.alive", context.labels.say("person.alive_on", date=day))


def _died(context: Context) -> Iterator[Piece]:
    died = given(context.person.died, "person.died")
    yield context.line("person.died", context.labels.date(died))


PERSON_FACTS: Mapping[str, Teller] = {
    "person.name": _name,
    "person.birth": _birth,
    "person.national_number": _national_number,
    "person.address": _address,
    "person.address_since": _address_since,
    "person.registered_since": _registered_since,
    "person.nationality": _nationality,
    "person.nationality_acquired": _nationality_acquired,
    "person.civil_status": _civil_status,
    "person.spouse": _spouse,
    "person.cohabitation": _cohabitation,
    "person.last_wishes": _last_wishes,
    "person.voter": _voter,
    "person.alive": _alive,
    "person.died": _died,
}
