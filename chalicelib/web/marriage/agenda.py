"""The day of a wedding for the calendars of those who marry (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from chalice import Response

from chalicelib.domain.marriage.slots import WeddingSlot
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.web.cases.citizen import citizen_of
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext, known_id
from chalicelib.web.http.sessions import signed_in

say = texts.of_process("marriage").say
CALENDAR = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'attachment; filename="trouwdag.ics"',
}
LONGEST = 74
"""Octets of a line; the 75th may begin the next one (RFC 5545, 3.1)."""


@get("/aanvragen/{request_id}/agenda")
def agenda(asked: RequestContext, request_id: str) -> Response:
    """When and where, without a name of anybody; for the partners, once the day stands."""
    session, case_id = signed_in(asked), known_id(request_id)
    view = asked.wiring.road.look.case(asked.tenant, case_id, citizen_of(session))
    if "wedding" not in view.told:
        raise NotThereError("Er staat nog geen trouwdag vast.")
    lines = _calendar(asked, case_id, WeddingSlot.parse(view.told["wedding"]))
    return Response(body="".join(map(_folded, lines)), headers=CALENDAR)


def _calendar(asked: RequestContext, case_id: str, slot: WeddingSlot) -> Iterator[str]:
    here = asked.municipality
    starts = datetime.fromisoformat(f"{slot.day}T{slot.hour}").replace(
        tzinfo=ZoneInfo(here.timezone)
    )
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Thuisloket//NL"
    yield "BEGIN:VEVENT"
    yield f"UID:{case_id}@{here.nis}.thuisloket"
    yield f"DTSTAMP:{_moment(asked.wiring.platform.clock.now())}"
    yield f"DTSTART:{_moment(starts)}"
    yield f"SUMMARY:{_text(say('onward.entry'))}"
    yield f"LOCATION:{_text(f'{slot.place}, {here.name}')}"
    yield f"URL:{asked.address(f'/aanvragen/{case_id}')}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    for special in "\\;,":
        words = words.replace(special, f"\\{special}")
    return words


def _folded(line: str) -> str:
    """A line as long as may be, going on in the next after a space; never inside a letter."""
    whole, part = "", ""
    for letter in line:
        if len(f"{part}{letter}".encode()) > LONGEST:
            whole, part = f"{whole}{part}\r\n", " "
        part += letter
    return f"{whole}{part}\r\n"
