"""What several parts of a definition name alike: states and groups, payload fields, tells."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from chalicelib.adapters.files.loading import did_you_mean
from chalicelib.adapters.files.process_format.node import Node
from chalicelib.domain.process.messages import Tell, TellKind

GROUP = "@"
PAYLOAD = "payload:"
_UNITS = ("minutes", "hours", "days")


class States:
    """The states and groups of one definition, to write names out."""

    def __init__(self, states: Iterable[str], groups: Mapping[str, frozenset[str]]) -> None:
        self._members = {state: frozenset({state}) for state in states}
        self._members |= {GROUP + group: members for group, members in groups.items()}

    def all(self, node: Node, key: str, names: Iterable[str]) -> tuple[str, ...]:
        """The states that names stand for, each once, in order; an unknown name is noted."""
        found = (state for name in names for state in sorted(self.of(node, key, name)))
        return tuple(dict.fromkeys(found))

    def of(self, node: Node, key: str, name: str) -> frozenset[str]:
        """The states that one name stands for; none, noted, when it is unknown."""
        if name in self._members:
            return self._members[name]
        node.note(key, name, "a state or @group of this file" + did_you_mean(name, self._members))
        return frozenset()


def read_groups(node: Node, key: str, states: Iterable[str]) -> dict[str, frozenset[str]]:
    """The groups, written out; one that names itself in the end is noted."""
    raw = Node(node.mapping(key), node.at(key), node.problems)
    named = {name: raw.texts(name) for name in node.mapping(key)}
    return {name: frozenset(_members(raw, name, named, set(states), ())) for name in named}


def payload_field(node: Node, key: str, *, is_required: bool = False) -> str:
    """The field after `payload:`; empty when the key isn't there."""
    text = node.text(key, None if is_required else "")
    if text and not text.startswith(PAYLOAD):
        node.note(key, text, "payload: and the name of a field")
    return text.removeprefix(PAYLOAD)


def read_tells(node: Node, *, is_required: bool = False) -> tuple[Tell, ...]:
    """What is told, from `mail:x`, `letter:x`, `notice:x`."""
    return tuple(
        tell for text in node.texts("tell", is_required=is_required) for tell in _tell(node, text)
    )


def duration(node: Node) -> timedelta:
    """A value in minutes, hours or days."""
    value, unit = node.whole("value", 1), node.text("unit")
    if unit in _UNITS:
        return timedelta(**{unit: value})
    if unit:
        node.note("unit", unit, "one of " + ", ".join(_UNITS))
    return timedelta()


def _members(
    node: Node,
    name: str,
    named: Mapping[str, tuple[str, ...]],
    states: set[str],
    above: tuple[str, ...],
) -> set[str]:
    if name in above:
        node.note(name, GROUP + name, "groups that don't contain themselves")
        return set()
    found: set[str] = set()
    for member in named[name]:
        group = member.removeprefix(GROUP)
        if member.startswith(GROUP) and group in named:
            found |= _members(node, group, named, states, (*above, name))
        elif member in states:
            found.add(member)
        else:
            known = (*states, *(GROUP + n for n in named))
            hint = did_you_mean(member, known)
            node.note(name, member, "a state or @group of this file" + hint)
    return found


def _tell(node: Node, text: str) -> Iterable[Tell]:
    kind, _, name = text.partition(":")
    if kind in set(TellKind) and name:
        yield Tell(TellKind(kind), name)
    else:
        node.note("tell", text, "mail:x, letter:x or notice:x")
