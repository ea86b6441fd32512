"""What a day left behind: calls to AWS, routes, use cases, lines of the log, stored events."""

import io
import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType

from chalicelib.log import logger
from tests.support.day import a_day
from tests.support.day.visits import TENANT, Day, Visit
from tests.support.stages.permissions import Permission, entry_point

USE_CASES = Path(__file__).parents[3] / "chalicelib" / "usecases"
TOOL = 4
"""A number of `sys.monitoring` that no debugger, profiler or coverage claims."""


@dataclass(frozen=True)
class Line:
    """Something written, and the function of app.py that wrote it; none for a test's own doing."""

    function: str
    text: str


@dataclass(frozen=True)
class Recorded:
    """A day when it is over. `events` are the stored ones, by case id and name."""

    used: dict[str, set[Permission]]
    visits: frozenset[Visit]
    secrets: frozenset[str]
    ran: frozenset[str]
    lines: tuple[Line, ...]
    events: Counter[tuple[str, str]]

    @property
    def written(self) -> str:
        """Everything that was written down."""
        return "\n".join(line.text for line in self.lines)


@cache
def recorded_day() -> Recorded:
    """One day for all tests that look back on it."""
    with _running() as ran, _writing() as lines, a_day() as day:
        return Recorded(
            used=dict(day.counter.recorder.used),
            visits=frozenset(day.http.visits),
            secrets=frozenset(day.http.secrets),
            ran=frozenset(ran),
            lines=tuple(lines),
            events=Counter(
                (case_id, event.name)
                for case_id in _cases(day)
                for event in day.counter.wiring.cases.store.events(TENANT, case_id)
            ),
        )


def _cases(day: Day) -> set[str]:
    places = (item["pk"]["S"] for item in day.counter.items() if item["sk"]["S"] == "STATE")
    return {place.rpartition("#")[2] for place in places}


class _Kept(logging.Handler):
    """What the functions log, as CloudWatch gets it; and what others log beside them."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        ours = record.name == "thuisloket"
        formatter = logger.registered_formatter if ours else logging.Formatter()
        self._lines.append(Line(entry_point(), formatter.format(record)))


class _Printed(io.StringIO):
    """What is printed: the numbers of CloudWatch, and whatever somebody left there."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self._lines = lines

    def write(self, text: str) -> int:
        if text.strip():
            self._lines.append(Line(entry_point(), text.strip()))
        return len(text)


@contextmanager
def _writing() -> Iterator[list[Line]]:
    lines: list[Line] = []
    kept, root = _Kept(lines), logging.getLogger()
    root.addHandler(kept)
    try:
        with redirect_stdout(_Printed(lines)):
            yield lines
    finally:
        root.removeHandler(kept)


@contextmanager
def _running() -> Iterator[set[str]]:
    """The functions of use cases that run, as `module:Class.function`; costs next to nothing."""
    ran: set[str] = set()
    monitoring = sys.monitoring

    def note(code: CodeType, _: int) -> object:
        path = Path(code.co_filename)
        if path.is_relative_to(USE_CASES):
            ran.add(f"{path.relative_to(USE_CASES)}:{code.co_qualname}")
        return monitoring.DISABLE

    monitoring.use_tool_id(TOOL, "day")
    monitoring.register_callback(TOOL, monitoring.events.PY_START, note)
    monitoring.set_events(TOOL, monitoring.events.PY_START)
    try:
        yield ran
    finally:
        monitoring.set_events(TOOL, monitoring.events.NO_EVENTS)
        monitoring.free_tool_id(TOOL)
