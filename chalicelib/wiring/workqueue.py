"""What clerks do with a case."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.cases import Cases
from chalicelib.wiring.platform import Platform
from chalicelib.wiring.state import State
from chalicelib.wiring.templates import Templates

if TYPE_CHECKING:
    from chalicelib.usecases.workqueue.answer import Answer
    from chalicelib.usecases.workqueue.ask import Ask
    from chalicelib.usecases.workqueue.case import Case
    from chalicelib.usecases.workqueue.claim import Claim
    from chalicelib.usecases.workqueue.correct import Correct
    from chalicelib.usecases.workqueue.decide import Decide
    from chalicelib.usecases.workqueue.desk import Desk
    from chalicelib.usecases.workqueue.escalate import Escalate
    from chalicelib.usecases.workqueue.four_eyes import FourEyes
    from chalicelib.usecases.workqueue.heartbeat import Heartbeat
    from chalicelib.usecases.workqueue.lists import Lists
    from chalicelib.usecases.workqueue.look_up import LookUp
    from chalicelib.usecases.workqueue.note import Note
    from chalicelib.usecases.workqueue.release import Release
    from chalicelib.usecases.workqueue.take_over import TakeOver
    from chalicelib.usecases.workqueue.wait import Resume, WaitForAuthority


class Workqueue:
    """What clerks do with a case."""

    def __init__(
        self, platform: Platform, templates: Templates, state: State, cases: Cases
    ) -> None:
        self._platform = platform
        self._templates = templates
        self._state = state
        self._cases = cases

    @cached_property
    def desk(self) -> "Desk":
        """What every action has in common."""
        from chalicelib.usecases.workqueue.desk import Desk  # noqa: PLC0415

        return Desk(
            self._state.requests,
            self._state.review_queue,
            self._cases.move,
            self._platform.clock,
            self._platform.ids,
        )

    @cached_property
    def four_eyes(self) -> "FourEyes":
        """Nobody's own file."""
        from chalicelib.usecases.workqueue.four_eyes import FourEyes  # noqa: PLC0415

        return FourEyes(self._state.access_log, self._state.registers)

    @cached_property
    def claim(self) -> "Claim":
        """Take a case."""
        from chalicelib.usecases.workqueue.claim import Claim  # noqa: PLC0415

        return Claim(
            self.desk,
            self._state.requests,
            self._state.review_queue,
            self.four_eyes,
            self._platform.clock,
        )

    @cached_property
    def heartbeat(self) -> "Heartbeat":
        """Keep a case."""
        from chalicelib.usecases.workqueue.heartbeat import Heartbeat  # noqa: PLC0415

        return Heartbeat(
            self.desk, self._state.requests, self._state.review_queue, self._platform.clock
        )

    @cached_property
    def release(self) -> "Release":
        """Give a case back."""
        from chalicelib.usecases.workqueue.release import Release  # noqa: PLC0415

        return Release(self.desk)

    @cached_property
    def take_over(self) -> "TakeOver":
        """Take a colleague's case."""
        from chalicelib.usecases.workqueue.take_over import TakeOver  # noqa: PLC0415

        return TakeOver(self.desk, self.four_eyes, self._state.review_queue, self._platform.clock)

    @cached_property
    def decide(self) -> "Decide":
        """Approve or refuse."""
        from chalicelib.documents.seal.sources import SourceSeals  # noqa: PLC0415
        from chalicelib.usecases.workqueue.decide import Decide  # noqa: PLC0415

        return Decide(
            self.desk,
            self._templates.catalogue,
            self._templates.municipalities,
            self._state.archive,
            self._templates.letters,
            self._platform.clock,
            SourceSeals(),
        )

    @cached_property
    def ask(self) -> "Ask":
        """Ask the applicant."""
        from chalicelib.usecases.workqueue.ask import Ask  # noqa: PLC0415

        return Ask(self.desk)

    @cached_property
    def answer(self) -> "Answer":
        """The applicant answers."""
        from chalicelib.usecases.workqueue.answer import Answer  # noqa: PLC0415

        return Answer(
            self._cases.follow,
            self.desk,
            self._cases.move,
            self._state.archive,
            self._templates.municipalities,
            self._platform.clock,
        )

    @cached_property
    def wait_for_authority(self) -> "WaitForAuthority":
        """Wait for another authority."""
        from chalicelib.usecases.workqueue.wait import WaitForAuthority  # noqa: PLC0415

        return WaitForAuthority(self.desk, self._platform.clock)

    @cached_property
    def resume(self) -> "Resume":
        """Stop waiting."""
        from chalicelib.usecases.workqueue.wait import Resume  # noqa: PLC0415

        return Resume(self.desk)

    @cached_property
    def note(self) -> "Note":
        """Write something down."""
        from chalicelib.usecases.workqueue.note import Note  # noqa: PLC0415

        return Note(self.desk)

    @cached_property
    def escalate(self) -> "Escalate":
        """Hand a case up."""
        from chalicelib.usecases.workqueue.escalate import Escalate  # noqa: PLC0415

        return Escalate(self.desk)

    @cached_property
    def correct(self) -> "Correct":
        """Put right what was keyed in."""
        from chalicelib.usecases.workqueue.correct import Correct  # noqa: PLC0415

        return Correct(self.desk, self._cases.ask_about)

    @cached_property
    def lists(self) -> "Lists":
        """What there is to do."""
        from chalicelib.usecases.workqueue.lists import Lists  # noqa: PLC0415

        return Lists(
            self._state.requests,
            self._templates.processes,
            self._templates.municipalities,
            self._platform.clock,
        )

    @cached_property
    def case(self) -> "Case":
        """One case."""
        from chalicelib.usecases.workqueue.case import Case  # noqa: PLC0415

        return Case(
            self.desk,
            self._state.requests,
            self._templates.processes,
            self._cases.ask_about,
            self.four_eyes,
            self.lists,
            self._state.tasks,
            self._state.archive,
        )

    @cached_property
    def look_up(self) -> "LookUp":
        """Find a person."""
        from chalicelib.usecases.workqueue.look_up import LookUp  # noqa: PLC0415

        return LookUp(
            self.desk, self._state.access_log, self._state.registers, self._state.registers
        )
