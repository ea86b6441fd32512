"""Who of ours has which case in hand, whatever its process."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from chalicelib.usecases.cases.acting.act import ActOnCase
    from chalicelib.usecases.cases.reading.look import CaseReader
    from chalicelib.usecases.handling.assign import Assign
    from chalicelib.usecases.handling.at_hand import AtHand
    from chalicelib.usecases.handling.claim import ClaimCase
    from chalicelib.usecases.handling.close_task import CloseTask
    from chalicelib.usecases.handling.decide_together import DecideTogether
    from chalicelib.usecases.handling.escalate import Escalate
    from chalicelib.usecases.handling.heartbeat import Heartbeat
    from chalicelib.usecases.handling.lists.load import LoadOfStaff
    from chalicelib.usecases.handling.lists.search import SearchCases
    from chalicelib.usecases.handling.lists.who_waits import WhoWaits
    from chalicelib.usecases.handling.lists.worklists import Worklists
    from chalicelib.usecases.handling.look_up import LookUpPerson
    from chalicelib.usecases.handling.note import Note
    from chalicelib.usecases.handling.open_file import OpenFile
    from chalicelib.usecases.handling.readdress import Readdress
    from chalicelib.usecases.handling.release import ReleaseCase
    from chalicelib.usecases.handling.send_again import SendAgain
    from chalicelib.usecases.handling.take_over import TakeOver


class HandlingRoom:
    """What staff do with a case before they decide it; `road` is what they decide it with."""

    def __init__(self, road: RoadRoom) -> None:
        self._road = road

    @property
    def look(self) -> "CaseReader":
        """How a case is shown."""
        return self._road.look

    @property
    def act(self) -> "ActOnCase":
        """How staff act in a case."""
        return self._road.act

    @cached_property
    def at_hand(self) -> "AtHand":
        """What all of handling has in common."""
        from chalicelib.usecases.handling.at_hand import AtHand  # noqa: PLC0415

        road = self._road
        return AtHand(
            road.cases.store, road.frames, road.follow_up, road.platform.ids, road.log_looks
        )

    @cached_property
    def worklists(self) -> "Worklists":
        """What there is to do."""
        from chalicelib.usecases.handling.lists.worklists import Worklists  # noqa: PLC0415

        return Worklists(self._road.cases.store, self._road.frames)

    @cached_property
    def load(self) -> "LoadOfStaff":
        """How much each colleague has."""
        from chalicelib.usecases.handling.lists.load import LoadOfStaff  # noqa: PLC0415

        return LoadOfStaff(self.worklists, self._road.platform.clock)

    @cached_property
    def search(self) -> "SearchCases":
        """Find a case."""
        from chalicelib.usecases.handling.lists.search import SearchCases  # noqa: PLC0415

        return SearchCases(self._road.cases.store, self._road.frames, self.worklists)

    @cached_property
    def who_waits(self) -> "WhoWaits":
        """What waits for others."""
        from chalicelib.usecases.handling.lists.who_waits import WhoWaits  # noqa: PLC0415

        return WhoWaits(self._road.cases.store, self._road.frames)

    @cached_property
    def claim(self) -> "ClaimCase":
        """Take a case."""
        from chalicelib.usecases.handling.claim import ClaimCase  # noqa: PLC0415

        return ClaimCase(self.at_hand, self.worklists, self._road.bells)

    @cached_property
    def decide_together(self) -> "DecideTogether":
        """Decide of several cases at once."""
        from chalicelib.usecases.handling.decide_together import DecideTogether  # noqa: PLC0415

        return DecideTogether(self.act, self.claim, self.release)

    @cached_property
    def release(self) -> "ReleaseCase":
        """Give a case back."""
        from chalicelib.usecases.handling.release import ReleaseCase  # noqa: PLC0415

        return ReleaseCase(self.at_hand)

    @cached_property
    def assign(self) -> "Assign":
        """Give a case to a colleague."""
        from chalicelib.usecases.handling.assign import Assign  # noqa: PLC0415

        return Assign(self.at_hand)

    @cached_property
    def take_over(self) -> "TakeOver":
        """Take a colleague's case."""
        from chalicelib.usecases.handling.take_over import TakeOver  # noqa: PLC0415

        return TakeOver(self.at_hand)

    @cached_property
    def escalate(self) -> "Escalate":
        """Hand a case up."""
        from chalicelib.usecases.handling.escalate import Escalate  # noqa: PLC0415

        return Escalate(self.at_hand)

    @cached_property
    def look_up(self) -> "LookUpPerson":
        """Find a person."""
        from chalicelib.usecases.handling.look_up import LookUpPerson  # noqa: PLC0415

        return LookUpPerson(
            self.at_hand,
            self._road.state.registers,
            self._road.case_four_eyes,
        )

    @cached_property
    def note(self) -> "Note":
        """Write something down."""
        from chalicelib.usecases.handling.note import Note  # noqa: PLC0415

        return Note(self.at_hand)

    @cached_property
    def heartbeat(self) -> "Heartbeat":
        """Keep a case."""
        from chalicelib.usecases.handling.heartbeat import Heartbeat  # noqa: PLC0415

        return Heartbeat(self.at_hand)

    @cached_property
    def close_task(self) -> "CloseTask":
        """Strike a task off."""
        from chalicelib.usecases.handling.close_task import CloseTask  # noqa: PLC0415

        return CloseTask(self.at_hand)

    @cached_property
    def readdress(self) -> "Readdress":
        """Write to another address."""
        from chalicelib.usecases.handling.readdress import Readdress  # noqa: PLC0415

        return Readdress(self.at_hand)

    @cached_property
    def send_again(self) -> "SendAgain":
        """Put a mail on its way again."""
        from chalicelib.usecases.handling.send_again import SendAgain  # noqa: PLC0415

        return SendAgain(self.at_hand, self._road.happen, self._road.state.suppressions)

    @cached_property
    def open_file(self) -> "OpenFile":
        """Fetch a file of a case."""
        from chalicelib.usecases.handling.open_file import OpenFile  # noqa: PLC0415

        return OpenFile(self._road.look, self._road.state.archive)
