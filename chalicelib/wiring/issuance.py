"""What happens to cases without people: works, clocks, and what goes out and comes back."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.documents.printing import PrintingRoom
from chalicelib.wiring.road import RoadRoom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chalicelib.ports.cases.erasures import CaseErasures
    from chalicelib.ports.cases.notices import NoticeTray
    from chalicelib.ports.cases.words import CaseMails
    from chalicelib.usecases.cases.documents.erase_files import EraseFiles
    from chalicelib.usecases.cases.sending.bounce import Bounce
    from chalicelib.usecases.cases.sending.send_due import SendDue
    from chalicelib.usecases.cases.sending.send_outgoing import SendOutgoing
    from chalicelib.usecases.cases.sending.undeliverable import Undeliverable
    from chalicelib.usecases.cases.working.run_work import RunWork
    from chalicelib.usecases.cases.working.tick import TickCases
    from chalicelib.usecases.cases.working.works import Works
    from chalicelib.wiring.processes.works import Bind

TICK_SECONDS = 20
"""What all municipalities together may take of a scheduled run, which has half a minute."""

AT_ONCE = 8
"""Cases that a scheduled run looks at side by side; a client of AWS has ten connections."""

ERASURE_SECONDS = 240
"""The same of an erasure, which has five minutes."""


class IssuanceRoom:
    """What happens to cases without people: works, clocks, and what goes out and comes back."""

    def __init__(self, road: RoadRoom, printing: PrintingRoom) -> None:
        self._road = road
        self._printing = printing

    @cached_property
    def case_mails(self) -> "CaseMails":
        """The mails of processes."""
        from chalicelib.adapters.files.case_words.mails import FileCaseMails  # noqa: PLC0415
        from chalicelib.settings import TEMPLATES  # noqa: PLC0415

        folder, types = self._road.cases.registry.folder, self._road.cases.types
        return FileCaseMails(folder, TEMPLATES / "emails", types, self._road.platform.clock)

    @cached_property
    def notice_tray(self) -> "NoticeTray":
        """What municipalities tell each other."""
        from chalicelib.adapters.aws.cases.notices import DynamoNoticeTray  # noqa: PLC0415

        return DynamoNoticeTray(
            self._road.platform.clients.dynamodb, self._road.platform.settings.table
        )

    @cached_property
    def undeliverable(self) -> "Undeliverable":
        """A mail that can't arrive."""
        from chalicelib.usecases.cases.sending.undeliverable import Undeliverable  # noqa: PLC0415

        return Undeliverable(self._road.happen)

    @cached_property
    def send_outgoing(self) -> "SendOutgoing":
        """Send one thing that goes out."""
        from chalicelib.usecases.cases.sending.send_outgoing import SendOutgoing  # noqa: PLC0415

        return SendOutgoing(
            self._road.cases.store,
            self._road.frames,
            self.case_mails,
            self._road.state.mailer,
            self._road.state.suppressions,
            self.notice_tray,
            self.undeliverable,
            self._road.platform.keys,
            lambda municipality: municipality.address,
            self._road.state.mail_addresses,
            self._road.state.wishes,
        )

    @cached_property
    def send_due(self) -> "SendDue":
        """Send what is due to go out."""
        from chalicelib.usecases.cases.sending.send_due import SendDue  # noqa: PLC0415

        return SendDue(
            self._road.cases.store, self.send_outgoing, self._road.platform.clock, self._road.report
        )

    @cached_property
    def bounce(self) -> "Bounce":
        """A mail that came back."""
        from chalicelib.usecases.cases.sending.bounce import Bounce  # noqa: PLC0415

        return Bounce(self._road.cases.store, self._road.frames, self.undeliverable)

    @cached_property
    def case_erasures(self) -> "CaseErasures":
        """The files of cases that have to be erased."""
        from chalicelib.adapters.aws.store.erasures import DynamoCaseErasures  # noqa: PLC0415

        return DynamoCaseErasures(
            self._road.platform.clients.dynamodb, self._road.platform.settings.table
        )

    @cached_property
    def erase_files(self) -> "EraseFiles":
        """Erase files of cases whose time is over; each municipality has its share of the time."""
        from chalicelib.usecases.cases.documents.erase_files import EraseFiles  # noqa: PLC0415

        store, road, archive = self._road.cases.store, self._road, self._road.state.archive
        share = timedelta(seconds=ERASURE_SECONDS / len(road.templates.municipalities.all()))
        return EraseFiles(self.case_erasures, store, road.frames, archive, road.report, share)

    @cached_property
    def bindings(self) -> "Mapping[str, Bind]":
        """How works are bound, by id of the type."""
        from chalicelib.wiring.processes.bindings import WORKS  # noqa: PLC0415

        return WORKS

    @cached_property
    def works(self) -> "Works":
        """What automatic states do."""
        from chalicelib.wiring.processes.works import LoadedWorks, Parts  # noqa: PLC0415

        parts = Parts(
            self._road.platform,
            self._road.templates,
            self._road.state,
            self._printing,
            self._road.cases,
        )
        return LoadedWorks(parts, self.bindings)

    @cached_property
    def run_work(self) -> "RunWork":
        """The issuance function: it sends what goes out itself, without a message."""
        from chalicelib.usecases.cases.follow_up import FollowUp  # noqa: PLC0415
        from chalicelib.usecases.cases.happen import Happen  # noqa: PLC0415
        from chalicelib.usecases.cases.working.give_way import GiveWay  # noqa: PLC0415
        from chalicelib.usecases.cases.working.run_work import RunWork  # noqa: PLC0415

        road, store = self._road, self._road.cases.store
        follow_up = FollowUp(road.case_queue, road.bells, road.cases.types, sends_itself=True)
        return RunWork(
            store,
            self._road.frames,
            GiveWay(store, Happen(store, follow_up)),
            follow_up,
            self.send_due,
            self._road.consult,
            self.works,
            self._road.report,
            self._road.case_letters,
        )

    @cached_property
    def share(self) -> timedelta:
        """What one municipality may take of a scheduled run before the others had their turn."""
        return timedelta(seconds=TICK_SECONDS / len(self._road.templates.municipalities.all()))

    @cached_property
    def tick_cases(self) -> "TickCases":
        """Look at what is overdue, several cases at once; each municipality has its share of time.

        A case mostly waits for AWS: side by side, thousands fit into a minute.
        """
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        from chalicelib.usecases.cases.working.clocks import Clocks  # noqa: PLC0415
        from chalicelib.usecases.cases.working.give_way import GiveWay  # noqa: PLC0415
        from chalicelib.usecases.cases.working.tick import TickCases  # noqa: PLC0415

        store = self._road.cases.store
        return TickCases(
            store,
            self._road.frames,
            Clocks(
                store, self._road.follow_up, GiveWay(store, self._road.happen), self._road.consult
            ),
            self._road.follow_up,
            self.run_work,
            self._road.platform.clock,
            self._road.report,
            self.share,
            side_by_side=ThreadPoolExecutor(AT_ONCE).map,
        )
