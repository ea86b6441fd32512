"""Accept a request: check it, store it once, and put it on its way."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.certificates.catalogue import DocumentType, Variant
from chalicelib.domain.certificates.evaluate import preview
from chalicelib.domain.certificates.facts import Dossier, Facts
from chalicelib.domain.former_cases.as_case import case_of
from chalicelib.domain.former_cases.case import PROCESS, Applicant, Intake, Request, Wish
from chalicelib.domain.former_process import Event, start
from chalicelib.domain.shared.errors import ConflictError, InvalidInputError
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Clock, Ids, Keys
from chalicelib.ports.queues import WorkMessage, WorkQueue
from chalicelib.ports.requests import Guards, Prints, Repeated, RequestStore
from chalicelib.ports.templates import Catalogue, Municipalities, Processes

IDEMPOTENCY_DAYS = 2
MAX_KEY_LENGTH = 200
MAX_REMARK_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class SubmitCommand:
    """What a caller wants, and the key under which repeating it is the same request."""

    tenant: str
    idempotency_key: str
    applicant: Applicant
    wish: Wish
    channel: Channel = Channel.THUISLOKET
    keyed_in_by: str = ""
    identified_by: Identified | None = None
    delivery: Delivery = Delivery.LINK
    replaces: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """The stored request, with the verdict as far as it can be known without a register."""

    request: Request
    repeated: bool


@dataclass(frozen=True, slots=True)
class Submit:
    """One transaction and one message: then it can't be lost (DESIGN promise 1)."""

    catalogue: Catalogue
    municipalities: Municipalities
    processes: Processes
    requests: RequestStore
    issue_queue: WorkQueue
    keys: Keys
    clock: Clock
    ids: Ids

    def __call__(self, command: SubmitCommand) -> Submitted:
        """Store a request and send it to the issuance function.

        Raises InvalidInputError (`unknown_document`, `unknown_variant`, `unknown_language`,
        `unknown_purpose`, `invalid_idempotency_key`, `remark_too_long`), ConflictError
        (`idempotency_mismatch`), RetryableError.
        """
        municipality = self.municipalities.get(command.tenant)
        document, variant = self._check(command)
        now = self.clock.now()
        request, event = self._new(command, municipality, now)
        guards = self._guards(command, municipality, now)
        answer = self.requests.create(request, (event,), guards)
        if isinstance(answer, Repeated):
            return self._repeated(answer)
        self._send(answer.request)
        return Submitted(
            self._with_preview(answer.request, document, variant, municipality, now),
            repeated=False,
        )

    def _check(self, command: SubmitCommand) -> tuple[DocumentType, Variant]:
        key, wish = command.idempotency_key, command.wish
        if not (0 < len(key) <= MAX_KEY_LENGTH and key.isprintable() and key.isascii()):
            raise InvalidInputError(
                "invalid_idempotency_key",
                "De Idempotency-Key ontbreekt, of is geen leesbare tekst van hoogstens 200 tekens.",
                "Idempotency-Key",
            )
        document = self.catalogue.get(wish.document_id)
        if document is None:
            raise InvalidInputError(
                "unknown_document", "Dit document bestaat niet in onze catalogus.", "document"
            )
        return document, check_wish(wish, document)

    def _new(
        self, command: SubmitCommand, municipality: Municipality, now: datetime
    ) -> tuple[Request, Event]:
        step = start(
            self.processes.get(PROCESS),
            now,
            municipality.calendar,
            actor="clerk" if command.keyed_in_by else "citizen",
            data=(
                ("document", command.wish.document_id),
                ("variant", command.wish.variant),
                ("language", command.wish.language),
                ("channel", command.channel.value),
            ),
        )
        request = Request(
            tenant=command.tenant,
            id=self.ids.request_id(),
            wish=command.wish,
            applicant=command.applicant,
            intake=Intake(
                command.channel,
                now,
                command.keyed_in_by,
                identified_by=command.identified_by,
                delivery=command.delivery,
                replaces=command.replaces,
            ),
            instance=step.instance,
        )
        return request, step.event

    def _guards(self, command: SubmitCommand, municipality: Municipality, now: datetime) -> Guards:
        day, limits = municipality.day_of(now), municipality.limits
        return Guards(
            prints=tuple(_prints(command, day, keys) for keys in self.keys.versions()),
            duplicate_until=now + timedelta(minutes=limits.duplicate_minutes),
            rate_limit=limits.requests_per_day,
            expires_at=now + timedelta(days=IDEMPOTENCY_DAYS),
        )

    def _repeated(self, answer: Repeated) -> Submitted:
        if not answer.same_body:
            raise ConflictError(
                "idempotency_mismatch",
                "Deze Idempotency-Key is al gebruikt voor een andere aanvraag.",
            )
        return Submitted(answer.request, repeated=True)

    def _send(self, request: Request) -> None:
        """Send; when that fails the request is safe all the same: the tick finds and sends it."""
        with suppress(RetryableError):
            self.issue_queue.send(WorkMessage(request.tenant, request.id, request.instance.version))

    def _with_preview(
        self,
        request: Request,
        document: DocumentType,
        variant: Variant,
        municipality: Municipality,
        now: datetime,
    ) -> Request:
        today = municipality.day_of(now)
        facts = Facts(
            case=case_of(request),
            document=document,
            variant=variant,
            regime=document.regime_on(today),
            municipality=municipality,
            dossier=Dossier(),
            today=today,
        )
        return replace(request, verdict=preview(facts))


def check_wish(wish: Wish, document: DocumentType) -> Variant:
    """The variant asked for, if the document comes as wished. Raises InvalidInputError."""
    variant = document.variant(wish.variant)
    if variant is None:
        raise InvalidInputError(
            "unknown_variant", "Dit document bestaat niet in deze vorm.", "variant"
        )
    if wish.language not in document.languages:
        raise InvalidInputError(
            "unknown_language", "Dit document bestaat niet in deze taal.", "language"
        )
    if wish.purpose and wish.purpose not in document.purposes:
        raise InvalidInputError(
            "unknown_purpose", "Dit doel kennen we niet voor dit document.", "purpose"
        )
    if len(wish.remark) > MAX_REMARK_LENGTH:
        raise InvalidInputError(
            "remark_too_long", "Uw opmerking is te lang: hoogstens 1000 tekens.", "remark"
        )
    return variant


def _prints(command: SubmitCommand, day: date, keys: Keys) -> Prints:
    """What guards a request, under one version of the keys."""
    wish = command.wish
    person = keys.person(command.tenant, command.applicant.number)
    subject = keys.person(command.tenant, wish.subject)
    return Prints(
        idempotency=keys.fingerprint(f"{person} {command.idempotency_key}"),
        body=keys.fingerprint(_canonical(command)),
        duplicate=keys.fingerprint(
            f"{person} {subject} {wish.document_id} {wish.variant} {wish.language}"
            f" {wish.purpose} {wish.activity} {command.replaces}"
        ),
        rate=keys.fingerprint(f"{person} {day}"),
    )


def _canonical(command: SubmitCommand) -> str:
    wish = asdict(command.wish) | {"subject": command.wish.subject.digits}
    return json.dumps(
        [wish, command.applicant.email, command.channel.value, command.delivery.value],
        sort_keys=True,
        default=str,
    )
