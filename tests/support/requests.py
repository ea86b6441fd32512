"""Requests to test with; the people don't exist: months 61-72 are given to nobody."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from ulid import ULID

from chalicelib.domain.cases.intake import Channel
from chalicelib.domain.cases.verdict import Finding, Outcome, Result, Verdict
from chalicelib.domain.former_cases.case import PROCESS, Applicant, Intake, Issued, Request, Wish
from chalicelib.domain.former_process import Event, Instance
from chalicelib.domain.registers.national_number import NationalNumber, check_number
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.ports.requests import Guards, Prints

KORTRIJK = "34022"
ELSEWHERE = "34041"
NOW = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)


def a_number(serial: int = 1) -> NationalNumber:
    """A valid number of the test range; another one for each serial below 998."""
    nine = f"856130{serial:03d}"
    return NationalNumber(nine + check_number(nine, born_since_2000=False))


def an_id(serial: int = 1, at: datetime = NOW) -> str:
    """A ULID; later serials sort later."""
    return str(ULID(int(at.timestamp() * 1000).to_bytes(6) + serial.to_bytes(10)))


def a_request(
    serial: int = 1,
    *,
    tenant: str = KORTRIJK,
    number: NationalNumber | None = None,
    at: datetime = NOW,
    due_at: datetime | None = None,
) -> Request:
    """A request just submitted, with a letter or two that aren't in ASCII."""
    person = number or a_number()
    return Request(
        tenant=tenant,
        id=an_id(serial, at),
        wish=Wish(
            document_id="attest-leven",
            variant="attest",
            language="nl",
            subject=person,
            claimed=Relation.SELF,
            remark="Voor tante Łucja – dank u!",
        ),
        applicant=Applicant(person, "iemand@voorbeeld.example", Assurance.HIGH),
        intake=Intake(Channel.THUISLOKET, at),
        instance=Instance(PROCESS, "submitted", 1, at, due_at),
        verdict=a_verdict(),
    )


def a_verdict() -> Verdict:
    """Two findings, one of which keeps the document waiting."""
    passed = Finding(
        "channel_is_thuisloket", 1, Result.PASSED, Outcome.ISSUE, "art. 1", "In orde.", "In orde."
    )
    unknown = replace(passed, code="act_found", result=Result.UNKNOWN, outcome=Outcome.WAIT)
    return Verdict(Outcome.WAIT, "2019", 1, (passed, unknown))


def first_event(request: Request) -> Event:
    """The event with which a request begins."""
    data = (("document", request.wish.document_id),)
    return Event(1, "submit", "", "submitted", "citizen", request.intake.received_at, data)


def moved(request: Request, state: str, at: datetime = NOW) -> tuple[Request, Event]:
    """A request one event further."""
    was = request.instance
    instance = replace(was, state=state, version=was.version + 1, entered_at=at)
    event = Event(instance.version, f"to_{state}", was.state, state, "system", at)
    return replace(request, instance=instance), event


def an_issued(request: Request, sha256: str = "ab" * 32) -> Issued:
    """The document of a request."""
    return Issued(
        number=request.document_number,
        object_key=f"{request.tenant}/2026/{request.id}.pdf",
        sha256=sha256,
        size=1234,
        pages=1,
        issued_at=NOW,
        valid_until=date(2026, 6, 17),
        available_until=date(2026, 4, 16),
    )


def guards_of(
    request: Request,
    *,
    key: str | None = None,
    body: str = "body",
    duplicate: str | None = None,
    rate: str = "rate",
    limit: int = 100,
) -> Guards:
    """Guards that are in nobody's way, unless they are given."""
    at = request.intake.received_at
    return Guards(
        prints=(Prints(key or f"key {request.id}", body, duplicate or f"wish {request.id}", rate),),
        duplicate_until=at + timedelta(minutes=10),
        rate_limit=limit,
        expires_at=at + timedelta(days=2),
    )
