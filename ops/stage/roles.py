"""The staff roles for which a municipality has queues, from the processes that there are."""

from functools import cache
from pathlib import Path

from chalicelib.adapters.aws.cases.messages import queue_of
from chalicelib.adapters.files.definitions import FileDefinitions
from chalicelib.settings import TEMPLATES

PROCESSES = TEMPLATES / "processes"


@cache
def with_worklists(folder: Path = PROCESSES) -> tuple[str, ...]:
    """Every role that has a worklist in any version of any process, in order."""
    definitions = FileDefinitions(folder)
    every = (
        definitions.get(process, version)
        for process in definitions.ids()
        for version in definitions.versions(process)
    )
    lists = (worklist for one in every for worklist in one.worklists.values())
    return tuple(sorted({worklist.role for worklist in lists}))


def queues_of(nis: str, folder: Path = PROCESSES) -> tuple[str, ...]:
    """How the names of a municipality's queues end: its code first, then that of each role."""
    roles = with_worklists(folder)
    return tuple(dict.fromkeys((nis, *(queue_of(nis, role) for role in roles))))
