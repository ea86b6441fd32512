"""Cases as a list shows them: in words, with their age."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.former_cases.promise import Urgency
from chalicelib.usecases.workqueue.lists import Line
from chalicelib.web.desk import words
from chalicelib.web.http.asked import Asked

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    request: CertificateCase
    name: str
    state: str
    reasons: tuple[tuple[str, str], ...]
    """Code and words of why a human is needed."""
    since: datetime
    age: str
    promise: datetime | None
    urgency: Urgency
    holder: str

    @property
    def how(self) -> str:
        """How it came in."""
        return words.of("channels")[self.request.intake.channel]

    @property
    def why(self) -> str:
        """What put it before a human."""
        return words.of("brought")[self.request.handling.reason]


@dataclass(frozen=True, slots=True)
class Group:
    """How many cases have something in common, and how long the oldest waits."""

    code: str
    name: str
    count: int
    age: str


def row(asked: Asked, line: Line) -> Row:
    """A line in words."""
    request = line.request
    lease = request.handling.lease
    since = request.handling.since or request.intake.received_at
    return Row(
        request=request,
        name=document_name(asked, request.payload.document_id),
        state=words.of("states")[request.instance.state],
        reasons=tuple((code, words.of("rules")[code]) for code in line.reasons),
        since=since,
        age=in_words(asked.wiring.platform.clock.now() - since),
        promise=line.promise,
        urgency=line.urgency,
        holder=asked.named(lease.staff) if lease else "",
    )


def document_name(asked: Asked, document_id: str) -> str:
    """What a document is called."""
    document = asked.wiring.templates.catalogue.get(document_id)
    return document.names.nl if document else document_id


def by_document(rows: Iterable[Row]) -> list[Group]:
    """Counts and ages by document, the most first."""
    return _grouped((r, r.request.payload.document_id, r.name) for r in rows)


def by_reason(rows: Iterable[Row]) -> list[Group]:
    """Counts and ages by reason, the most first; a case counts under each of its reasons."""
    return _grouped((r, code, name) for r in rows for code, name in r.reasons)


def in_words(age: timedelta) -> str:
    """`12 min`, `5 u`, `3 d`."""
    if age < _HOUR:
        return f"{max(int(age.total_seconds() // 60), 0)} min"
    return f"{age // _HOUR} u" if age < _DAY else f"{age // _DAY} d"


def _grouped(found: Iterable[tuple[Row, str, str]]) -> list[Group]:
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row_, code, name in found:
        rows[code, name].append(row_)
    groups = [
        Group(code, name, len(members), min(members, key=lambda r: r.since).age)
        for (code, name), members in rows.items()
    ]
    return sorted(groups, key=lambda g: (-g.count, g.name))
