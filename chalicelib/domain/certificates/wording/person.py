"""What the National Register says of a person, in words."""

from collections.abc import Iterator, Mapping

from chalicelib.domain.certificates.wording.context import (
    Context,
    MissingFactError,
    Piece,
    Teller,
    family_name,
    given,
    whole_name,
)
from chalicelib.domain.issued.printing import Line
from chalicelib.domain.registers.people import Nationality, PersonName, PersonStatus


def name_lines(context: Context, name: PersonName) -> Iterator[Line]:
    """Name and given names, each on a line of its own."""
    given_names = " ".join(name.given) or context.labels["word.no_given_names"]
    family = given(family_name(name), "person.family_name")
    yield context.line("person.family_name", family)
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
    held = context.person.nationalities
    names = [texts.get(f"nationality.{n.code}", n.name) for n in held]
    is_translated = all(f"nationality.{n.code}" in texts for n in held)
    text = given(", ".join(names), "person.nationality")
    yield (
        context.line("person.nationality", text)
        if is_translated
        else context.free("person.nationality", text)
    )


def _belgian(context: Context) -> Nationality:
    belgian = next((n for n in context.person.nationalities if n.is_belgian), None)
    return given(belgian, "person.nationality_acquired")


def _nationality_since(context: Context) -> Iterator[Piece]:
    since = _belgian(context).since
    text = context.labels.date(since) if since else context.labels["word.none_registered"]
    yield context.line("person.nationality_since", text)


def _nationality_ground(context: Context) -> Iterator[Piece]:
    yield _free(context, "person.nationality_ground", _belgian(context).ground)


def _free(context: Context, label: str, text: str) -> Line:
    """A text as the register has it; that there is none, in the document's language."""
    if not text:
        return context.line(label, context.labels["word.none_registered"])
    return context.free(label, text)


def _civil_status(context: Context) -> Iterator[Piece]:
    person = context.person
    status = context.labels[f"civil_status.{person.civil_status}"]
    yield context.line("person.civil_status", status)
    if person.civil_status_since:
        since = context.labels.date(person.civil_status_since)
        yield context.line("person.civil_status_since", since)


def _spouse(context: Context) -> Iterator[Piece]:
    if context.person.spouse:
        yield context.line("person.spouse", whole_name(context.person.spouse, "person.spouse"))


def _cohabitation(context: Context) -> Iterator[Piece]:
    lasting = context.person.cohabitation
    if lasting is None:
        yield context.line("person.cohabitation", context.labels["word.none_registered"])
        return
    partner = whole_name(lasting.partner, "person.cohabitation_partner")
    yield context.line("person.cohabitation_partner", partner)
    yield context.line("person.cohabitation_since", context.labels.date(lasting.since))
    yield context.line("person.cohabitation_place", lasting.municipality)


def _last_wishes(context: Context) -> Iterator[Piece]:
    wishes = context.person.last_wishes
    if wishes is None:
        yield context.line("person.last_wishes", context.labels["word.none_registered"])
        return
    yield _free(context, "person.burial", wishes.burial)
    yield _free(context, "person.rites", wishes.rites)
    yield _free(context, "person.resting_place", wishes.resting_place)
    yield _free(context, "person.contract", wishes.contract)
    yield context.line("person.wishes_declared_on", context.labels.date(wishes.declared_on))


def _voter(context: Context) -> Iterator[Piece]:
    word = "person.is_voter" if context.person.is_voter else "person.is_no_voter"
    yield context.line("person.voter", context.labels[word])


def _candidate(context: Context) -> Iterator[Piece]:
    """Whether the voter may stand as a candidate; nothing when the register doesn't say."""
    may_be = context.person.may_be_elected
    if may_be is not None:
        word = "person.may_be_elected" if may_be else "person.may_not_be_elected"
        yield context.line("person.candidate", context.labels[word])


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
    "person.nationality_since": _nationality_since,
    "person.nationality_ground": _nationality_ground,
    "person.civil_status": _civil_status,
    "person.spouse": _spouse,
    "person.cohabitation": _cohabitation,
    "person.last_wishes": _last_wishes,
    "person.voter": _voter,
    "person.candidate": _candidate,
    "person.alive": _alive,
    "person.died": _died,
}
