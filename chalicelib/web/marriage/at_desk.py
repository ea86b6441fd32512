"""A marriage at the desk: what was declared and what counts by now, in a registrar's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import override

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.marriage.declaration import Declaration
from chalicelib.domain.marriage.showing import POSTPONEMENTS, REFUSALS, shown
from chalicelib.domain.marriage.terms import first_day
from chalicelib.domain.shared.dutch import in_words
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.cases.own import Own, OwnDesk, Rows, Words
from chalicelib.web.http.asked import RequestContext


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
    rows = (*_partners(declared), *shown(declared).items(), *_settled(declared))
    return [(label, value) for label, value in rows if value]


def _partners(declared: Declaration) -> Iterator[tuple[str, str]]:
    yield "Namen in het register", " en ".join(filter(None, declared.names))
    yield "Uitgenodigd: rijksregisternummer", declared.invited.printed if declared.invited else ""
    yield "Uitgenodigd: e-mail", declared.partner_mail


def _settled(declared: Declaration) -> Iterator[tuple[str, str]]:
    """What counts, and since when."""
    act = declared.act_on
    yield "Gevraagd op", _day(declared.asked_on)
    yield "Beletsel opgeheven", "Ja" if declared.is_lifted else ""
    yield "Ontvangstbewijs van", _day(declared.receipt_on)
    yield "Akte van aangifte van", _day(act)
    yield "Kan trouwen vanaf", _day(declared.first_day or (first_day(act) if act else None))
    yield "Termijn verlengd tot", _day(declared.window_until)
    yield "Uitstel vanaf", _day(declared.postponed_from)
    yield "Uitstel verlengd tot", _day(declared.prolonged_until)
    yield "Moet voltrokken worden", "Ja: er kwam geen beslissing" if declared.must_celebrate else ""
    yield "Reden", (POSTPONEMENTS | REFUSALS).get(declared.reason, "")
    yield "Beslissing betekend op", _day(declared.refusal_served_on)


def _day(day: date | None) -> str:
    return in_words(day) if day else ""
