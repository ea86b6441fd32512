"""Certificates asked for, as cases to test with; the people don't exist."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.change import Change
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult, Verdict
from chalicelib.domain.certificates.order import (
    PROCESS,
    RESULT,
    CertificateCase,
    CertificateOrder,
    applicant_of,
    result_number,
)
from chalicelib.domain.process.instance import Event, Instance
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.cases import CaseStore, OpeningGuards, OpeningPrints
from chalicelib.settings import TEMPLATES
from chalicelib.wiring.process_types import LoadedTypes
from chalicelib.wiring.processes.bindings import LOADS
from tests.support.requests import KORTRIJK, NOW, a_number, an_id


def certificates() -> LoadedTypes:
    """The processes that this deployment has: how a certificate's case is written down."""
    return LoadedTypes(FileDefinitions(TEMPLATES / "processes"), LOADS)


def a_certificate_case(
    serial: int = 1,
    *,
    tenant: str = KORTRIJK,
    number: NationalNumber | None = None,
    at: datetime = NOW,
) -> CertificateCase:
    """A certificate just asked for, about the applicant."""
    person = number or a_number()
    return Case(
        tenant,
        an_id(serial, at),
        Instance(PROCESS, 2, "submitted", 1, at, at),
        (Party(1, "applicant", person, Assurance.HIGH, "iemand@voorbeeld.example"),),
        CertificateOrder("attest-leven", "attest", "nl", person, Relation.SELF),
        Intake(Channel.THUISLOKET, at),
    )


def ordering(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same with another order."""
    return replace(case, payload=replace(case.payload, **changes))


def asked_by(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same with another applicant, or one known otherwise."""
    return replace(case, parties=(replace(applicant_of(case), **changes),))


def come_in(case: CertificateCase, **changes: Any) -> CertificateCase:
    """The same, come in otherwise."""
    return replace(case, intake=replace(case.intake, **changes))


def a_verdict() -> Verdict:
    """Two findings, one of which keeps the document waiting."""
    passed = Finding(
        "channel_is_thuisloket",
        1,
        RuleResult.PASSED,
        Outcome.ISSUE,
        "art. 1",
        "In orde.",
        "In orde.",
    )
    unknown = replace(passed, code="act_found", result=RuleResult.UNKNOWN, outcome=Outcome.WAIT)
    return Verdict(Outcome.WAIT, "2019", 1, (passed, unknown))


def begun(case: CertificateCase) -> Change:
    """The change with which a case begins."""
    order = case.payload
    data = (
        ("document", order.document_id),
        ("variant", order.variant),
        ("language", order.language),
        ("channel", case.intake.channel.value),
    )
    at = case.intake.received_at
    event = Event(1, "started", "", case.instance.state, "applicant", "party:1", at, data)
    return Change(case, 0, (event,))


def guards_of(case: CertificateCase, **prints: str) -> OpeningGuards:
    """Guards that are in nobody's way, unless their prints are given."""
    own = {"once": f"key {case.id}", "body": "body", "duplicate": f"same {case.id}", "rate": "rate"}
    at = case.intake.received_at
    all_ = own | prints
    print_ = OpeningPrints(all_["once"], all_["body"], all_["duplicate"], all_["rate"])
    return OpeningGuards((print_,), at + timedelta(minutes=10), 100, at + timedelta(days=2))


def stored(store: CaseStore, case: CertificateCase) -> CertificateCase:
    """The same, kept."""
    store.create(begun(case), guards_of(case))
    return case


def moved(before: CertificateCase, state: str, at: datetime = NOW, **given: Any) -> Change:
    """One event further, in another state; `given` are what else changes in the case."""
    was = before.instance
    instance = replace(was, state=state, version=was.version + 1, entered_at=at, changed_at=at)
    event = Event(instance.version, f"to_{state}", was.state, state, "work", "work", at)
    after = replace(before, instance=instance, **given)
    documents = tuple(one for one in after.issued if one not in before.issued)
    return Change(after, was.version, (event,), documents=documents, before=before)


def a_result(case: CertificateCase, sha256: str = "", **given: Any) -> IssuedDocument:
    """The document of a case; another one for each case."""
    order = case.payload
    values: dict[str, Any] = {
        "slot": RESULT,
        "issue": 1,
        "number": result_number(case),
        "type_id": order.document_id,
        "variant": order.variant,
        "language": order.language,
        "subject": order.subject,
        "object_key": f"{case.files}.pdf",
        "sha256": sha256 or case.id.encode().hex().ljust(64, "0")[:64],
        "size": 1234,
        "pages": 1,
        "issued_at": NOW,
        "issued_on": NOW.date(),
        "valid_until": date(2026, 6, 17),
        "available_until": date(2026, 4, 16),
        "audience": ("applicant", "handlers"),
        "replaces": order.replaces,
    }
    return IssuedDocument(**(values | given))


def delivered(case: CertificateCase, at: datetime = NOW, **given: Any) -> Change:
    """The change in which a case gets its document; `given` are what its line says."""
    return moved(case, "delivered", at, issued=(a_result(case, **given),))
