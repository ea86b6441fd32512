"""Nobody handles their own case, or a relative's: the register tells who is whose."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import NotAllowedError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers import AccessLog, PersonRegister

OWN_FILE = "own_file"
PURPOSE = "Nagaan dat een medewerker geen eigen dossier of dat van een familielid behandelt"
LEGAL_GROUND = "Verordening (EU) 2016/679, art. 5, lid 1, f), en art. 32"


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Looks at the files of all parties and of who acts for them, the access log first."""

    access_log: AccessLog
    persons: PersonRegister

    def __call__(self, official: Official, case: AnyCase) -> None:
        """Pass, or raise NotAllowedError (`own_file`, `staff_number_unknown`).

        Raises RetryableError when the register can't tell now: then nobody passes.
        """
        staff, own = official.staff, official.staff.number
        if own is None:
            raise NotAllowedError(
                "staff_number_unknown",
                "Uw aanmelding bevat geen rijksregisternummer. Daardoor kunnen wij niet nagaan of"
                " dit uw eigen dossier is. Meld u aan met uw eID.",
            )
        people = dict.fromkeys(_people(case))
        if own in people or any(self._is_relative(staff, own, p, case) for p in people):
            raise NotAllowedError(
                OWN_FILE,
                "Dit dossier gaat over uzelf of een familielid. Een collega behandelt het.",
            )

    def _is_relative(
        self, staff: Staff, own: NationalNumber, person: NationalNumber, case: AnyCase
    ) -> bool:
        context = AccessContext(
            tenant=case.tenant,
            actor=Actor(ActorKind.CLERK, staff.id),
            subject=person,
            purpose=PURPOSE,
            legal_ground=LEGAL_GROUND,
            request_id=case.id,
        )
        answer = self.persons.person(self.access_log.record(context, {Service.PERSON}))
        match answer:
            case Found(file):
                return any(relative.number == own for relative in file.relatives)
            case Unavailable(reason):
                raise RetryableError(f"four eyes: {reason}")
        return False


def _people(case: AnyCase) -> Iterator[NationalNumber]:
    """Everybody who has a part in a case, or acts for somebody who has."""
    for party in case.parties:
        if party.person is not None:
            yield party.person
        if party.represented_by is not None:
            yield party.represented_by.person
