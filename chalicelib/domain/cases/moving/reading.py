"""Which staff may look at a case, and which of them handle it."""

from typing import Any

from chalicelib.domain.cases.case import Case
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.roles import RoleKind


def handlers_of(case: Case[Any], definition: Definition) -> frozenset[str]:
    """The roles of ours that handle a case now: those of its worklists.

    Another organisation's staff, such as a police zone's, only while it waits on their own.
    """
    here = definition.worklist_of(case.instance.state)
    waits = {task.role for task in case.tasks} | ({here.role} if here else set())
    lists = {worklist.role for worklist in definition.worklists.values()}
    return frozenset(r for r in lists if r in waits or not definition.roles[r].organisation)


def may_look(case: Case[Any], roles: frozenset[str], definition: Definition) -> bool:
    """Whether staff with these roles may see a case at all, now."""
    if roles & handlers_of(case, definition):
        return True
    staff = roles & set(definition.roles_of(RoleKind.STAFF))
    return any(_sees(case, definition, role) for role in staff)


def _sees(case: Case[Any], definition: Definition, role: str) -> bool:
    acts = any(definition.actions_in(case.instance.state, role))
    return acts or case.instance.state in definition.roles[role].sees
