"""What processes do with what actions bring, bound to what they need when first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.usecases.cases.acting.own import Prepare
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom


@dataclass(frozen=True, slots=True)
class ActionParts:
    """What these may be bound to."""

    templates: TemplatesRoom
    state: StateRoom


type BindActions = Callable[[ActionParts], Mapping[str, Prepare]]


class LoadedPrepares:
    """Prepares: those of a type are bound when the first of them is asked for."""

    def __init__(self, parts: ActionParts, actions: Mapping[str, BindActions]) -> None:
        self._parts = parts
        self._actions = actions
        self._bound: dict[str, Mapping[str, Prepare]] = {}

    def __call__(self, type_id: str, action: str) -> Prepare | None:
        """What is done for an action; None where its process has nothing of its own."""
        bind = self._actions.get(type_id)
        if bind and type_id not in self._bound:
            self._bound[type_id] = bind(self._parts)
        return self._bound.get(type_id, {}).get(action)
