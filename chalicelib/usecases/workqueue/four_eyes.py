"""Nobody handles their own file, or a relative's: the register tells who is whose."""

from dataclasses import dataclass

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.former_cases.case import NOBODY, Request
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.registers import AccessLog, PersonRegister

PURPOSE = "Nagaan dat een medewerker geen eigen dossier of dat van een familielid behandelt"
LEGAL_GROUND = "Verordening (EU) 2016/679, art. 5, lid 1, f), en art. 32"


@dataclass(frozen=True, slots=True)
class FourEyes:
    """Looks at the files of who asks and whom it is about, in the access log like any look."""

    access_log: AccessLog
    persons: PersonRegister

    def __call__(self, staff: Staff, request: Request) -> None:
        """Pass, or raise ConflictError (`own_file`, `staff_number_unknown`).

        Raises RetryableError when the register can't tell now: then nobody passes.
        """
        if staff.number is None:
            raise ConflictError(
                "staff_number_unknown",
                "Uw aanmelding bevat geen rijksregisternummer. Daardoor kunnen wij niet nagaan of"
                " dit uw eigen dossier is. Meld u aan met uw eID.",
            )
        for person in {request.wish.subject, request.applicant.number} - {NOBODY}:
            if staff.number == person or self._is_relative(staff, staff.number, person, request):
                raise ConflictError(
                    "own_file",
                    "Dit dossier gaat over uzelf of een familielid. Een collega behandelt het.",
                )

    def _is_relative(
        self, staff: Staff, own: NationalNumber, person: NationalNumber, request: Request
    ) -> bool:
        context = AccessContext(
            tenant=request.tenant,
            actor=Actor(ActorKind.CLERK, staff.id),
            subject=person,
            purpose=PURPOSE,
            legal_ground=LEGAL_GROUND,
            request_id=request.id,
        )
        answer = self.persons.person(self.access_log.record(context, {Service.PERSON}))
        match answer:
            case Found(file):
                return any(relative.number == own for relative in file.relatives)
            case Unavailable(reason):
                raise RetryableError(f"four eyes: {reason}")
        return False
