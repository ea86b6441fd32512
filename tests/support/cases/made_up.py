"""A process that nobody has, in made-up words, for tests of what keeps cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.cases.change import Change, Listing
from chalicelib.domain.cases.intake import Channel, Intake
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.process_type import Opened, Opening, ProcessType
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.process.instance import Event, Instance
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.ports.cases import AnyCase, OpeningGuards, OpeningPrints
from chalicelib.ports.platform import Keys

TENANT = "34022"
ELSEWHERE = "11002"
ANN = NationalNumber("85673000112")
BOB = NationalNumber("85673000211")
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
_ULIDS = count(1)


@dataclass(frozen=True, slots=True)
class Snorf:
    """What the made-up process keeps."""

    colour: str
    on: date | None = None
    hums: tuple[str, ...] = ()
    owner: NationalNumber | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)


def lifted(data: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Version 1 said `tint` where version 2 says `colour`."""
    if version > 1:
        return data
    return {name: value for name, value in data.items() if name != "tint"} | {
        "colour": data["tint"]
    }


def opened(opening: Opening) -> Opened[Snorf]:
    return Opened(Snorf("mauve"), (opening.starter,))


SNORFLE = ProcessType(id="snorfle", payload=Snorf, payload_version=2, opens=opened, lift=lifted)


@dataclass(frozen=True, slots=True)
class MadeUpTypes:
    """PayloadTypes with the one process; `gone` are states that it has no more."""

    known: tuple[str, ...] = ("snorfle",)
    gone: tuple[str, ...] = ()

    def ids(self) -> tuple[str, ...]:
        return self.known

    def type(self, process: str) -> ProcessType[Any]:
        return dict.fromkeys(self.known, SNORFLE)[process]

    def versions(self, process: str) -> tuple[int, ...]:
        return (1,)

    def has_state(self, process: str, version: int, state: str) -> bool:
        """Any but those that are gone."""
        return version == 1 and state not in self.gone


def an_id() -> str:
    """An id in the order of time."""
    return f"01KJQ{next(_ULIDS):021d}"


def a_case(tenant: str = TENANT, **given: Any) -> AnyCase:
    """A case in its first state."""
    values: dict[str, Any] = {
        "tenant": tenant,
        "id": an_id(),
        "instance": Instance("snorfle", 1, "wobbling", 1, NOW, NOW),
        "parties": (Party(1, "hummer", ANN, email="ann@voorbeeld.example"),),
        "payload": Snorf("mauve"),
        "intake": Intake(Channel.THUISLOKET, NOW),
    }
    return Case(**(values | given))


def an_event(version: int, state: str = "wobbling", **given: Any) -> Event:
    """An event that leads to a state."""
    source = "wobbling" if version > 1 else ""
    return Event(version, "hummed", source, state, "hummer", "party:1", NOW, **given)


def beginning(case: AnyCase | None = None, **given: Any) -> Change:
    """The change that makes a case."""
    return Change(case or a_case(), 0, (an_event(1),), **given)


def moved(case: AnyCase, state: str = "wobbling", at: datetime = NOW, **given: Any) -> AnyCase:
    """A case one event later."""
    instance = replace(case.instance, version=case.instance.version + 1, state=state, changed_at=at)
    return replace(case, instance=instance, **given)


def going_on(before: AnyCase, after: AnyCase | None = None, **given: Any) -> Change:
    """A change by one event; `given` are the other parts of it."""
    after = after or moved(before)
    event = an_event(after.instance.version, after.instance.state)
    return Change(after, before.instance.version, (event,), before=before, **given)


def guards(key: str = "", keys: Keys | None = None, **given: Any) -> OpeningGuards:
    """Guards of a beginning, with prints under each live version of the keys."""
    key = key or an_id()
    given = {"body": "b", "duplicate": "", "rate": "r", "rate_limit": 99, "ceiling": ""} | given
    given = {"most": 0, "addresses": (), "daily": (), "to_address": 99} | given
    marks = [f"{k.fingerprint('v')} " for k in keys.versions()] if keys else [""]
    prints = tuple(
        OpeningPrints(
            once=m + key,
            body=m + given["body"],
            duplicate=given["duplicate"] and m + given["duplicate"],
            rate=m + given["rate"],
            ceiling=given["ceiling"] and m + given["ceiling"],
            addresses=tuple(m + one for one in given["addresses"]),
            daily=tuple(m + one for one in given["daily"]),
        )
        for m in marks
    )
    hour = NOW + timedelta(hours=1)
    return OpeningGuards(
        prints,
        hour,
        given["rate_limit"],
        NOW + timedelta(days=1),
        given["most"],
        given["to_address"],
        hour,
    )


def a_mail(version: int, place: int = 0, due_at: datetime = NOW) -> Outgoing:
    """A mail that is to go out."""
    return Outgoing(version, place, Medium.MAIL, "hello", "party:1", NOW, due_at)


def a_task(code: str = "odd", about: str = "", **given: Any) -> CaseTask:
    """A task of the tinkers."""
    values = {"worklist": "tinkering", "role": "tinker", "team": "north", "at": NOW} | given
    return CaseTask(code=code, about=about, words="Kijk eens na.", **values)


def a_listing(by: datetime = NOW) -> Listing:
    """The list of the tinkers in the north."""
    return Listing("tinker", "north", by)


def a_document(case: AnyCase, slot: str = "scroll", issue: int = 1) -> IssuedDocument:
    """A document of a case."""
    return IssuedDocument(
        slot=slot,
        issue=issue,
        number=f"{case.id}-{slot}-{issue}",
        type_id="scroll",
        variant="",
        language="nl",
        subject=ANN,
        object_key=f"{case.files}/{slot}-{issue}.pdf",
        sha256=sha256(f"{case.id} {slot} {issue}".encode()).hexdigest(),
        size=1,
        pages=1,
        issued_at=NOW,
        issued_on=NOW.date(),
        valid_until=None,
        available_until=date(2026, 6, 1),
        audience=("party:1",),
        code_hash=f"{case.id}{slot}{issue}",
    )
