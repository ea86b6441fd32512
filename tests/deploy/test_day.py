"""That nothing is missing in the day which policies and logs are judged by."""

import ast
from collections.abc import Iterator
from pathlib import Path

import app
from chalicelib.web.desk import mails
from chalicelib.web.desk.cases import handling
from tests.support.day.recorded import USE_CASES, Recorded
from tests.support.day.visits import Visit
from tests.support.web.routes import routes as answered

VERBS = {
    "/loket/mails/{case_id}/{verb}": mails.VERBS,
    "/loket/zaken/{case_id}/{verb}": handling.VERBS,
    "/loket/zaken/{case_id}/eigen/{verb}": ("uitreiken",),
}


NO_DAY_YET = {
    "address_change/settle_move.py:RefuseMove.__call__",
    "cases/acting/doing.py:asker",
    "cases/acting/own.py:nothing",
    "cases/consult.py:register_away",
    "cases/documents/close_link.py:CloseLink.__call__",
    "cases/frames.py:set_aside",
    "cases/keyed.py:mismatch",
    "cases/opening/opening_guards.py:too_many",
    "cases/reading/view.py:in_brief",
    "cases/reading/view.py:line_in_brief",
    "handling/at_hand.py:not_held",
    "sign_in/leave.py:SignOut.there",
}
"""What runs elsewhere in tests, and in no day yet."""


def routes() -> Iterator[Visit]:
    """Every route of the application; of a route with a verb, every verb."""
    for route, methods in answered().items():
        for verb in VERBS.get(route, ("{verb}",)):
            visits = (Visit(method, route.replace("{verb}", verb)) for method in methods)
            yield from (visit for visit in visits if visit.method != "HEAD")


def functions(module: Path) -> Iterator[str]:
    """What others may call in a module of use cases; a protocol's methods aren't there to run."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef) and not _is_protocol(node):
            inside = (part for part in node.body if isinstance(part, ast.FunctionDef))
            yield from (f"{node.name}.{part.name}" for part in inside)


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def _is_open(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last == "__call__" or not last.startswith("_")


def test_every_route_answers_somebody_well(day: Recorded) -> None:
    assert set(routes()) - day.visits == set()


def test_every_use_case_runs(day: Recorded) -> None:
    known = {
        f"{module.relative_to(USE_CASES)}:{name}"
        for module in USE_CASES.rglob("*.py")
        for name in functions(module)
        if _is_open(name)
    }
    assert len(known) > 100
    assert known - day.ran == NO_DAY_YET


def test_every_function_of_the_application_runs(day: Recorded) -> None:
    names = {"api_handler", *(source.name for source in app.app.event_sources)}
    assert {line.function for line in day.lines} - {""} == names
