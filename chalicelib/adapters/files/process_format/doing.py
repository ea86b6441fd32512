"""Actions, the fields of forms, and how a case begins."""

from chalicelib.adapters.files.process_format.node import Node, read_all
from chalicelib.adapters.files.process_format.references import PAYLOAD
from chalicelib.domain.process.actions import (
    Action,
    ActionKind,
    Destination,
    Field,
    FieldKind,
    FormPage,
    Start,
)


def action(name: str, node: Node) -> Action:
    """One action; its events carry the label of each."""
    label = node.text("label")
    return Action(
        name,
        kind=node.choice("kind", ActionKind),
        slug=node.text("slug"),
        label=label,
        who=node.texts("who"),
        events=_events(node, label),
        fields=read_all(node, "fields", form_field),
        letter=node.text("letter", ""),
        is_personal=node.flag("personal"),
        guard=node.text("if", ""),
        is_together=node.flag("together"),
    )


def start(node: Node) -> Start:
    """Who may begin, and the pages of the form; where people see others, that it has its own."""
    by, counter = node.texts("by"), node.texts("counter", is_required=False)
    own = node.flag("own_pages")
    has_pages = node.has("pages") or not own
    pages = tuple(_page(page) for page in node.items("pages")) if has_pages else ()
    return Start(by, counter, pages, own, node.texts("at_desk", is_required=False))


def form_field(name: str, node: Node) -> Field:
    """One field of a form."""
    to, payload_field = _destination(node)
    return Field(
        name,
        kind=node.choice("kind", FieldKind),
        label=node.text("label"),
        required=node.flag("required", is_required=True),
        to=to,
        payload_field=payload_field,
        options=node.text("options", ""),
        audience=node.texts("audience", is_required=to is Destination.ENTRY),
        help=node.text("help", ""),
        here=node.flag("here"),
        past=node.flag("past"),
    )


def _page(node: Node) -> FormPage:
    return FormPage(
        node.text("id"),
        node.text("title"),
        read_all(node, "fields", form_field),
        when=node.text("when", ""),
        explains=node.text("explains", ""),
    )


def _events(node: Node, label: str) -> dict[str, str]:
    if not node.has("events"):
        return {node.text("event"): label}
    if node.has("event"):
        node.note("event", node.text("event"), "either event or events")
    child = node.child("events")
    return {event: child.text(event) for event in child.names()}


def _destination(node: Node) -> tuple[Destination, str]:
    text = node.text("to")
    if text.startswith(PAYLOAD):
        return Destination.PAYLOAD, text.removeprefix(PAYLOAD)
    if text in (Destination.ENTRY, Destination.CODE):
        return Destination(text), ""
    if text:
        node.note("to", text, "entry, code, or payload: and the name of a field")
    return Destination.CODE, ""
