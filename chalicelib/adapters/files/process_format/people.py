"""Roles, worklists, states and what people read there."""

from chalicelib.adapters.files.loading import NOTHING
from chalicelib.adapters.files.process_format.node import Node
from chalicelib.domain.process.roles import EVERYBODY_ELSE, RoleDefinition, RoleKind
from chalicelib.domain.process.states import Held, Spoken, StateDefinition, StateKind, Worklist
from chalicelib.domain.shared.assurance import Assurance

_AS_ASKED = "payload"


def role(name: str, node: Node) -> RoleDefinition:
    """One role; keys of another kind of role are unknown ones."""
    kind = node.choice("kind", RoleKind)
    words = node.text("words")
    match kind:
        case RoleKind.PARTY:
            return _party(name, words, node)
        case RoleKind.STAFF:
            return RoleDefinition(
                name,
                kind,
                words,
                organisation=node.text("organisation", ""),
                pages=node.text("pages", ""),
                sees=node.texts("sees", is_required=False),
            )
        case RoleKind.AUTHORITY:
            return RoleDefinition(name, kind, words, recorded_by=node.texts("recorded_by"))


def worklist(name: str, node: Node) -> Worklist:
    """One worklist."""
    return Worklist(name, node.text("role"), node.text("team"), node.text("words"))


def state(name: str, node: Node) -> StateDefinition:
    """One state; keys of another kind of state are unknown ones."""
    kind = node.choice("kind", StateKind)
    is_final, is_desk = kind is StateKind.FINAL, kind is StateKind.DESK
    waits = kind in (StateKind.PARTY, StateKind.AWAIT)
    return StateDefinition(
        name,
        kind,
        label=spoken(node, "label"),
        explains=spoken(node, "explains"),
        work=_text_of(
            node, "work", is_read=kind is StateKind.AUTO, is_optional=kind is StateKind.AWAIT
        ),
        worklist=_text_of(node, "worklist", is_read=is_desk, is_optional=waits),
        party=node.texts("party") if kind is StateKind.PARTY else (),
        turn=_text_of(node, "turn", is_optional=is_desk or waits),
        authority=node.texts("authority", is_required=False) if kind is StateKind.AWAIT else (),
        when_held=_held(node) if is_desk and node.has("when_held") else None,
        outcome=_text_of(node, "outcome", is_read=is_final),
    )


def spoken(node: Node, key: str) -> Spoken:
    """A text, or texts by reader with `*` for all others."""
    found = node.raw(key)
    if isinstance(found, str) and found.strip():
        return Spoken(found, {})
    if isinstance(found, dict):
        return _by_reader(Node(found, node.at(key), node.problems), found)
    if found is not NOTHING:
        node.note(key, found, "a text, or texts by reader")
    return Spoken("", {})


def _by_reader(node: Node, readers: dict[str, object]) -> Spoken:
    default = node.text(EVERYBODY_ELSE)
    return Spoken(default, {r: node.text(r) for r in readers if r != EVERYBODY_ELSE})


def _party(name: str, words: str, node: Node) -> RoleDefinition:
    return RoleDefinition(
        name,
        RoleKind.PARTY,
        words,
        assurance=_assurance(node),
        many=node.flag("many"),
        invited=node.flag("invited"),
        signs=node.flag("signs"),
        counter=node.texts("counter", is_required=False),
    )


def _assurance(node: Node) -> Assurance | None:
    text = node.text("assurance")
    if text in set(Assurance):
        return Assurance(text)
    if text not in ("", _AS_ASKED):
        node.note("assurance", text, ", ".join(Assurance) + f" or {_AS_ASKED}")
    return None


def _held(node: Node) -> Held:
    child = node.child("when_held")
    held = Held(spoken(child, "label"), spoken(child, "explains"))
    child.close()
    return held


def _text_of(node: Node, key: str, *, is_read: bool = False, is_optional: bool = False) -> str:
    if is_read:
        return node.text(key)
    return node.text(key, "") if is_optional else ""
