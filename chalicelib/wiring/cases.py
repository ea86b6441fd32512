"""Where cases are kept, and the processes they follow."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.platform import Platform

if TYPE_CHECKING:
    from chalicelib.ports.cases import CaseStore, ProcessTypes
    from chalicelib.wiring.process_types import Registry


class Cases:
    """Where cases are kept, and the processes they follow."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    @cached_property
    def store(self) -> "CaseStore":
        """Cases of every process."""
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415
        from chalicelib.adapters.aws.store.watched import WatchedCases  # noqa: PLC0415

        platform, table = self._platform, self._platform.settings.table
        store = WatchedCases(platform.clients.dynamodb, table, platform.keys, Codec(self.types))
        return self._platform.traces.told_of(store, "store", lambda case: getattr(case, "id", ""))

    @cached_property
    def registry(self) -> "Registry":
        """Where processes are found."""
        from chalicelib.wiring.process_types import Registry  # noqa: PLC0415

        return Registry()

    @cached_property
    def types(self) -> "ProcessTypes":
        """The processes there are."""
        from chalicelib.adapters.files.definitions import FileDefinitions  # noqa: PLC0415
        from chalicelib.wiring.process_types import LoadedTypes  # noqa: PLC0415

        return LoadedTypes(FileDefinitions(self.registry.folder), self.registry.loads)
