"""What a process shows at the desk beyond what every process shows; registered for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Protocol

from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.issued.printing import Line, Table
from chalicelib.web.http import texts

if TYPE_CHECKING:
    from chalicelib.usecases.cases.reading.view import CaseView
    from chalicelib.web.http.asked import RequestContext

type Words = Callable[[str], Mapping[str, str]]
"""The desk's words of a table, by code."""

type Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What one register says: facts, or why there are none; `alerts` need attention first."""

    register: str
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    sentences: tuple[str, ...] = ()
    trouble: str = ""
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Button:
    """Something that only this process's cases have: `explains` says when to press it."""

    verb: str
    words: str
    key: str
    explains: str


@dataclass(frozen=True, slots=True)
class Own:
    """What is shown of one case; `told` is None where no register belongs beside it.

    `blocked` are actions that the reader can't do here, by id, with a sentence that says so
    (empty: nothing is said). `fields` are templates of what an action's form asks besides.
    """

    rows: Rows = ()
    told: Sequence[Told] | None = None
    blocked: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    buttons: Sequence[Button] = ()


class OwnDesk(Protocol):
    """What one process has at the desk.

    `files` are fields for a file that an action asks besides, with their labels, by action.
    """

    @property
    def files(self) -> Mapping[str, Mapping[str, str]]:
        """None, unless it says otherwise."""
        return {}

    def show(self, asked: "RequestContext", staff: Staff, view: "CaseView", words: Words) -> Own:
        """What stands beside a case that somebody of staff looks at.

        Raises what reading registers for them raises, but for RetryableError.
        """

    def press(self, asked: "RequestContext", staff: Staff, case_id: str, verb: str) -> None:
        """What one of its buttons does. Raises NotThereError for a verb it doesn't know."""


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that only one process has, for staff in some roles, and its address.

    Who has no role beside those of `only` sees nothing else of the desk.
    """

    process: str
    path: str
    roles: tuple[str, ...]
    only: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the process calls it."""
        return texts.of_process(self.process)("list")["title"]


_DESKS: dict[str, str] = {}
_LISTS: dict[str, OwnList] = {}


def register_desk(process: str, name: str) -> None:
    """Give the cases of a process what it has of its own: an OwnDesk, as `module:name`."""
    _DESKS[process] = name


def desk_of(process: str) -> OwnDesk | None:
    """What a process has at the desk of its own, loaded if it wasn't; None for nothing."""
    found: OwnDesk | None = resolve_name(_DESKS[process]) if process in _DESKS else None
    return found


def register_list(own: OwnList) -> None:
    """Lead staff in a role to a list of a process."""
    _LISTS[own.path] = own


def lists_for(staff: Staff, offered: Collection[str]) -> tuple[OwnList, ...]:
    """The lists of the processes that are offered, for somebody's roles."""
    every = _LISTS.values()
    return tuple(
        one for one in every if staff.powers.intersection(one.roles) and one.process in offered
    )


def is_at_desk(staff: Staff) -> bool:
    """Whether they handle cases here: for us, and in a role that has more than a list."""
    others = {role for one in _LISTS.values() for role in one.only}
    return not staff.organisation and not staff.powers <= others
