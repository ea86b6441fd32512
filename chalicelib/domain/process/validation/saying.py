"""How the checks say what is wrong: where, what stands there, what is expected."""

import difflib
import re
from collections.abc import Collection, Iterable, Iterator

from chalicelib.domain.process.roles import AUTHOR, ENGINE_ACTORS, HANDLERS, OTHERS, TURN
from chalicelib.domain.process.states import SAME, Transition

type Problems = Iterator[str]

ID = re.compile(r"[a-z][a-z0-9_]*")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
WORDS_OF_THE_FORMAT = frozenset(
    {
        *(SAME, *ENGINE_ACTORS, HANDLERS, TURN, AUTHOR, OTHERS),
        *("letter", "notice", "payload", "entry", "code", "event", "enter", "leave", "started"),
        "catalogue",
    }
)
"""No id of a definition is one of these."""


def unknown(where: str, kind: str, names: Iterable[str], known: Collection[str]) -> Problems:
    """One sentence for each name that isn't known, with what it may have meant."""
    for name in names:
        if name not in known:
            close = difflib.get_close_matches(name, list(known), n=1)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            yield f"{where}: there is no {kind} {name!r}{hint}"


def readers(where: str, names: Iterable[str], roles: Collection[str], *more: str) -> Problems:
    """One sentence for each name that is no reader."""
    yield from unknown(where, "reader", names, {*roles, HANDLERS, TURN, *more})


def at(transition: Transition) -> str:
    """A transition, as a sentence names it."""
    return f"transition {transition.event!r} from {', '.join(transition.sources)}"


def listed(names: Iterable[str]) -> str:
    """Names in order, for a sentence."""
    return ", ".join(sorted(names))
