"""The promises of the design, judged from outside once a run is over."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.following import listing_of
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.engine import replay
from chalicelib.domain.process.following import SendWork, follows
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.ports.cases import AnyCase, Unreadable
from ops.operate.orphans import orphans
from tests.faults.injecting import Kind
from tests.faults.stage import TENANT, Known, Sent, Stage

MAY_DOUBLE = {"sesv2.SendEmail", "dynamodb.DeleteItem"}
"""Where a fault makes a second mail our decision: it went out, or we don't know."""


def violations(stage: Stage) -> list[str]:
    """What isn't as promised; empty when all is well."""
    found = [*stage.said, *(f"a message was given up: {body}" for body in stage.dead)]
    stage.known = [_read(stage, row) for row in stage.rows() if row["sk"]["S"] == "STATE"]
    for check in CHECKS:
        found.extend(check(stage))
    return found


def _read(stage: Stage, row: dict[str, Any]) -> Known:
    case = stage.case(row["pk"]["S"].rpartition("#")[2])
    return case, stage.counter.wiring.cases.store.events(TENANT, case.id)


def _cases(stage: Stage) -> list[AnyCase]:
    return [case for case, _ in stage.known]


def _events(stage: Stage, case: AnyCase) -> list[Event]:
    return next(events for known, events in stage.known if known is case)


def _definition(stage: Stage, case: AnyCase) -> Definition:
    types = stage.counter.wiring.cases.types
    return types.definition(case.process, case.instance.process_version)


def _nothing_accepted_is_lost(stage: Stage) -> Iterator[str]:
    ids = [case.id for case in _cases(stage)]
    if sorted(ids) != sorted(set(stage.accepted)):
        yield f"{len(set(stage.accepted))} were accepted, {len(ids)} are stored"


def _each_ended_or_waits_for_somebody(stage: Stage) -> Iterator[str]:
    for case in _cases(stage):
        definition = _definition(stage, case)
        if isinstance(follows(definition, case.instance), SendWork) and not case.tasks:
            yield f"a case lies in {case.instance.state}, tried {case.work.tries} times"
        listed = listing_of(case, definition)
        if listed and case.id not in _listed(stage, listed.role, listed.team):
            yield f"nobody finds a case in {case.instance.state} in their list"


def _listed(stage: Stage, role: str, team: str) -> set[str]:
    store = stage.counter.wiring.cases.store
    lines = store.worklist(TENANT, role, team, 100)
    return {line.case.id for line in lines if not isinstance(line.case, Unreadable)}


def _events_replay(stage: Stage) -> Iterator[str]:
    for case in _cases(stage):
        if replay(_definition(stage, case), _events(stage, case)) != case.instance.unmarked():
            yield f"the events of a case don't give its state {case.instance.state}"


def _one_of_each_document(stage: Stage) -> Iterator[str]:
    """One serial number, one ledger line and one object a slot, which agree."""
    lines = [row for row in stage.rows() if "#LEDGER" in row["pk"]["S"]]
    issued = [document for case in _cases(stage) for document in case.issued]
    if len(lines) != len(issued):
        yield f"{len(issued)} documents, {len(lines)} lines in the ledger"
    for document in issued:
        mine = (row for row in lines if row["sk"]["S"] == document.number)
        yield from _agrees(stage, document, next(mine, None))


def _agrees(stage: Stage, document: IssuedDocument, line: Any) -> Iterator[str]:
    stored = stage.objects().get(document.object_key)
    if line is None or stored is None:
        yield f"of a document the {'ledger line' if line is None else 'object'} is missing"
        return
    said = json.loads(line["data"]["S"])
    if not sha256(stored).hexdigest() == document.sha256 == said["sha256"]:
        yield "the bytes of a document aren't those of the ledger"
    for what in ("language", "object_key", "variant"):
        if said[what] != getattr(document, what):
            yield f"case and ledger name another {what}"
    if said["issued_on"] != document.issued_on.isoformat():
        yield "case and ledger name another day"


