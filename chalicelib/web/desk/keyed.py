"""Who asks, when staff key something in: how it came, and finding the person in the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chalice import Response

from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Person
from chalicelib.domain.shared.errors import DomainError, InvalidInputError
from chalicelib.usecases.handling.look_up import Why
from chalicelib.web.desk import words
from chalicelib.web.desk.search import a_birth_date
from chalicelib.web.desk.working import Colleague, desk_page
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.bodies import national_number
from chalicelib.web.http.problems import FieldError

KEYED_IN = tuple(channel for channel in Channel if channel is not Channel.THUISLOKET)
"""The channels by which something comes that staff key in."""

_REASONS: Mapping[str, str] = {
    Channel.COUNTER: "aanvraag_balie",
    Channel.PHONE: "aanvraag_telefoon",
}
"""Why a person is looked up, by channel; the rest comes in writing."""


FIELD_OF: Mapping[str, str] = {"number": "aanvrager", "family": "naam"}
"""The field of the form for what the use cases call it."""


@dataclass(frozen=True, slots=True)
class WhoForm:
    """The first form of a process: its heading, where it is sent, and what it asks besides.

    That is one choice: its name, label and options, and the words of making none.
    """

    heading: str
    path: str
    name: str
    label: str
    options: Iterable[tuple[str, str]]
    empty: str


@dataclass(frozen=True, slots=True)
class KeyableProcess:
    """A process whose cases somebody may key in: its Dutch word in addresses, and its title."""

    slug: str
    title: str


def who_page(
    asked: RequestContext,
    colleague: Colleague,
    asks: WhoForm,
    values: Mapping[str, str],
    *,
    errors: tuple[FieldError, ...] = (),
    people: Sequence[Person] = (),
) -> Response:
    """How it came and who asks; `people` to choose from when a name is that of several."""
    labels = words.of("channels")
    return desk_page(
        asked,
        colleague,
        "who.html",
        status=422 if errors else 200,
        asks=asks,
        values=values,
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        channels=[(channel.value, labels[channel]) for channel in KEYED_IN],
        others=keyable(asked, colleague.staff),
        people=people,
    )


def wrong_field(
    error: DomainError, names: Mapping[str, str] = FIELD_OF, otherwise: str = "aanvrager"
) -> FieldError:
    """What is wrong, at its field of the form."""
    name = (isinstance(error, InvalidInputError) and error.field) or otherwise
    return FieldError(names.get(name, name), error.code, error.public)


def found_people(
    asked: RequestContext, colleague: Colleague, values: Mapping[str, str]
) -> list[Person]:
    """Whom the register knows, by `aanvrager` or by `naam` and `geboren`, `kanaal` the reason.

    The look is logged. Raises InvalidInputError naming fields, what four eyes raise.
    """
    why = Why(reason=_REASONS.get(values["kanaal"], "aanvraag_brief"))
    look_up = asked.wiring.handling.look_up
    if values["aanvrager"]:
        number = typed_number(asked, values["aanvrager"])
        return [look_up.by_number(colleague.staff, number, why)]
    if not values["naam"]:
        sentence = "Vul het rijksregisternummer in, of de naam en de geboortedatum."
        raise InvalidInputError("person_missing", sentence, "aanvrager")
    born = a_birth_date(asked, values["geboren"])
    people = look_up.by_name(colleague.staff, values["naam"], born, why)
    if not people:
        sentence = "Wij vonden niemand met deze naam en geboortedatum."
        raise InvalidInputError("person_unknown", sentence, "naam")
    return people


def typed_number(asked: RequestContext, text: str) -> NationalNumber:
    """Somebody's number as it was typed. Raises InvalidInputError naming `aanvrager`."""
    allow_test = asked.wiring.settings.allow_test_numbers
    return national_number(text, "aanvrager", allow_test=allow_test)


def check_channel(channel: str) -> None:
    """Raises InvalidInputError for one that isn't keyed in."""
    if channel not in KEYED_IN:
        raise InvalidInputError("unknown_channel", "Kies hoe de aanvraag binnenkwam.", "kanaal")


def check_identified(code: str) -> None:
    """Raises InvalidInputError where it isn't said how somebody made sure of the person."""
    if code not in set(Identified):
        sentence = "Kies hoe u de identiteit nakeek."
        raise InvalidInputError("identification_missing", sentence, "identificatie")


def keyable(asked: RequestContext, staff: Staff) -> list[KeyableProcess]:
    """The processes offered here whose generated form somebody may fill in for others."""
    frames = asked.wiring.road.frames
    found = (frames.new(one.id, asked.tenant) for one in frames.offered(asked.tenant))
    return [
        KeyableProcess(frame.definition.slug, frame.definition.title)
        for frame in found
        if may_key_in(staff, frame)
    ]


def may_key_in(staff: Staff, frame: Frame) -> bool:
    """Whether somebody may begin a case of a process for others, on its generated form."""
    start = frame.definition.start
    has_role = bool(staff.powers & set(start.counter)) and bool(start.pages)
    is_here = may(staff, StaffAction.INTAKE, frame.municipality.nis)
    return is_here and has_role and not start.own_pages
