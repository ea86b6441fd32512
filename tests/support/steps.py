"""How much work a piece of Python does, counted instead of timed.

A step is a line that runs, a byte that a search in `Scanned` bytes passes over, or a character of a
string that one of its methods is called on: what C code does unseen is counted too.
"""

import gc
import sys
from collections.abc import Callable
from threading import get_ident
from types import CodeType, MethodDescriptorType
from typing import Any, ClassVar, SupportsIndex

TOOL = sys.monitoring.OPTIMIZER_ID
EVENTS = sys.monitoring.events


class Scanned(bytes):
    """Bytes that count what is read of them; pieces of them, and sums with them, do too."""

    passed: ClassVar[int] = 0

    def find(self, sub: Any, start: Any = 0, end: Any = sys.maxsize) -> int:
        found = super().find(sub, start, end)
        Scanned.passed += (found if found >= 0 else min(end, len(self))) - start
        return found

    def rfind(self, sub: Any, start: Any = 0, end: Any = sys.maxsize) -> int:
        found = super().rfind(sub, start, end)
        Scanned.passed += min(end, len(self)) - (found if found >= 0 else start)
        return found

    def split(self, sep: Any = None, maxsplit: SupportsIndex = -1) -> list[bytes]:
        return [self._piece(piece) for piece in super().split(sep, maxsplit)]

    def partition(self, sep: Any) -> tuple[bytes, bytes, bytes]:
        head, found, tail = super().partition(sep)
        return self._piece(head), found, self._piece(tail)

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        Scanned.passed += len(self)
        return super().decode(encoding, errors)

    def __getitem__(self, key: Any) -> Any:
        got = super().__getitem__(key)
        return self._piece(got) if isinstance(got, bytes) else got

    def __radd__(self, other: bytes) -> bytes:
        return self._piece(other + bytes(self))

    @staticmethod
    def _piece(content: bytes) -> "Scanned":
        Scanned.passed += len(content)
        return Scanned(content)


def steps(act: Callable[[], object]) -> int:
    """The steps of an act, whether it succeeds or refuses; not what others do meanwhile."""
    counted, ours = 0, get_ident()

    def line(_code: CodeType, _number: int) -> None:
        nonlocal counted
        counted += get_ident() == ours

    def call(_code: CodeType, _offset: int, called: object, on: object) -> None:
        nonlocal counted
        if isinstance(on, str) and isinstance(called, MethodDescriptorType):
            counted += len(on) * (get_ident() == ours)

    Scanned.passed = 0
    gc.disable()
    sys.monitoring.use_tool_id(TOOL, "steps")
    sys.monitoring.register_callback(TOOL, EVENTS.LINE, line)
    sys.monitoring.register_callback(TOOL, EVENTS.CALL, call)
    sys.monitoring.set_events(TOOL, EVENTS.LINE | EVENTS.CALL)
    try:
        act()
    finally:
        sys.monitoring.set_events(TOOL, EVENTS.NO_EVENTS)
        sys.monitoring.free_tool_id(TOOL)
        gc.enable()
    return counted + Scanned.passed
