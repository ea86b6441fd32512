"""Ask the registers what one request needs, after the access log has it in writing."""

from dataclasses import dataclass

from chalicelib.domain.certificates.catalogue import DocumentType, Regime, Variant
from chalicelib.domain.certificates.facts import RegisterAnswers
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.access import AccessContext, Actor, LoggedAccess, Service
from chalicelib.ports.registers import (
    AccessLog,
    ActRegister,
    CriminalRecords,
    HouseholdRegister,
    PersonRegister,
)


@dataclass(frozen=True, slots=True)
class Gather:
    """One consultation: one line in the access log, then the registers that the document names."""

    access_log: AccessLog
    persons: PersonRegister
    households: HouseholdRegister
    acts: ActRegister
    records: CriminalRecords

    def __call__(
        self,
        request: CertificateCase,
        document: DocumentType,
        variant: Variant,
        regime: Regime | None,
        actor: Actor,
    ) -> RegisterAnswers:
        """The answers on the subject of a request; None for what the document doesn't need.

        Raises RetryableError when the access log can't be written; then nothing was read.
        """
        context = AccessContext(
            tenant=request.tenant,
            actor=actor,
            subject=request.payload.subject,
            purpose=document.id,
            legal_ground=_legal_ground(document, regime),
            request_id=request.id,
        )
        needed = document.register.services | {Service.PERSON}
        access = self.access_log.record(context, needed)
        return self._ask(access, document, variant)

    def _ask(
        self, access: LoggedAccess, document: DocumentType, variant: Variant
    ) -> RegisterAnswers:
        services, kind, model = access.services, document.register.act_kind, variant.record_model
        return RegisterAnswers(
            person=self.persons.person(access),
            household=self.households.household(access) if Service.HOUSEHOLD in services else None,
            residences=(
                self.households.residences(access) if Service.RESIDENCES in services else None
            ),
            act=self.acts.act(access, kind) if kind else None,
            record=self.records.extract(access, model) if model else None,
        )


def _legal_ground(document: DocumentType, regime: Regime | None) -> str:
    basis = regime.legal_basis if regime else document.legal_basis
    return basis[0].ref if basis else document.legal_basis[0].ref


def answers_of(answered: RegisterAnswers) -> tuple[object, ...]:
    """What was asked and answered, whatever it was."""
    asked = (
        answered.person,
        answered.household,
        answered.residences,
        answered.act,
        answered.record,
    )
    return tuple(answer for answer in asked if answer is not None)
