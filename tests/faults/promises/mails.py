"""What the definition names went out: once, or once more where an answer was lost."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.cases.audience import may_read
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.intake import Delivery
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.instance import Event
from chalicelib.domain.process.messages import Tell, TellKind
from chalicelib.ports.cases import AnyCase
from tests.faults.injecting import Kind
from tests.faults.stage import Known, Sent, Stage

MAY_DOUBLE = {"sesv2.SendEmail", "dynamodb.DeleteItem"}
"""Where a fault makes a second mail our decision: it went out, or we don't know."""

GOES: Mapping[str, Callable[[Any], bool]] = {
    "at_the_counter": lambda payload: payload.delivery is Delivery.COUNTER,
    "by_post": lambda payload: payload.delivery is Delivery.POST,
}
"""The guards that choose how a document goes to who asked."""


def every_mail_once(stage: Stage) -> Iterator[str]:
    """None is lost, none goes too often, none waits for ever."""
    wanted, allowed, excused = Counter[Sent](), Counter[Sent](), Counter[Sent]()
    for known in stage.known:
        wanted.update(_must(stage, known))
        allowed.update([*_may(stage, known), *_sent_again(known)])
        excused.update(_for_people(known))
    sent = Counter(_as_found(stage, mail) for mail in stage.sent if not _is_forgotten(stage, mail))
    if lost := wanted - sent - excused:
        yield f"mails that never went out: {sorted(m.template for m in lost)}"
    reminders = {tell.id for known in stage.known for tell in _reminders(stage, known.case)}
    extra = Counter({m: n for m, n in (sent - allowed).items() if m.template not in reminders})
    if extra.total() > _doubles(stage):
        yield f"mails too often: {sorted(m.template for m in extra)}"
    waiting = [row for row in stage.rows() if row["sk"]["S"].startswith("OUT#")]
    if waiting:
        yield f"{len(waiting)} things still have to go out"


def _doubles(stage: Stage) -> int:
    """How many mails may have gone twice for the faults there were."""
    more = sum(name in MAY_DOUBLE for name, _ in stage.faults.hit)
    late = sum(kind in (Kind.LATE, Kind.LOST) for _, kind in stage.faults.hit)
    return more + late * (more > 0)


def _must(stage: Stage, known: Known) -> Iterator[Sent]:
    definition = stage.definition(known.case)
    for event in known.events:
        for tell in _tells(known.case, definition, event)[0]:
            yield from _to(known, definition, tell)
    yield from _of_revocations(known)


def _may(stage: Stage, known: Known) -> Iterator[Sent]:
    definition = stage.definition(known.case)
    for event in known.events:
        for tell in _tells(known.case, definition, event)[1]:
            yield from _to(known, definition, tell)
    yield from _of_revocations(known)


def _to(known: Known, definition: Definition, tell: Tell) -> Iterator[Sent]:
    to = definition.mails[tell.id].to if tell.kind is TellKind.MAIL else ()
    for party in known.case.parties:
        if party.role in to and party.email:
            yield _mail(known, tell.id, party)


def _mail(known: Known, template: str, party: Party) -> Sent:
    """As it is told apart: without its address where that was changed."""
    is_moved = any(entry.name == "readdressed" for entry in known.entries)
    return Sent(known.case.id, template, "" if is_moved else party.email)


def _as_found(stage: Stage, mail: Sent) -> Sent:
    known = next((one for one in stage.known if one.case.id == mail.case_id), None)
    is_moved = known and any(entry.name == "readdressed" for entry in known.entries)
    return replace(mail, to="") if is_moved else mail


def _is_forgotten(stage: Stage, mail: Sent) -> bool:
    """Whether nobody knows any more to whom it went."""
    mine = (known.case for known in stage.known if known.case.id == mail.case_id)
    return any(party.is_forgotten for case in mine for party in case.parties)


def _of_revocations(known: Known) -> Iterator[Sent]:
    for entry in known.entries:
        if entry.kind is EntryKind.REVOCATION and entry.name == "revoked":
            said = dict(entry.data)
            template = "doc_replaced" if said["replaced"] == "ja" else "doc_revoked"
            for party in _readers(known.case, said["number"]):
                yield _mail(known, template, party)


def _readers(case: AnyCase, number: str) -> Iterator[Party]:
    for document in (d for d in case.issued if d.number == number):
        for party in case.parties:
            if party.email and may_read(document.audience, "", reader_of(party), ()):
                yield party


def _sent_again(known: Known) -> Iterator[Sent]:
    for template, party in _about(known, "sent_again"):
        yield _mail(known, template, party)


def _for_people(known: Known) -> Iterator[Sent]:
    """What couldn't go, and is somebody's task or a letter in its place."""
    by_author = {party.author: party for party in known.case.parties}
    for message in filter(None, (task.message for task in known.case.tasks)):
        if message.to in by_author:
            yield _mail(known, message.template, by_author[message.to])
    for template, party in _about(known, "by_letter"):
        yield _mail(known, template, party)


def _about(known: Known, name: str) -> Iterator[tuple[str, Party]]:
    for said in (dict(entry.data) for entry in known.entries if _is_mail(entry, name)):
        party = known.case.party(int(said["party"]))
        if party:
            yield said["template"], party


def _is_mail(entry: Entry, name: str) -> bool:
    return entry.kind is EntryKind.MAIL and entry.name == name


def _tells(case: AnyCase, definition: Definition, event: Event) -> tuple[set[Tell], set[Tell]]:
    """What an event must tell and may tell, where guards choose between targets of one state."""
    transition = definition.transition(event.source, event.name) if event.source else None
    if transition is None:
        return set(), set()
    targets = [t for t in transition.targets if t.reached_from(event.source) == event.target]
    if definition.is_final(event.target):
        targets = [t for t in targets if t.guard not in GOES or GOES[t.guard](case.payload)]
        targets = targets[:1] if targets[0].guard in GOES else targets[-1:]
    each = [{*transition.tell, *target.tell} for target in targets]
    return set.intersection(*each), set.union(*each)


def _reminders(stage: Stage, case: AnyCase) -> Iterator[Tell]:
    for clock in stage.definition(case).clocks.values():
        for reminder in clock.reminders:
            yield from reminder.tell
