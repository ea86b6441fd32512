"""What people do with cases of any process: begin, act, look, answer an invitation."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.domain.registers.access import Service
from chalicelib.usecases.cases.frames import Frames
from chalicelib.wiring.cases import CasesRoom
from chalicelib.wiring.platform import PlatformRoom
from chalicelib.wiring.state import StateRoom
from chalicelib.wiring.templates import TemplatesRoom

if TYPE_CHECKING:
    from chalicelib.domain.tenants.municipality import Municipality
    from chalicelib.ports.cases import AnyCase
    from chalicelib.ports.cases.messages import Bells, CaseQueue
    from chalicelib.ports.cases.words import CaseLetters
    from chalicelib.ports.reports import Report
    from chalicelib.usecases.cases.acting.act import ActOnCase
    from chalicelib.usecases.cases.acting.own import Prepares
    from chalicelib.usecases.cases.archive_files import ArchiveFiles
    from chalicelib.usecases.cases.consult import Consult
    from chalicelib.usecases.cases.documents.open_document import OpenDocument
    from chalicelib.usecases.cases.documents.open_link import OpenLink
    from chalicelib.usecases.cases.follow_up import FollowUp
    from chalicelib.usecases.cases.free_now import FreeNow
    from chalicelib.usecases.cases.happen import Happen
    from chalicelib.usecases.cases.invite import Invite
    from chalicelib.usecases.cases.opening.hold_for_draft import HoldForDraft
    from chalicelib.usecases.cases.opening.household_of import HouseholdOf
    from chalicelib.usecases.cases.opening.open_case import OpenCase
    from chalicelib.usecases.cases.reading.log_look import LogLooks
    from chalicelib.usecases.cases.reading.look import CaseReader
    from chalicelib.usecases.handling.four_eyes import FourEyes


class RoadRoom:
    """What people do with cases of any process: begin, act, look, answer an invitation.

    It holds the rooms below it where the rooms above it find them.
    """

    def __init__(
        self, platform: PlatformRoom, templates: TemplatesRoom, state: StateRoom, cases: CasesRoom
    ) -> None:
        self.platform = platform
        self.templates = templates
        self.state = state
        self.cases = cases

    @cached_property
    def frames(self) -> Frames:
        """A case with all that it is judged with."""
        here, words = self.templates.municipalities, self.templates.case_words
        return Frames(self.cases.store, self.cases.types, here, self.platform.clock, words)

    @cached_property
    def case_queue(self) -> "CaseQueue":
        """The way to the issuance function."""
        from chalicelib.adapters.aws.cases.messages import SqsCaseQueue  # noqa: PLC0415

        return SqsCaseQueue(self.platform.clients.sqs, self.platform.settings.issue_queue)

    @cached_property
    def bells(self) -> "Bells":
        """The queues of those who handle cases."""
        from chalicelib.adapters.aws.cases.messages import SqsBells  # noqa: PLC0415

        return SqsBells(self.platform.clients.sqs, self.platform.settings.review_queue)

    @cached_property
    def case_letters(self) -> "CaseLetters":
        """The letters of processes."""
        from chalicelib.adapters.files.case_words.letters import FileCaseLetters  # noqa: PLC0415

        folder, types = self.cases.registry.folder, self.cases.types
        return FileCaseLetters(folder, types, self.platform.clock, self._invitation_to)

    def _invitation_to(self, case: "AnyCase", here: "Municipality") -> str:
        from chalicelib.usecases.cases.links import invitation_on_paper  # noqa: PLC0415

        invited = next((party for party in case.parties if party.person is None), None)
        if invited is None or self.cases.types.type(case.process).meant(case, invited):
            return f"{here.address}/uitnodiging"
        token = invitation_on_paper(self.platform.keys, case.tenant, case.id, invited.number)
        return f"{here.address}/uitnodiging/{token}"

    @cached_property
    def report(self) -> "Report":
        """What operators must hear of."""
        from chalicelib.adapters.aws.cases.report import report  # noqa: PLC0415

        return report

    @cached_property
    def follow_up(self) -> "FollowUp":
        """What a change leaves to send."""
        from chalicelib.usecases.cases.follow_up import FollowUp  # noqa: PLC0415

        return FollowUp(self.case_queue, self.bells, self.cases.types)

    @cached_property
    def happen(self) -> "Happen":
        """Have events happen."""
        from chalicelib.usecases.cases.happen import Happen  # noqa: PLC0415

        return Happen(self.cases.store, self.follow_up)

    @cached_property
    def hold_for_draft(self) -> "HoldForDraft":
        """Hold for who fills in a form what it wants."""
        from chalicelib.usecases.cases.opening.hold_for_draft import HoldForDraft  # noqa: PLC0415

        return HoldForDraft(self.cases.claims, self.frames, self.platform.keys, self.free_now)

    @cached_property
    def free_now(self) -> "FreeNow":
        """Read what is free of what forms let choose."""
        from chalicelib.usecases.cases.free_now import FreeNow  # noqa: PLC0415

        return FreeNow(lambda: self.cases.claims, self.templates.words)

    @cached_property
    def consult(self) -> "Consult":
        """Ask registers, the log first."""
        from chalicelib.usecases.cases.consult import Consult  # noqa: PLC0415

        registers = self.state.registers
        services = {
            Service.PERSON: registers.person,
            Service.HOUSEHOLD: registers.household,
            Service.RESIDENCES: registers.residences,
        }
        return Consult(self.state.access_log, services)

    @cached_property
    def household_of(self) -> "HouseholdOf":
        """Whom somebody lives with."""
        from chalicelib.usecases.cases.opening.household_of import HouseholdOf  # noqa: PLC0415

        may_fill_in, words = self.case_four_eyes.of_person, self.templates.words
        return HouseholdOf(self.state.access_log, self.state.registers, may_fill_in, words)

    @cached_property
    def files(self) -> "ArchiveFiles":
        """What people send along."""
        from chalicelib.usecases.cases.archive_files import ArchiveFiles  # noqa: PLC0415

        return ArchiveFiles(self.state.archive)

    @cached_property
    def open_case(self) -> "OpenCase":
        """Begin a case."""
        from chalicelib.usecases.cases.opening.open_case import OpenCase  # noqa: PLC0415

        return OpenCase(
            self.cases.store,
            self.frames,
            self.files,
            self.follow_up,
            self.platform.keys,
            self.platform.ids,
            self.platform.settings.allow_test_numbers,
        )

    @cached_property
    def case_four_eyes(self) -> "FourEyes":
        """Nobody handles their own case."""
        from chalicelib.usecases.handling.four_eyes import FourEyes  # noqa: PLC0415

        return FourEyes(
            self.state.access_log,
            self.state.registers,
            lambda case: self.frames.of(case).type.about(case),
        )

    @cached_property
    def act(self) -> "ActOnCase":
        """What people do with a case."""
        from chalicelib.usecases.cases.acting.act import ActOnCase  # noqa: PLC0415
        from chalicelib.usecases.cases.acting.behaving import Behaviour  # noqa: PLC0415

        return ActOnCase(
            self.cases.store,
            self.frames,
            self.happen,
            Behaviour(self.case_letters, self.platform.settings.allow_test_numbers),
            self.files,
            self.consult,
            self.platform.keys,
            self.case_four_eyes,
            self.prepares,
            self.free_now.check,
        )

    @cached_property
    def prepares(self) -> "Prepares":
        """What processes do with what actions bring."""
        from chalicelib.wiring.processes.actions import ActionParts, LoadedPrepares  # noqa: PLC0415
        from chalicelib.wiring.processes.bindings import ACTIONS  # noqa: PLC0415

        return LoadedPrepares(ActionParts(self.templates, self.state), ACTIONS)

    @cached_property
    def log_looks(self) -> "LogLooks":
        """Write down who of ours looks into a case."""
        from chalicelib.usecases.cases.reading.log_look import LogLooks  # noqa: PLC0415

        return LogLooks(self.case_four_eyes)

    @cached_property
    def look(self) -> "CaseReader":
        """A case as its reader may see it."""
        from chalicelib.usecases.cases.reading.look import CaseReader  # noqa: PLC0415

        return CaseReader(self.cases.store, self.frames, self.log_looks)

    @cached_property
    def open_document(self) -> "OpenDocument":
        """Fetch a document of a case."""
        from chalicelib.usecases.cases.documents.open_document import OpenDocument  # noqa: PLC0415

        return OpenDocument(self.look, self.frames, self.state.ledger, self.state.archive)

    @cached_property
    def open_link(self) -> "OpenLink":
        """Open the link in a mail."""
        from chalicelib.usecases.cases.documents.close_link import CloseLink  # noqa: PLC0415
        from chalicelib.usecases.cases.documents.open_link import OpenLink  # noqa: PLC0415

        state, platform = self.state, self.platform
        return OpenLink(
            self.open_document,
            state.tries,
            platform.keys,
            platform.clock,
            state.confirm_address,
            CloseLink(self.frames, self.happen),
        )

    @cached_property
    def invite(self) -> "Invite":
        """Who is invited, and answers."""
        from chalicelib.usecases.cases.invite import Invite  # noqa: PLC0415

        confirm, tries = self.state.confirm_address, self.state.tries
        return Invite(self.cases.store, self.frames, self.platform.keys, confirm, tries)
