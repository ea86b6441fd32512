"""Key in a request that came by another channel; the same rules decide, at once."""

from dataclasses import dataclass

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Action, Staff
from chalicelib.domain.certificates.authority import approval_of
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder, applicant_of
from chalicelib.domain.former_cases.handling import DESK, QUEUE
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.ports.queues import WorkMessage
from chalicelib.ports.requests import RequestStore
from chalicelib.usecases.former_cases.addresses import check_reachable
from chalicelib.usecases.former_cases.issue import Issue
from chalicelib.usecases.former_cases.submit import Submit, SubmitCommand
from chalicelib.usecases.workqueue.claim import Claim
from chalicelib.usecases.workqueue.decide import Decide
from chalicelib.usecases.workqueue.desk import Desk, allow

CHANNEL_RULES = frozenset({"channel_is_thuisloket", "assurance_sufficient"})
"""What a clerk lifts by having seen to it who asks."""


@dataclass(frozen=True, slots=True)
class IntakeCommand:
    """What somebody asked for at the counter, by phone or in writing."""

    idempotency_key: str
    channel: Channel
    applicant: NationalNumber
    email: str
    wish: CertificateOrder
    identified_by: Identified | None
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Taken:
    """The request as the rules left it; `can_issue_now` when only the channel is in the way."""

    request: CertificateCase
    can_issue_now: bool
    repeated: bool


@dataclass(frozen=True, slots=True)
class TakeIn:
    """Submits like a citizen does, then decides without waiting for the queue."""

    desk: Desk
    submit: Submit
    issue: Issue
    claim: Claim
    decide: Decide
    requests: RequestStore

    def __call__(self, staff: Staff, command: IntakeCommand) -> Taken:
        """The request, decided on.

        Raises NotThereError, InvalidInputError (`channel_not_keyed_in`,
        `identification_missing`, `address_missing`, `invalid_email`, and those of Submit),
        ConflictError (`idempotency_mismatch`), RetryableError.
        """
        allow(staff, Action.INTAKE)
        _check(command)
        submitted = self.submit(_as_submitted(staff, command))
        request = self._decided(submitted.request)
        return Taken(request, can_issue_now(request), submitted.repeated)

    def issue_now(self, staff: Staff, request_id: str, ground: str = "") -> CertificateCase:
        """The request with its document, made while the applicant waits.

        `ground` is what the clerk saw to, if there is more to say than how they were identified.

        Raises NotThereError, ConflictError (`only_channel` when more stands in the way,
        `own_file`, `staff_number_unknown`, `already_claimed`), RetryableError.
        """
        request = self.desk.case(staff, Action.INTAKE, request_id)
        allow(staff, approval_of(self.issue.ask.document(request)))
        if not can_issue_now(request):
            raise ConflictError(
                "only_channel", "Er staat meer in de weg dan het kanaal. Behandel dit als dossier."
            )
        self.claim.chosen(staff, request_id)
        return self._decided(self.decide.approve(staff, request_id, ground or _ground(request)))

    def _decided(self, request: CertificateCase) -> CertificateCase:
        """The same request after the issuance function; its message finds nothing left to do."""
        instance = request.instance
        self.issue(WorkMessage(request.tenant, request.id, instance.version))
        return self.requests.get(request.tenant, request.id) or request


def can_issue_now(request: CertificateCase) -> bool:
    """Whether nothing but the channel keeps a request that a clerk keyed in from being issued."""
    is_keyed_in = bool(request.intake.keyed_in_by and request.intake.identified_by)
    if not is_keyed_in or request.instance.state not in {QUEUE, DESK} or not request.verdict:
        return False
    objections = {f.code for f in request.verdict.findings if f.outcome != "issue"}
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
    check_reachable(command.email.strip(), command.delivery)


def _as_submitted(staff: Staff, command: IntakeCommand) -> SubmitCommand:
    return SubmitCommand(
        tenant=staff.tenant,
        idempotency_key=command.idempotency_key,
        applicant=Party(applicant_of(command), command.email.strip(), None),
        wish=command.wish,
        channel=command.channel,
        keyed_in_by=staff.id,
        identified_by=command.identified_by,
        delivery=command.delivery,
    )


def _ground(request: CertificateCase) -> str:
    by = request.intake.identified_by
    return f"Alle voorwaarden vervuld; identiteit nagegaan ({by.value if by else ''})"
