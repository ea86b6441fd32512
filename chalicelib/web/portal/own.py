"""Pages that a process has of its own, in the place of those that every process has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import Leaflet
    from chalicelib.usecases.cases.reading.view import CaseView
    from chalicelib.web.http.asked import RequestContext


@dataclass(frozen=True, slots=True)
class OwnPages:
    """Pages in the place of the generated ones: `start` is where it is begun.

    `template` is the page of a case; it extends `cases/case.html`, and `values` is what it needs
    besides. `events` is the table of `words.toml` that says what happened, by event; what doesn't
    stand in it isn't shown.
    """

    start: str
    template: str
    events: str
    values: "Callable[[RequestContext, CaseView], Mapping[str, object]]"


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a case leads on to: words of a link, and its path."""

    words: str
    path: str


type Leads = Callable[[CaseView], tuple[Lead, ...]]
"""What a party can do elsewhere because of a case, most wanted first."""

type Beside = Callable[[RequestContext, CaseView], tuple[Leaflet, ...]]
"""What a party is to know of a case beside its state, in the order of reading."""

_OWN: dict[str, str] = {}
_LEADS: dict[str, str] = {}
_BESIDE: dict[str, str] = {}


def register_pages(process: str, name: str) -> None:
    """Give a process pages of its own: OwnPages, as `module:name`."""
    _OWN[process] = name


def own_pages(process: str) -> OwnPages | None:
    """The pages that a process has of its own, loaded if they weren't; None for no such."""
    found: OwnPages | None = resolve_name(_OWN[process]) if process in _OWN else None
    return found


def register_leads(process: str, name: str) -> None:
    """Lead on from a process's cases: Leads, as `module:name`."""
    _LEADS[process] = name


def leads_of(view: "CaseView") -> tuple[Lead, ...]:
    """Where a case leads its reader; nowhere for a process that has no such."""
    if view.process not in _LEADS:
        return ()
    leads: Leads = resolve_name(_LEADS[view.process])
    return leads(view)


def register_beside(process: str, name: str) -> None:
    """Say more beside the state of a process's cases: Beside, as `module:name`."""
    _BESIDE[process] = name


def beside_of(asked: "RequestContext", view: "CaseView") -> "tuple[Leaflet, ...]":
    """What stands beside the state of a case; nothing for a process that has no such."""
    if view.process not in _BESIDE:
        return ()
    beside: Beside = resolve_name(_BESIDE[view.process])
    return beside(asked, view)
