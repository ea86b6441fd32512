"""Key in a request that came by another channel; the same rules decide, at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.domain.certificates.order import (
    APPLICANT,
    PROCESS,
    RESULT,
    CertificateCase,
    CertificateOrder,
    as_form,
)
from chalicelib.domain.certificates.reachable import check_reachable
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError, NotThereError
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.usecases.cases.acting.act import Acting, ActOnCase
from chalicelib.usecases.cases.open_case import OpenCase, OpenCommand
from chalicelib.usecases.handling.at_hand import AtHand, InHand, allow
from chalicelib.usecases.handling.claim import ClaimCase

CHANNEL_RULES = frozenset({"channel_is_thuisloket", "assurance_sufficient"})
"""What a clerk lifts by having seen to it who asks."""

REVIEW, APPROVE = "clerk_review", "approve"

type Run = Callable[[CaseMessage], object]
"""Runs the work of a case, as the issuance function does."""


@dataclass(frozen=True, slots=True)
class IntakeCommand:
    """What somebody asked for at the counter, by phone or in writing."""

    idempotency_key: str
    channel: Channel
    applicant: NationalNumber
    email: str
    order: CertificateOrder
    identified_by: Identified | None


@dataclass(frozen=True, slots=True)
class Taken:
    """The case as the rules left it; `can_issue_now` when only the channel is in the way."""

    case: CertificateCase
    can_issue_now: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Opens a case as a citizen does, then decides without waiting for the queue."""

    at_hand: AtHand
    open_case: OpenCase
    run: Run
    claim: ClaimCase
    act: ActOnCase

    def __call__(self, staff: Staff, command: IntakeCommand) -> Taken:
        """The case, decided on.

        Raises NotThereError, InvalidInputError (`channel_not_keyed_in`,
        `identification_missing`, `address_missing`, `invalid_email`, and those of OpenCase),
        ConflictError (`idempotency_mismatch`), NotAllowedError (`may_not_open`), RetryableError.
        """
        allow(staff, StaffAction.INTAKE)
        _check(command)
        opened = self.open_case(_opening(staff, command))
        case = self._decided(staff, opened.case)
        return Taken(case, can_issue_now(case), opened.repeated)

    def look(self, staff: Staff, case_id: str) -> Taken:
        """How a case that was keyed in stands. Raises NotThereError, RetryableError."""
        case = self._found(staff, case_id).case
        return Taken(case, can_issue_now(case), repeated=True)

    def issue_now(self, staff: Staff, case_id: str, ground: str = "") -> CertificateCase:
        """The case with its document, made while the applicant waits.

        `ground` is what the clerk saw to, if there is more to say than how they were identified.

        Raises NotThereError, ConflictError (`only_channel` when more stands in the way), what
        claiming and acting raise, RetryableError.
        """
        found = self._found(staff, case_id)
        if found.frame.type.is_act(found.case, RESULT):
            allow(staff, StaffAction.GIVE_ACT)
        if not can_issue_now(found.case):
            raise ConflictError(
                "only_channel", "Er staat meer in de weg dan het kanaal. Behandel dit als dossier."
            )
        case = self.claim.chosen(staff, case_id)
        self.act(_approval(staff, case, ground))
        return self._decided(staff, self._found(staff, case_id).case)

    def _found(self, staff: Staff, case_id: str) -> InHand:
        allow(staff, StaffAction.INTAKE)
        found = self.at_hand.case(staff, case_id)
        if found.case.process != PROCESS or not found.case.intake.keyed_in_by:
            raise NotThereError("Dit dossier hebben we niet gevonden.")
        return found

    def _decided(self, staff: Staff, case: CertificateCase) -> CertificateCase:
        """The same case after the issuance function; its message finds nothing left to do."""
        self.run(CaseMessage(case.tenant, case.id, case.instance.version))
        return self.at_hand.case(staff, case.id).case


def can_issue_now(case: CertificateCase) -> bool:
    """Whether nothing but the channel keeps a case that a clerk keyed in from being issued."""
    is_keyed_in = bool(case.intake.keyed_in_by and case.intake.identified_by)
    if not is_keyed_in or case.instance.state != REVIEW or not case.verdict:
        return False
    objections = {f.code for f in case.verdict.findings if f.outcome != "issue"}
    return bool(objections) and objections <= CHANNEL_RULES


def _check(command: IntakeCommand) -> None:
    if command.channel is Channel.THUISLOKET:
        raise InvalidInputError(
            "channel_not_keyed_in", "Kies hoe de aanvraag binnenkwam.", "channel"
        )
    if command.identified_by is None:
        raise InvalidInputError(
            "identification_missing", "Geef op hoe u naging wie de aanvrager is.", "identified_by"
        )
    check_reachable(command.email.strip(), command.order.delivery)


def _opening(staff: Staff, command: IntakeCommand) -> OpenCommand:
    return OpenCommand(
        tenant=staff.tenant,
        process=PROCESS,
        role=APPLICANT,
        person=command.applicant,
        email=command.email.strip(),
        raw=as_form(replace(command.order, replaces="")),
        key=command.idempotency_key,
        channel=command.channel,
        staff=staff,
        identified_by=command.identified_by,
    )


def _approval(staff: Staff, case: CertificateCase, ground: str) -> Acting:
    by, version = case.intake.identified_by, case.instance.version
    usual = f"Alle voorwaarden vervuld; identiteit nagegaan ({by.value if by else ''})"
    return Acting(
        tenant=case.tenant,
        case_id=case.id,
        seen=version,
        action=APPROVE,
        actor=Official(staff),
        raw={"ground": ground or usual},
        key=f"issue now {version}",
    )
