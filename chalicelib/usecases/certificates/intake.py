"""Key in a request that came by another channel; the same rules decide on it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chalicelib.domain.cases.intake import Channel, Identified, Intake
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Staff, StaffAction
from chalicelib.domain.cases.verdict import Finding
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.order import (
    APPLICANT,
    PROCESS,
    RESULT,
    CertificateCase,
    CertificateOrder,
    as_form,
)
from chalicelib.domain.certificates.reachable import check_reachable
from chalicelib.domain.certificates.vouching import is_only_channel, may_vouch
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotThereError,
)
from chalicelib.ports.certificates import Catalogue
from chalicelib.usecases.cases.acting.act import Acting, ActOnCase
from chalicelib.usecases.cases.opening.open_case import OpenCase, OpenCommand, OpenedCase
from chalicelib.usecases.handling.at_hand import AtHand, InHand, allow
from chalicelib.usecases.handling.claim import ClaimCase
from chalicelib.usecases.handling.four_eyes import LEGAL_GROUND as FOUR_EYES
from chalicelib.usecases.handling.four_eyes import OWN_FILE, PURPOSE, AccessReason, FourEyes

REVIEW, APPROVE = "clerk_review", "approve"


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
class TakeIn:
    """Opens a case as a citizen does; the issuance function decides on it, as on any.

    Where who keys it in saw the card, and may decide by themselves, the document is made without
    the worklist when nothing but channel and sign-in stands in the way.
    """

    at_hand: AtHand
    open_case: OpenCase
    claim: ClaimCase
    act: ActOnCase
    four_eyes: FourEyes
    catalogue: Catalogue

    def __call__(self, staff: Staff, command: IntakeCommand) -> OpenedCase:
        """The case, on its way to the issuance function.

        Raises NotThereError, InvalidInputError (`channel_not_keyed_in`,
        `identification_missing`, `address_missing`, `invalid_email`, and those of OpenCase),
        ConflictError (`idempotency_mismatch`), NotAllowedError (`may_not_open`,
        `staff_number_unknown`), RetryableError.
        """
        allow(staff, StaffAction.INTAKE)
        _check(command)
        opening = _opening(staff, command)
        opened = self.open_case(replace(opening, is_vouched=self._vouches(staff, command)))
        if opened.repeated:
            self.at_hand.of(staff, opened.case)
        return opened

    def issue_now(self, staff: Staff, case_id: str) -> None:
        """Approve a case in which only the channel is in the way, in one go.

        Raises NotThereError, ConflictError (`only_channel` when more stands in the way), what
        claiming and acting raise, RetryableError.
        """
        found = self._found(staff, case_id)
        if found.frame.type.is_act(found.case, RESULT):
            allow(staff, StaffAction.GIVE_ACT)
        verdict, state = found.case.verdict, found.case.instance.state
        if not can_issue_now(state, found.case.intake, verdict.findings if verdict else ()):
            raise ConflictError(
                "only_channel", "Er staat meer in de weg dan het kanaal. Behandel dit als dossier."
            )
        case = self.claim.chosen(staff, case_id)
        self.act(_approval(staff, case))

    def _found(self, staff: Staff, case_id: str) -> InHand:
        allow(staff, StaffAction.INTAKE)
        found = self.at_hand.case(staff, case_id)
        if found.case.process != PROCESS or not found.case.intake.keyed_in_by:
            raise NotThereError("Dit dossier hebben we niet gevonden.")
        return found

    def _vouches(self, staff: Staff, command: IntakeCommand) -> bool:
        """Whether who keys it in needs nobody else: not for themselves, nor for a relative."""
        document: DocumentType | None = self.catalogue.get(command.order.document_id)
        is_seen = command.identified_by is Identified.CARD and may_vouch(staff, document)
        return is_seen and self._is_no_relative(staff, command)

    def _is_no_relative(self, staff: Staff, command: IntakeCommand) -> bool:
        people = tuple(dict.fromkeys((command.applicant, command.order.subject)))
        try:
            self.four_eyes.over(staff, people, AccessReason(PURPOSE, FOUR_EYES))
        except NotAllowedError as error:
            if error.code != OWN_FILE:
                raise
            return False
        return True


def can_issue_now(state: str, intake: Intake, findings: Iterable[Finding]) -> bool:
    """Whether nothing but the channel keeps a case that a clerk keyed in from being issued."""
    is_keyed_in = bool(intake.keyed_in_by and intake.identified_by)
    return is_keyed_in and state == REVIEW and is_only_channel(findings)


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


def _approval(staff: Staff, case: CertificateCase) -> Acting:
    by, version = case.intake.identified_by, case.instance.version
    ground = f"Alle voorwaarden vervuld; identiteit nagegaan ({by.value if by else ''})"
    return Acting(
        tenant=case.tenant,
        case_id=case.id,
        seen=version,
        action=APPROVE,
        actor=Official(staff),
        raw={"ground": ground},
        key=f"issue now {version}",
    )
