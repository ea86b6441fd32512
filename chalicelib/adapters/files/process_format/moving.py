"""Transitions, clocks and works."""

from datetime import timedelta

from chalicelib.adapters.files.loading import NOTHING
from chalicelib.adapters.files.process_format.node import Node
from chalicelib.adapters.files.process_format.references import (
    PAYLOAD,
    States,
    duration,
    payload_field,
    read_tells,
)
from chalicelib.domain.process.clocks import (
    ClockDefinition,
    Reminder,
    TaskSpec,
    TermStep,
    Trigger,
    TriggerKind,
    Unit,
)
from chalicelib.domain.process.states import Target, Transition
from chalicelib.domain.process.works import WorkSpec

_FROM_EVENT = "event"
_AT_START = "start"


def transition(node: Node, states: States) -> Transition:
    """One transition, its sources written out."""
    return Transition(
        sources=states.all(node, "from", node.texts("from")),
        event=node.text("on"),
        by=node.texts("by"),
        targets=_targets(node),
        needs=node.texts("needs", is_required=False),
        audience=node.texts("audience", is_required=False),
        tell=read_tells(node),
    )


def clock(name: str, node: Node, states: States) -> ClockDefinition:
    """One clock."""
    return ClockDefinition(
        name,
        words=node.text("words"),
        basis=node.text("basis"),
        certainty=node.text("certainty", ""),
        term=tuple(_step(step) for step in node.items("term")),
        from_field=_from(node),
        until_field=payload_field(node, "until"),
        runs_on=node.flag("runs_on"),
        at_start=_ends_at_start(node),
        starts=_triggers(node, "starts", states, is_required=True),
        stops=_triggers(node, "stops", states, is_required=True),
        pauses=_triggers(node, "pauses", states),
        resumes=_triggers(node, "resumes", states),
        reminders=tuple(_reminder(r) for r in node.items("reminders", is_required=False)),
        then=node.text("then", ""),
        task=_task(node) if node.has("task") else None,
        audience=node.texts("audience", is_required=False),
    )


def work(name: str, node: Node, states: States) -> WorkSpec:
    """One work."""
    return WorkSpec(
        name,
        states=frozenset(states.all(node, "in", node.texts("in"))),
        done=node.texts("done"),
        human=node.texts("human", is_required=False),
        delays=node.wholes("delays", 1),
        cap=_closed_duration(node, "cap") if node.has("cap") else None,
        at_cap=node.text("at_cap", ""),
        documents=_slots(node),
        refusals=_letters(node),
    )


def _targets(node: Node) -> tuple[Target, ...]:
    found = node.raw("to")
    if isinstance(found, str):
        return (Target(found),)
    if isinstance(found, list) and found:
        raw = Node({"to": found}, node.where, node.problems)
        return tuple(_target(item) for item in raw.items("to"))
    if found is not NOTHING:
        node.note("to", found, "a state, same, or a list of guarded states")
    return (Target(""),)


def _target(node: Node) -> Target:
    return Target(node.text("state"), node.text("if", ""), read_tells(node))


def _step(node: Node) -> TermStep:
    return TermStep(node.whole("value", 0), node.choice("unit", Unit), node.text("setting", ""))


def _from(node: Node) -> str:
    text = node.text("from")
    if not text or text == _FROM_EVENT:
        return ""
    if not text.startswith(PAYLOAD):
        node.note("from", text, "event, or payload: and the name of a field")
    return text.removeprefix(PAYLOAD)


def _ends_at_start(node: Node) -> bool:
    text = node.text("ends_at", "")
    if text not in ("", _AT_START):
        node.note("ends_at", text, "start, or no such key")
    return text == _AT_START


def _triggers(
    node: Node, key: str, states: States, *, is_required: bool = False
) -> tuple[Trigger, ...]:
    texts = node.texts(key, is_required=is_required)
    return tuple(_trigger(node, key, text, states) for text in texts)


def _trigger(node: Node, key: str, text: str, states: States) -> Trigger:
    kind, _, name = text.partition(":")
    match kind:
        case TriggerKind.EVENT if name:
            return Trigger(TriggerKind.EVENT, event=name)
        case TriggerKind.ENTER | TriggerKind.LEAVE:
            return Trigger(TriggerKind(kind), states=states.of(node, key, name))
    node.note(key, text, "event:e, enter:s or leave:s")
    return Trigger(TriggerKind.EVENT)


def _reminder(node: Node) -> Reminder:
    is_before = node.has("before")
    value = node.whole("before" if is_before else "after", 1)
    return Reminder(value, node.choice("unit", Unit), is_before, read_tells(node, is_required=True))


def _task(node: Node) -> TaskSpec:
    child = node.child("task")
    task = TaskSpec(child.text("code"), child.text("worklist"), child.text("words"))
    child.close()
    return task


def _closed_duration(node: Node, key: str) -> timedelta:
    child = node.child(key)
    found = duration(child)
    child.close()
    return found


def _letters(node: Node) -> dict[str, str]:
    if not node.has("refusals"):
        return {}
    child = node.child("refusals")
    return {event: child.text(event) for event in child.names()}


def _slots(node: Node) -> dict[str, tuple[str, ...]]:
    child = Node(node.mapping("documents"), node.at("documents"), node.problems)
    return {event: child.texts(event) for event in node.mapping("documents")}
