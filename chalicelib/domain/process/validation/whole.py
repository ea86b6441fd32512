"""All checks of a definition."""

from collections.abc import Callable

from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.validation import (
    clocks,
    doing,
    giving,
    graph,
    ids,
    moves,
    people,
    size,
    works,
)
from chalicelib.domain.process.validation.running import running
from chalicelib.domain.process.validation.saying import Problems

_NAMES: tuple[Callable[[Definition], Problems], ...] = (
    ids.ids,
    ids.slugs,
    ids.placeholders,
    people.roles,
    people.worklists,
    people.start,
    people.states,
    moves.names,
    moves.targets,
    moves.one_each,
    clocks.names,
    clocks.terms,
    doing.actions,
    doing.fields,
    doing.postings,
    giving.addressees,
    giving.documents,
    giving.claims,
    giving.counted,
)
_WAYS: tuple[Callable[[Definition], Problems], ...] = (
    moves.causes,
    moves.works,
    moves.turns,
    works.places,
    works.failures,
    works.slots,
    works.refusals,
    works.refilled,
    doing.promises,
    giving.used,
    graph.reached,
    graph.finals,
    graph.refused,
    size.size,
)


def validate(definition: Definition) -> tuple[str, ...]:
    """Everything that is wrong with a definition, one sentence each; empty when it can be used.

    The ways through it are looked at when all its names are right.
    """
    if wrong := _said(_NAMES, definition):
        return wrong
    runs = running(definition)
    timed = (*clocks.ends(definition, runs), *graph.somebody(definition, runs))
    return (*_said(_WAYS, definition), *timed)


def _said(
    checks: tuple[Callable[[Definition], Problems], ...], definition: Definition
) -> tuple[str, ...]:
    return tuple(sentence for check in checks for sentence in check(definition))