def _no_object_without_an_owner(stage: Stage) -> Iterator[str]:
    """What no case names is listed as an orphan."""
    named = {document.object_key for case in _cases(stage) for document in case.issued}
    store = stage.counter.wiring.cases.store
    for case in _cases(stage):
        entries = store.entries(TENANT, case.id)
        named |= {file.key for entry in entries for file in entry.attachments}
    nobodys = stage.objects().keys() - named
    if nobodys and not stage.faults.hit:
        yield f"{len(nobodys)} files that nobody knows, though nothing failed"
    listed = {orphan.key for orphan in orphans(stage.counter.wiring)}
    if listed != nobodys:
        yield f"{len(nobodys)} files that nobody knows, {len(listed)} are listed"


def _claims_are_of_open_cases(stage: Stage) -> Iterator[str]:
    held = {row["case"]["S"] for row in stage.rows() if row["sk"]["S"] == "HELD" and "case" in row}
    for case in _cases(stage):
        if case.id in held and _definition(stage, case).is_final(case.instance.state):
            yield "a case that ended holds a claim"


def _every_mail_once(stage: Stage) -> Iterator[str]:
    """What the definition names went out: once, or once more where an answer was lost."""
    told = [mails for case in _cases(stage) for mails in _mails_of(stage, case)]
    wanted = Counter(mail for mails, _ in told for mail in mails)
    allowed = Counter(mail for _, mails in told for mail in mails)
    sent = Counter(stage.sent)
    more = sum(name in MAY_DOUBLE for name, _ in stage.faults.hit)
    late = sum(kind in (Kind.LATE, Kind.LOST) for _, kind in stage.faults.hit)
    if lost := wanted - sent:
        yield f"mails that never went out: {sorted(m.template for m in lost)}"
    extra = sent - allowed
    reminders = {tell.id for tell in _reminders(stage)}
    extra = Counter({m: n for m, n in extra.items() if m.template not in reminders})
    if extra.total() > more + late * (more > 0):
        yield f"mails too often: {sorted(m.template for m in extra)}"
    waiting = [row for row in stage.rows() if row["sk"]["S"].startswith("OUT#")]
    if waiting:
        yield f"{len(waiting)} things still have to go out"


type Mails = tuple[list[Sent], list[Sent]]
"""Those that must have gone out for an event, and those that may have."""


def _mails_of(stage: Stage, case: AnyCase) -> Iterator[Mails]:
    definition = _definition(stage, case)
    for event in _events(stage, case):
        must, may = _tells(definition, event)
        yield (
            [mail for tell in must for mail in _to(case, definition, tell)],
            [mail for tell in may for mail in _to(case, definition, tell)],
        )


def _to(case: AnyCase, definition: Definition, tell: Tell) -> Iterator[Sent]:
    to = definition.mails[tell.id].to if tell.kind is TellKind.MAIL else ()
    for party in case.parties:
        if party.role in to and party.email:
            yield Sent(case.id, tell.id, party.email)


def _tells(definition: Definition, event: Event) -> tuple[set[Tell], set[Tell]]:
    """What an event must tell and may tell, where guards choose between targets of one state.

    At an end it is the last of them: nobody here comes to the counter or has no address.
    """
    transition = definition.transition(event.source, event.name) if event.source else None
    if transition is None:
        return set(), set()
    targets = [t for t in transition.targets if t.reached_from(event.source) == event.target]
    each = [{*transition.tell, *target.tell} for target in targets]
    must = each[-1] if definition.is_final(event.target) else set.intersection(*each)
    return must, set.union(*each)


def _reminders(stage: Stage) -> Iterator[Tell]:
    for case in _cases(stage):
        for clock in _definition(stage, case).clocks.values():
            for reminder in clock.reminders:
                yield from reminder.tell


CHECKS: tuple[Callable[[Stage], Iterator[Any]], ...] = (
    _nothing_accepted_is_lost,
    _each_ended_or_waits_for_somebody,
    _events_replay,
    _one_of_each_document,
    _no_object_without_an_owner,
    _claims_are_of_open_cases,
    _every_mail_once,
)
