"""Nobody handles their own case, or a relative's: the register tells who is whose."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Person
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers import AccessLog, PersonRegister

OWN_FILE = "own_file"
PURPOSE = "Nagaan dat een medewerker geen eigen dossier of dat van een familielid behandelt"
LEGAL_GROUND = "Verordening (EU) 2016/679, art. 5, lid 1, f), en art. 32"
_ASKED = frozenset({Service.PERSON})


@dataclass(frozen=True, slots=True)
class AccessReason:
    """Why somebody's file is opened, as the log says it; `case_id` is empty without a case."""

    purpose: str
    ground: str
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Looks at the files of all parties, of who acts for them, and of whom a case is about.

    The access log first. `about` gives the last, whoever asked for something about them.
    """

    access_log: AccessLog
    persons: PersonRegister
    about: Callable[[AnyCase], Iterable[NationalNumber]] = lambda _: ()

    def __call__(
        self, official: Official, case: AnyCase, purpose: str = PURPOSE, ground: str = LEGAL_GROUND
    ) -> None:
        """Pass, or raise NotAllowedError (`own_file`, `staff_number_unknown`).

        Each party gets a line in the log with the purpose and its legal ground. Raises
        RetryableError when the register can't tell now: then nobody passes.
        """
        people = tuple(dict.fromkeys((*people_of(case), *self.about(case))))
        self.over(official.staff, people, AccessReason(purpose, ground, case.id))

    def over(self, staff: Staff, people: Sequence[NationalNumber], reason: AccessReason) -> None:
        """The same over people without a case. Raises what a call raises."""
        check_own(staff, people)
        for person in people:
            self.file(staff, person, reason)

    def of_person(self, staff: Staff, person: NationalNumber, purpose: str, ground: str) -> None:
        """The same over one person, whose case isn't begun yet. Raises what a call raises."""
        self.over(staff, (person,), AccessReason(purpose, ground))

    def file(self, staff: Staff, number: NationalNumber, reason: AccessReason) -> Person | None:
        """Somebody's file; None when the register knows nobody. Raises what a call raises."""
        check_own(staff, (number,))
        match self.persons.person(self.access_log.record(_context(staff, number, reason), _ASKED)):
            case Found(file):
                check_own(staff, [relative.number for relative in file.relatives])
                return file
            case Unavailable(why):
                raise RetryableError(f"four eyes: {why}")
        return None


def check_own(staff: Staff, people: Sequence[NationalNumber]) -> None:
    """Pass where somebody isn't one of these. Raises what four eyes raise."""
    if staff.number is None:
        raise NotAllowedError(
            "staff_number_unknown",
            "Uw aanmelding bevat geen rijksregisternummer. Daardoor kunnen wij niet nagaan of"
            " dit uw eigen dossier is. Meld u aan met uw eID.",
        )
    if staff.number in people:
        raise NotAllowedError(
            OWN_FILE, "Dit dossier gaat over uzelf of een familielid. Een collega behandelt het."
        )


def _context(staff: Staff, person: NationalNumber, reason: AccessReason) -> AccessContext:
    return AccessContext(
        tenant=staff.tenant,
        actor=Actor(ActorKind.CLERK, staff.id),
        subject=person,
        purpose=reason.purpose,
        legal_ground=reason.ground,
        request_id=reason.case_id or None,
    )


def people_of(case: AnyCase) -> Iterator[NationalNumber]:
    """Everybody who has a part in a case, or acts for somebody who has."""
    for party in case.parties:
        if party.person is not None:
            yield party.person
        if party.represented_by is not None:
            yield party.represented_by.person
