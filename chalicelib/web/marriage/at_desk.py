"""A marriage at the desk: what was declared and what counts by now, in a registrar's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import override

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.marriage.declaration import PARTNERS, Declaration
from chalicelib.domain.marriage.showing import shown
from chalicelib.domain.marriage.terms import first_day
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.cases.own import Own, OwnDesk, Rows, Words
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext

_WORDS = texts.of_process("marriage")
say = _WORDS.say


@dataclass(frozen=True, slots=True)
class MarriageDesk(OwnDesk):
    """What only marriages have at the desk."""

    @override
    def show(self, asked: RequestContext, staff: Staff, view: CaseView, words: Words) -> Own:
        return Own(rows=rows_of(view.staff.payload)) if view.staff else Own()

    @override
    def press(self, asked: RequestContext, staff: Staff, case_id: str, verb: str) -> None:
        raise NotThereError


DESK = MarriageDesk()
"""What marriages have at the desk."""


def rows_of(declared: Declaration) -> Rows:
    """Labels and values; what isn't known is left out."""
    rows = (*_partners(declared), *shown(declared, _WORDS).items(), *_settled(declared))
    return [(label, value) for label, value in rows if value]


def _partners(declared: Declaration) -> Iterator[tuple[str, str]]:
    yield say("at_desk.names"), ", ".join(filter(None, declared.names))
    yield say("at_desk.invited_number"), declared.invited.printed if declared.invited else ""
    yield say("at_desk.invited_mail"), declared.partner_mail


def _settled(declared: Declaration) -> Iterator[tuple[str, str]]:
    """What counts, and since when."""
    act = declared.act_on
    yield say("at_desk.first_visit"), _visit(declared, PARTNERS["partner_a"])
    yield say("at_desk.second_visit"), _visit(declared, PARTNERS["partner_b"])
    yield say("at_desk.asked_on"), _day(declared.asked_on)
    yield say("at_desk.lifted"), say("contract.yes") if declared.is_lifted else ""
    yield say("at_desk.receipt_on"), _day(declared.receipt_on)
    yield say("at_desk.act_on"), _day(act)
    yield say("at_desk.first_day"), _day(declared.first_day or (first_day(act) if act else None))
    yield say("at_desk.window_until"), _day(declared.window_until)
    yield say("at_desk.postponed_from"), _day(declared.postponed_from)
    yield say("at_desk.prolonged_until"), _day(declared.prolonged_until)
    yield (
        say("at_desk.must_celebrate"),
        say("at_desk.no_decision") if declared.must_celebrate else "",
    )
    yield say("at_desk.reason"), _reason(declared.reason)
    yield say("at_desk.served_on"), _day(declared.refusal_served_on)


def _visit(declared: Declaration, number: int) -> str:
    slot = declared.visit_of(number)
    return slot.words if slot else ""


def _reason(code: str) -> str:
    return _WORDS("postponements").get(code) or _WORDS("refusals").get(code, "")


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
