"""Guards, what people are told and given, claims, promises and figures."""

from chalicelib.adapters.files.process_format.node import Node
from chalicelib.adapters.files.process_format.references import (
    States,
    duration,
    payload_field,
    read_tells,
)
from chalicelib.domain.process.messages import Letter, MailDefinition, MailStep, Notice
from chalicelib.domain.process.outcomes import (
    ClaimDefinition,
    DocumentSpec,
    FiguresDefinition,
    Guard,
    Otherwise,
    Promise,
)

_PARTY = "party"
_TASK = "task"


def guard(name: str, node: Node) -> Guard:
    """One guard."""
    of = node.text("of", "")
    if of not in ("", _PARTY):
        node.note("of", of, "party, or no such key")
    reads = node.texts("reads", is_required=False)
    return Guard(name, node.text("means"), reads, of == _PARTY, node.text("words", ""))


def mail(name: str, node: Node, states: States) -> MailDefinition:
    """One mail."""
    return MailDefinition(
        name,
        to=node.texts("to"),
        bounce=node.text("bounce", ""),
        setting=node.text("setting", ""),
        letter_when_no_address=node.flag("letter_when_no_address"),
        document=node.text("document", ""),
        step=_step(node),
        stands_in=frozenset(states.all(node, "while", node.texts("while", is_required=False))),
    )


def letter(name: str, node: Node) -> Letter:
    """One letter."""
    return Letter(
        name,
        to=node.texts("to"),
        registered=node.flag("registered"),
        documents=node.texts("documents", is_required=False),
        posted=node.text("posted", ""),
    )


def notice(name: str, node: Node) -> Notice:
    """One notice."""
    return Notice(name, node.text("to"), node.text("document", ""))


def document(name: str, node: Node) -> DocumentSpec:
    """One slot."""
    replaced_by = node.texts("replaced_by", is_required=False)
    audience = node.texts("audience")
    return DocumentSpec(name, node.text("words"), node.text("from"), audience, replaced_by)


def claim(name: str, node: Node, states: States) -> ClaimDefinition:
    """One claim."""
    hold = node.child("hold") if node.has("hold") else None
    held_in = frozenset(states.all(node, "held_in", node.texts("held_in")))
    found = ClaimDefinition(
        name,
        key=node.text("key"),
        held_in=held_in,
        words=node.text("words"),
        otherwise=_otherwise(node),
        hold=duration(hold) if hold else None,
    )
    if hold:
        hold.close()
    return found


def promise(name: str, node: Node, states: States) -> Promise:
    """One promise, by the id of its action."""
    return Promise(name, frozenset(states.all(node, "in", node.texts("in"))), node.texts("by"))


def figures(node: Node, states: States) -> FiguresDefinition:
    """What is counted."""
    dimensions, child = node.texts("dimensions"), node.child("steps")
    steps = {name: frozenset(states.all(child, name, child.texts(name))) for name in child.names()}
    done, apart = node.texts("done", is_required=False), node.text("apart", "")
    if apart and apart not in dimensions:
        node.note("apart", apart, "one of the dimensions")
    node.close()
    return FiguresDefinition(dimensions, steps, done, apart)


def _step(node: Node) -> MailStep | None:
    if not node.has("step"):
        return None
    found = node.text("step")
    if found not in {step.value for step in MailStep}:
        node.note("step", found, ", ".join(MailStep))
        return None
    return MailStep(found)


def _otherwise(node: Node) -> Otherwise:
    found = node.raw("otherwise")
    if found == _TASK:
        return Otherwise()
    if not isinstance(found, dict):
        node.note("otherwise", found, 'task, or {"clear": "payload:x", "tell": […]}')
        return Otherwise()
    child = Node(found, node.at("otherwise"), node.problems)
    otherwise = Otherwise(
        clear=payload_field(child, "clear", is_required=True),
        tell=read_tells(child),
    )
    child.close()
    return otherwise
