"""What one request adds to the figures, from its events; nothing in it tells who it was about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.figures.age import is_minor
from chalicelib.domain.former_cases.tasks import Trouble
from chalicelib.domain.process.instance import Event
from chalicelib.domain.tenants.workdays import Calendar

AUTOMATIC_PATH = ("submitted", "evaluating", "fetching", "sealing", "delivered")
"""The states of a request that no clerk touched, in order: this path and no other."""

DECISIONS = frozenset({"approve", "approve_uploaded", "reject"})
"""Events by which a human ends the review."""

OBSTACLES = frozenset({"source_failed", "source_ambiguous", "print_failed", "seal_failed"})
"""Events that bring a request before a human though no rule does."""

_IMPLIED = {"channel_is_thuisloket": "assurance_sufficient"}
"""A rule that fails whenever the other does: who asks at the counter hasn't signed in."""

_WITH_CLERK = frozenset({"clerk_queue", "clerk_review"})


class Outcome(StrEnum):
    """What came of a request so far; the first four are final."""

    DELIVERED = "delivered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    WITH_CLERK = "with_clerk"
    WITH_APPLICANT = "with_applicant"
    WITH_AUTHORITY = "with_authority"
    UNDER_WAY = "under_way"

    @property
    def is_final(self) -> bool:
        """Whether nothing comes after it."""
        return self in FINAL


FINAL = frozenset({Outcome.DELIVERED, Outcome.REJECTED, Outcome.WITHDRAWN, Outcome.LAPSED})

_OUTCOMES = {
    "delivered": Outcome.DELIVERED,
    "rejected": Outcome.REJECTED,
    "withdrawn": Outcome.WITHDRAWN,
    "lapsed": Outcome.LAPSED,
    "clerk_queue": Outcome.WITH_CLERK,
    "clerk_review": Outcome.WITH_CLERK,
    "waiting_applicant": Outcome.WITH_APPLICANT,
    "waiting_authority": Outcome.WITH_AUTHORITY,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One request as the figures know it.

    `hour` is that of the wall clock on which it came in, `reasons` the codes of what kept it from
    being automatic, `seconds` the time until its document was stored, `review_days` the working
    days that it lay with a clerk. Both are None when there is no such time.
    """

    day: date
    hour: int
    document: str
    variant: str
    language: str
    channel: str
    outcome: Outcome
    is_automatic: bool
    reasons: tuple[str, ...] = ()
    refusal: str = ""
    seconds: int | None = None
    review_days: int | None = None
    is_for_minor: bool = False
    has_bounced: bool = False


def line_of(
    request: CertificateCase,
    events: Iterable[Event],
    calendar: Calendar,
    entries: Iterable[Entry] = (),
) -> Line:
    """The line of a request; the same for its events in any order, each once or more often.

    `entries` tell of mails that bounced. Raises ValueError when there are no events, for then
    there was no request either.
    """
    history = _in_order(events)
    first, last = history[0], history[-1]
    asked, wish = dict(first.data), request.payload
    day = calendar.local_day(first.at)
    is_automatic = _is_automatic(history)
    return Line(
        day=day,
        hour=first.at.astimezone(ZoneInfo(calendar.timezone)).hour,
        document=asked.get("document", wish.document_id),
        variant=asked.get("variant", wish.variant),
        language=asked.get("language", wish.language),
        channel=asked.get("channel", request.intake.channel.value),
        outcome=_OUTCOMES.get(last.target, Outcome.UNDER_WAY),
        is_automatic=is_automatic,
        reasons=() if is_automatic else _reasons(history, request),
        refusal=_refusal(history, request),
        seconds=_seconds(history),
        review_days=_review_days(history, calendar),
        is_for_minor=wish.subject != applicant_of(request).person and is_minor(wish.subject, day),
        has_bounced=any(_is_bounce(entry) for entry in entries),
    )


def _is_bounce(entry: Entry) -> bool:
    return entry.kind is EntryKind.MAIL and dict(entry.data).get("trouble") == Trouble.BOUNCED


def _in_order(events: Iterable[Event]) -> list[Event]:
    once = {event.version: event for event in events}
    if not once:
        raise ValueError("a request without events")
    return [once[version] for version in sorted(once)]


def _is_automatic(history: Sequence[Event]) -> bool:
    return tuple(event.target for event in history) == AUTOMATIC_PATH


def _reasons(history: Sequence[Event], request: CertificateCase) -> tuple[str, ...]:
    """The rules that failed, else what got stuck; before anything is decided there are none."""
    rules = [code for e in history for code in dict(e.data).get("rules", "").split()]
    stuck = [event.name for event in history if event.name in OBSTACLES]
    verdict = request.verdict.failed if request.verdict and len(history) > 1 else ()
    found = set(rules or [finding.code for finding in verdict] or stuck)
    implied = {_IMPLIED[code] for code in found if code in _IMPLIED}
    return tuple(sorted(found - implied))


def _refusal(history: Sequence[Event], request: CertificateCase) -> str:
    """The code of the reason that a refusal gives; of the system's, the first rule that failed."""
    last = history[-1]
    if last.target != "rejected":
        return ""
    data = dict(last.data)
    return data.get("reason", "") or next(iter(_reasons(history, request)), "other")


def _seconds(history: Sequence[Event]) -> int | None:
    stored = next((event for event in history if event.target == "delivered"), None)
    return max(0, round((stored.at - history[0].at).total_seconds())) if stored else None


def _review_days(history: Sequence[Event], calendar: Calendar) -> int | None:
    """Working days between the day it reached a clerk and the one it left, over all its stays."""
    if not any(event.name in DECISIONS for event in history):
        return None
    days, since = 0, None
    for event in history:
        if since and event.target not in _WITH_CLERK:
            days += working_days(since, event.at, calendar)
            since = None
        elif since is None and event.target in _WITH_CLERK:
            since = event.at
    return days


def working_days(start: datetime, end: datetime, calendar: Calendar) -> int:
    """How many working days begin after the day of `start`, up to the day of `end`."""
    first, last = calendar.local_day(start), calendar.local_day(end)
    days = range(first.toordinal() + 1, last.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in days)
