"""A certificate's case at the desk: what was asked in words, and the registers beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import override

from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateOrder
from chalicelib.domain.certificates.process import is_act
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.errors import RetryableError
from chalicelib.usecases.cases.reading.view import CaseView, StaffView
from chalicelib.usecases.certificates.intake import can_issue_now
from chalicelib.web.cases.own import Button, Own, OwnDesk, Told, Words
from chalicelib.web.certificates.counter.answered import told
from chalicelib.web.certificates.counter.order_rows import order_rows
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext

_WORDS = texts.of_process("certificate_request")
say = _WORDS.say

_ISSUE_NOW = "uitreiken"
_FIELDS = {"approve_uploaded": "desk/certificates/upload.html"}


@dataclass(frozen=True, slots=True)
class CertificateDesk(OwnDesk):
    """What only certificates have at the desk."""

    @property
    @override
    def files(self) -> Mapping[str, Mapping[str, str]]:
        return {"approve_uploaded": {"pdf": _WORDS("brought")["pdf"]}}

    @override
    def show(self, asked: RequestContext, staff: Staff, view: CaseView, words: Words) -> Own:
        if view.staff is None:
            return Own()
        order: CertificateOrder = view.staff.payload
        document = asked.wiring.templates.catalogue.get(order.document_id)
        is_registrars = document is not None and is_act(document)
        blocked = dict(_blocked(view.staff, staff, is_registrars=is_registrars))
        return Own(
            rows=order_rows(order, document, view.staff.parties[0], words),
            told=_told(asked, staff, view),
            blocked=blocked,
            fields=_FIELDS,
            buttons=() if "approve" in blocked else tuple(_buttons(staff, view)),
        )

    @override
    def press(self, asked: RequestContext, staff: Staff, case_id: str, verb: str) -> None:
        if verb != _ISSUE_NOW:
            raise NotThereError
        asked.wiring.certificates.intake.issue_now(staff, case_id)


def _told(asked: RequestContext, staff: Staff, view: CaseView) -> list[Told]:
    """Of a register that is away it is said so: the rest of the page stands."""
    try:
        facts = asked.wiring.certificates.read_answers(staff, view.case_id)
    except RetryableError:
        return [Told("person", trouble=say("registers_say.all_silent"))]
    return told(asked, facts) if facts else []


def _buttons(staff: Staff, view: CaseView) -> Iterator[Button]:
    """At once, where only the channel stands in the way of what somebody may give."""
    if view.staff is None or view.staff.holder not in ("", staff.id):
        return
    if can_issue_now(view.state, view.staff.intake, view.findings):
        yield Button(_ISSUE_NOW, say("issue.now"), "u", say("issue.explains"))


def _blocked(shown: StaffView, staff: Staff, *, is_registrars: bool) -> Iterator[tuple[str, str]]:
    if is_registrars and StaffRole.REGISTRAR not in staff.powers:
        yield "approve", say("issue.no_power")
        yield "approve_uploaded", ""
    if not shown.intake.keyed_in_by:
        yield "correct", ""


DESK = CertificateDesk()
"""What the cases of certificates have at the desk."""
