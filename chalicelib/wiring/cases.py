"""Where cases are kept, the processes they follow, and what of them got stuck."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.wiring.platform import PlatformRoom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ports.cases import CaseStore, ProcessTypes
    from chalicelib.ports.cases.claims import Claims
    from chalicelib.ports.cases.messages import Backlog
    from chalicelib.wiring.process_types import Load, Registry


class CasesRoom:
    """Where cases are kept, the processes they follow, and what of them got stuck."""

    def __init__(self, platform: PlatformRoom, loads: "Mapping[str, Load]") -> None:
        self._platform = platform
        self._loads = loads

    @cached_property
    def store(self) -> "CaseStore":
        """Cases of every process."""
        from chalicelib.adapters.aws.store.watched import WatchedCases  # noqa: PLC0415

        platform, table = self._platform, self._platform.settings.table
        store = WatchedCases(platform.clients.dynamodb, table, platform.keys, self.types)
        return self._platform.traces.told_of(store, "store", _about)

    @cached_property
    def claims(self) -> "Claims":
        """What cases and drafts hold."""
        from chalicelib.adapters.aws.store.claims import DynamoClaims  # noqa: PLC0415

        platform = self._platform
        return DynamoClaims(platform.clients.dynamodb, platform.settings.table, platform.keys)

    @cached_property
    def registry(self) -> "Registry":
        """Where processes are found."""
        from chalicelib.wiring.process_types import Registry  # noqa: PLC0415

        return Registry(TEMPLATES / "processes", self._loads)

    @cached_property
    def types(self) -> "ProcessTypes":
        """The processes there are."""
        from chalicelib.adapters.files.definitions import FileDefinitions  # noqa: PLC0415
        from chalicelib.wiring.process_types import LoadedTypes  # noqa: PLC0415

        return LoadedTypes(FileDefinitions(self.registry.folder), self.registry.loads)

    @cached_property
    def backlog(self) -> "Backlog":
        """The queues of what couldn't be handled."""
        from chalicelib.adapters.aws.cases.messages import SqsBacklog  # noqa: PLC0415

        sqs, settings = self._platform.clients.sqs, self._platform.settings
        return SqsBacklog(sqs, settings.issue_queue, settings.review_queue, self._with_worklists)

    def _with_worklists(self) -> set[str]:
        types = self.types
        definitions = (types.definition(p, v) for p in types.ids() for v in types.versions(p))
        return {worklist.role for one in definitions for worklist in one.worklists.values()}


def _about(given: object) -> str:
    """The id of the case that a call's first argument is, or changes."""
    return str(getattr(getattr(given, "case", given), "id", ""))
