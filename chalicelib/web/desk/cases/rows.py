"""Cases as a list shows them: in words, with their age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.usecases.handling.lists.lines import WorklistLine
from chalicelib.web.desk import words
from chalicelib.web.http.asked import RequestContext

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """A line in words: why it needs a human, who holds it, how long it waits."""

    line: WorklistLine
    reasons: tuple[str, ...]
    age: str
    holder: str
    assigned: str


def rows_of(asked: RequestContext, lines: Iterable[WorklistLine]) -> list[WorklistRow]:
    """Lines in words."""
    now, reasons = asked.wiring.platform.clock.now(), words.of("rules")
    return [
        WorklistRow(
            line,
            tuple(reasons[code] for code in line.reasons),
            in_words(now - (line.since or line.by)),
            asked.named(line.holder) if line.holder else "",
            asked.named(line.assigned) if line.assigned else "",
        )
        for line in lines
    ]


def in_words(age: timedelta) -> str:
    """`12 min`, `5 u`, `3 d`."""
    if age < _HOUR:
        return f"{max(int(age.total_seconds() // 60), 0)} min"
    return f"{age // _HOUR} u" if age < _DAY else f"{age // _DAY} d"
