"""Somebody's number and nobody's cost and tell the same, wherever a process asks for one."""

import json
import re
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any

import pytest

from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.adapters.memory.platform import MemoryClock
from chalicelib.domain.certificates.order import PROCESS as CERTIFICATE
from chalicelib.domain.marriage.declaration import PROCESS as MARRIAGE
from chalicelib.domain.process.actions import Field, FieldKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import RoleKind
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.settings import TEMPLATES
from ops.synthetic.population import PersonFile
from tests.support.counter import EMAIL, Counter, a_counter, population
from tests.support.processes.marriage import FORM
from tests.support.processes.moving import LIEN, NEW, a_form
from tests.support.processes.moving import PROCESS as MOVE
from tests.support.requests import a_number
from tests.support.web.counter import Otherwise, Visitor

BY_NUMBER = (FieldKind.PERSON, FieldKind.HOUSEHOLD)
START = "start"
DEFINITIONS = FileDefinitions(TEMPLATES / "processes")


def asking(definition: Definition) -> Iterator[tuple[str, str, str]]:
    """Where a process lets a party name somebody by number: process, action, field."""
    roles = set(definition.roles_of(RoleKind.PARTY))
    places: list[tuple[str, Mapping[str, Field]]] = [
        (START, page.fields) for page in definition.start.pages
    ]
    places += [(one.id, one.fields) for one in definition.actions.values() if roles & set(one.who)]
    for place, fields in places:
        yield from ((definition.id, place, f.id) for f in fields.values() if f.kind in BY_NUMBER)


@dataclass
class Asker:
    """Somebody who names numbers over HTTP, and a count of what each costs."""

    counter: Counter
    visitor: Visitor
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    def told(self, number: NationalNumber, steps: "Steps") -> tuple[Any, Any]:
        """All that is answered and all that it costs, without what tells one case from another."""
        calls = self.counter.calls
        calls.clear()
        answers, case_id = steps(self, number)
        answers += [self.visitor.get(f"/aanvragen/{case_id}")]
        answers += [self.ask("GET", f"/api/v1/cases/{case_id}")]
        cost = Tally(map(_which, calls.calls, calls.params))
        assert self.do(case_id, "withdraw").status_code == 200
        return [(a.status_code, _anonymous(a.body.decode(), number)) for a in answers], cost

    def begin(self, process: str, fields: Mapping[str, Any]) -> tuple[Any, str]:
        """The answer, and the id of the case."""
        sent = {"email": EMAIL, "fields": dict(fields)}
        answer = self.ask("POST", f"/api/v1/cases/{process}", sent)
        assert answer.status_code == 202, answer.body
        return answer, answer.json_body["id"]

    def do(self, case_id: str, action: str, fields: Mapping[str, Any] | None = None) -> Any:
        """What an action in a case is answered."""
        seen = self.ask("GET", f"/api/v1/cases/{case_id}").json_body["version"]
        path = f"/api/v1/cases/{case_id}/actions/{action}"
        return self.ask("POST", path, {"seen": seen, "fields": dict(fields or {})})

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The API, signed in; and all that the queues do of it."""
        headers = {
            "authorization": f"Bearer {LIEN.digits}",
            "content-type": "application/json",
            "idempotency-key": f"sleutel-{next(self.keys)}",
        }
        sent = b"" if body is None else json.dumps(body).encode()
        answer = self.visitor.ask(method, path, sent, **headers)
        while self.counter.drain():
            pass
        return answer


def _which(call: str, sent: Mapping[str, Any]) -> tuple[str, str]:
    """An AWS call by what it is and of which table: reads of a register apart."""
    asked = sent.get("RequestItems", {})
    keys = [len(asked[table].get("Keys", ())) for table in asked]
    return call, f"{sent.get('TableName', '')} {list(asked)} {keys}"


type Steps = Callable[[Asker, NationalNumber], tuple[list[Any], str]]

_OWN = re.compile(
    r"[0-9A-HJKMNP-TV-Z]{26}|\b\d\d-[0-9A-Z]{4,}(?:-[0-9A-Z]+)*|urn:uuid:\S+"
    r"|(?:value|data-csrf)=\"[^\"]{16,}\"|\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d{1,2}[.:]\d\d\b"
)


def _anonymous(text: str, number: NationalNumber) -> str:
    return _OWN.sub("…", text.replace(number.digits, "#").replace(number.printed, "#"))


def begins(process: str, field: str, **fields: Any) -> Steps:
    def steps(asker: Asker, number: NationalNumber) -> tuple[list[Any], str]:
        answer, case_id = asker.begin(process, {**fields, field: number.digits})
        return [answer], case_id

    return steps


def invites_anew(asker: Asker, number: NationalNumber) -> tuple[list[Any], str]:
    """The partner who was named is another one."""
    _, case_id = asker.begin(MARRIAGE, COUPLE)
    named = {"partner": number.digits, "partner_mail": ""}
    return [asker.do(case_id, "correct_partner", named)], case_id


def moves_with(asker: Asker, number: NationalNumber) -> tuple[list[Any], str]:
    answer, case_id = asker.begin(MOVE, a_form([LIEN.digits, number.digits], NEW))
    return [answer], case_id


def takes_along_later(asker: Asker, number: NationalNumber) -> tuple[list[Any], str]:
    _, case_id = asker.begin(MOVE, a_form([LIEN.digits], NEW))
    return [asker.do(case_id, "correct", {"movers": [LIEN.digits, number.digits]})], case_id


COUPLE = {name: value for name, value in FORM.items() if not name.startswith("wedding")}

ASKED: dict[tuple[str, str, str], Steps] = {
    (CERTIFICATE, START, "subject"): begins(
        CERTIFICATE, "subject", document="akte-huwelijk", relation="spouse"
    ),
    (MARRIAGE, START, "partner"): begins(MARRIAGE, "partner", **COUPLE | {"partner_mail": ""}),
    (MARRIAGE, "correct_partner", "partner"): invites_anew,
    (MOVE, START, "movers"): moves_with,
    (MOVE, "correct", "movers"): takes_along_later,
}


@pytest.fixture(scope="module")
def asker() -> Iterator[Asker]:
    here = Otherwise(processes=dict.fromkeys((CERTIFICATE, MARRIAGE, MOVE), date(2020, 1, 1)))
    with a_counter(clock=MemoryClock(), municipalities=here) as counter:
        visitor = Visitor(http=counter.client.http)
        visitor.sign_in(LIEN.digits)
        yield Asker(counter, visitor)


def test_every_place_where_somebody_is_named_by_number_is_tried() -> None:
    """A new field, action or process comes with how it is asked."""
    newest = map(DEFINITIONS.newest, DEFINITIONS.ids())
    assert {place for definition in newest for place in asking(definition)} == set(ASKED)


@pytest.mark.parametrize("place", ASKED, ids=" ".join)
def test_nobodys_number_costs_and_tells_what_somebodys_does(
    asker: Asker, place: tuple[str, str, str]
) -> None:
    stranger = next(f.number for f in population().files if _is_strange(f))
    steps = ASKED[place]
    asker.told(a_number(776), steps)  # the first time a function looks around
    somebodys, nobodys = (asker.told(number, steps) for number in (stranger, a_number(777)))
    assert somebodys[0] == nobodys[0]
    assert somebodys[1] == nobodys[1]


def _is_strange(file: PersonFile) -> bool:
    """No relative of whoever asks, nor of their household; of another town for the half of it."""
    kin = {kin.number for kin in file.person.relatives}
    household = {m.number for m in file.household.members} if file.household else set()
    return file.number != LIEN and LIEN not in kin | household
