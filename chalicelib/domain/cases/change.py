"""What one change of a case stores, all of it in one transaction or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outgoing import Outgoing
from chalicelib.domain.process.instance import Event


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """One key that at most one open case holds; `words` is what the second reads."""

    claim: str
    key: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """Which claims come and which go with a change.

    `holder` is the draft that may have held them until now.
    """

    taken: tuple[ClaimKey, ...] = ()
    given_back: tuple[ClaimKey, ...] = ()
    holder: str = ""


@dataclass(frozen=True, slots=True)
class OncePrint:
    """A guard against doing the same twice: the same key with the same body gives the same answer.

    `key` and `body` are keyed hashes, one pair for each version of the keys.
    """

    prints: tuple[tuple[str, str], ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A case after its events, and everything that is stored with them.

    `was` is the version before: 0 for a new case, else that of `before`, the case as it was read:
    handling, tasks and addresses are stored only where they differ from it, and only if they are
    still what they were there. `documents` are new in their slots, and `revoked` those that they
    replace. `listed` says where the case waits now, None for nowhere.
    """

    case: Case[object]
    was: int
    events: tuple[Event, ...]
    entries: tuple[Entry, ...] = ()
    outgoing: tuple[Outgoing, ...] = ()
    documents: tuple[IssuedDocument, ...] = ()
    revoked: tuple[IssuedDocument, ...] = ()
    claims: ClaimChange = field(default_factory=ClaimChange)
    once: OncePrint | None = None
    listed: "Listing | None" = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    before: Case[object] | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Where a case stands in the worklists: role, team, and what it is ordered by."""

    role: str
    team: str
    by: datetime
