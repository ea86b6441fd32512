"""What clerks need of the requests in memory: lists, and what was said in a case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date

from chalicelib.domain.former_cases.case import Request
from chalicelib.domain.former_cases.entries import Entry
from chalicelib.ports.errors import PermanentError

type Place = tuple[str, str]
"""Tenant and id."""


class Cases:
    """The entries of each request."""

    def __init__(self) -> None:
        self._entries: dict[Place, dict[str, Entry]] = defaultdict(dict)

    def add(self, place: Place, entry: Entry) -> None:
        """Add one; the same one twice is one. Raises PermanentError for another with its id."""
        if self._entries[place].setdefault(entry.id, entry) != entry:
            raise PermanentError(f"this entry id is taken: {entry.id}")

    def replace(self, place: Place, entries: Iterable[Entry]) -> None:
        """Have these instead of what there was."""
        self._entries[place] = {entry.id: entry for entry in entries}

    def of(self, place: Place) -> list[Entry]:
        """Those of a request, in order."""
        said = self._entries.get(place, {}).values()
        return sorted(said, key=lambda entry: (entry.version, entry.id))


class States:
    """Which requests are in which state."""

    def __init__(self) -> None:
        self._state: dict[Place, str] = {}
        self._ids: dict[Place, set[str]] = defaultdict(set)

    def put(self, request: Request) -> None:
        """Note the state of a request."""
        place, state = (request.tenant, request.id), request.instance.state
        self._ids[request.tenant, self._state.get(place, state)].discard(request.id)
        self._ids[request.tenant, state].add(request.id)
        self._state[place] = state

    def ids(self, tenant: str, state: str, limit: int) -> list[str]:
        """The requests in a state, the oldest first."""
        return sorted(self._ids[tenant, state])[: max(limit, 0)]


def oldest_of_day(
    requests: Mapping[Place, Request], tenant: str, day: date, limit: int
) -> list[Request]:
    """The requests received on a day in UTC, the oldest first."""
    found = (
        r
        for r in requests.values()
        if r.tenant == tenant and r.intake.received_at.astimezone(UTC).date() == day
    )
    return sorted(found, key=lambda request: request.id)[: max(limit, 0)]
