"""What every case goes through: accepted, followed, moved on, taken back."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.usecases.former_cases.follow import Follow
from chalicelib.usecases.former_cases.submit import Submit
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.state import State
from chalicelib.wiring.templates import Templates

if TYPE_CHECKING:
    from chalicelib.ports.cases import CaseStore, ProcessTypes
    from chalicelib.usecases.certificates.ask_facts import AskFacts
    from chalicelib.usecases.certificates.gather import Gather
    from chalicelib.usecases.former_cases.ask_about import AskAbout
    from chalicelib.usecases.former_cases.effects import Effects
    from chalicelib.usecases.former_cases.move import Move
    from chalicelib.usecases.former_cases.tick import Tick
    from chalicelib.usecases.former_cases.withdraw import Withdraw
    from chalicelib.wiring.process_types import Registry


class Cases:
    """What every case goes through: accepted, followed, moved on, taken back."""

    def __init__(self, platform: Platform, templates: Templates, state: State) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state

    @cached_property
    def store(self) -> "CaseStore":
        """Cases of every process."""
        from chalicelib.adapters.aws.store.items.codec import Codec  # noqa: PLC0415
        from chalicelib.adapters.aws.store.watched import WatchedCases  # noqa: PLC0415

        platform, table = self._platform, self._platform.settings.table
        return WatchedCases(platform.clients.dynamodb, table, platform.keys, Codec(self.types))

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

    @cached_property
    def submit(self) -> Submit:
        """Accept a request."""
        return Submit(
            self._templates.catalogue,
            self._templates.municipalities,
            self._templates.processes,
            self._state.requests,
            self._state.issue_queue,
            self._platform.keys,
            self._platform.clock,
            self._platform.ids,
        )

    @cached_property
    def follow(self) -> Follow:
        """What a citizen can see."""
        return Follow(self._state.requests, self._state.access_log)

    @cached_property
    def effects(self) -> "Effects":
        """What a change leaves to do."""
        from chalicelib.usecases.former_cases.effects import Effects  # noqa: PLC0415

        return Effects(
            self._state.requests,
            {"issue": self._state.issue_queue, "review": self._state.review_queue},
            self._state.mailer,
            self._templates.mail_texts,
            self._templates.municipalities,
            self._platform.keys,
            self._platform.clock,
            self._state.suppressions,
            self._state.tasks,
        )

    @cached_property
    def move(self) -> "Move":
        """Change a request's state."""
        from chalicelib.usecases.former_cases.move import Move  # noqa: PLC0415

        return Move(
            self._templates.processes,
            self._templates.municipalities,
            self._state.requests,
            self.effects,
            self._platform.clock,
        )

    @cached_property
    def gather(self) -> "Gather":
        """Ask the registers."""
        from chalicelib.usecases.certificates.gather import Gather  # noqa: PLC0415

        registers = self._state.registers
        return Gather(self._state.access_log, registers, registers, registers, registers)

    @cached_property
    def ask_facts(self) -> "AskFacts":
        """Everything the rules may look at."""
        from chalicelib.usecases.certificates.ask_facts import AskFacts  # noqa: PLC0415

        return AskFacts(
            self._templates.catalogue,
            self._templates.municipalities,
            self.gather,
        )

    @cached_property
    def ask_about(self) -> "AskAbout":
        """The same about a request."""
        from chalicelib.usecases.former_cases.ask_about import AskAbout  # noqa: PLC0415

        return AskAbout(self.ask_facts, self._platform.clock)

    @cached_property
    def tick(self) -> "Tick":
        """Look at what is overdue."""
        from chalicelib.usecases.former_cases.tick import Tick  # noqa: PLC0415

        return Tick(
            self._state.requests,
            self._templates.processes,
            self._templates.municipalities,
            self.effects,
            self.move,
            self._state.issue_queue,
            self._platform.clock,
        )

    @cached_property
    def withdraw(self) -> "Withdraw":
        """Take a request back."""
        from chalicelib.usecases.former_cases.withdraw import Withdraw  # noqa: PLC0415

        return Withdraw(self.follow, self.move)
