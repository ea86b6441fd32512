"""A store of cases that fails when it is told to."""

from collections.abc import Callable
from functools import partial
from typing import Any

from chalicelib.adapters.memory.cases import MemoryCases
from chalicelib.ports.errors import RetryableError

WRITES = frozenset(
    {"create", "store", "touch", "handle", "sent", "try_again", "give_up", "open_task"}
)


class Flaky:
    """A store that fails before or after it acts, as `plan` says for its next writes."""

    def __init__(self) -> None:
        self.cases = MemoryCases()
        self.plan: list[str] = []

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.cases, name)
        return partial(self._write, method) if name in WRITES else method

    def _write(self, method: Callable[..., Any], *given: Any) -> Any:
        fault = self.plan.pop(0) if self.plan else ""
        if fault == "before":
            raise RetryableError
        answer = method(*given)
        if fault == "after":
            raise RetryableError
        return answer
