"""What the page of a case shows for its own kind of process only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http.asked import Asked


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page in the place of the generated one: a template that extends `cases/case.html`.

    `values` is what the template needs besides. `events` is the table of `words.toml` that says
    what happened, by event; what stands not in it isn't shown.
    """

    template: str
    events: str
    values: Callable[[Asked, CaseView], Mapping[str, object]]


_OWN: dict[str, OwnPage] = {}


def register(process: str, page: OwnPage) -> None:
    """Give the cases of a process a page of their own."""
    _OWN[process] = page


def own_page(process: str) -> OwnPage | None:
    """The page that a process has of its own, if it has one."""
    return _OWN.get(process)
