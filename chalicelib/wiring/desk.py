"""What clerks can do."""

from functools import cached_property
from typing import TYPE_CHECKING

from chalicelib.wiring.requests import Requests

if TYPE_CHECKING:
    from chalicelib.usecases.certificates.intake import TakeIn
    from chalicelib.usecases.figures.digest import Digest
    from chalicelib.usecases.mail.mail_tasks import MailTasks
    from chalicelib.usecases.mail.paper import Paper
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


class AtTheDesk(Requests):
    """Everything at the desk."""

    @cached_property
    def desk(self) -> "Desk":
        """What every action has in common."""
        from chalicelib.usecases.workqueue.desk import Desk  # noqa: PLC0415

        return Desk(self.requests, self.review_queue, self.move, self.clock, self.ids)

    @cached_property
    def four_eyes(self) -> "FourEyes":
        """Nobody's own file."""
        from chalicelib.usecases.workqueue.four_eyes import FourEyes  # noqa: PLC0415

        return FourEyes(self.access_log, self.registers)

    @cached_property
    def claim(self) -> "Claim":
        """Take a case."""
        from chalicelib.usecases.workqueue.claim import Claim  # noqa: PLC0415

        return Claim(self.desk, self.requests, self.review_queue, self.four_eyes, self.clock)

    @cached_property
    def heartbeat(self) -> "Heartbeat":
        """Keep a case."""
        from chalicelib.usecases.workqueue.heartbeat import Heartbeat  # noqa: PLC0415

        return Heartbeat(self.desk, self.requests, self.review_queue, self.clock)

    @cached_property
    def release(self) -> "Release":
        """Give a case back."""
        from chalicelib.usecases.workqueue.release import Release  # noqa: PLC0415

        return Release(self.desk)

    @cached_property
    def take_over(self) -> "TakeOver":
        """Take a colleague's case."""
        from chalicelib.usecases.workqueue.take_over import TakeOver  # noqa: PLC0415

        return TakeOver(self.desk, self.four_eyes, self.review_queue, self.clock)

    @cached_property
    def decide(self) -> "Decide":
        """Approve or refuse."""
        from chalicelib.documents.seal.sources import SourceSeals  # noqa: PLC0415
        from chalicelib.usecases.workqueue.decide import Decide  # noqa: PLC0415

        return Decide(
            self.desk,
            self.catalogue,
            self.municipalities,
            self.archive,
            self.letters,
            self.clock,
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
            self.follow, self.desk, self.move, self.archive, self.municipalities, self.clock
        )

    @cached_property
    def wait_for_authority(self) -> "WaitForAuthority":
        """Wait for another authority."""
        from chalicelib.usecases.workqueue.wait import WaitForAuthority  # noqa: PLC0415

        return WaitForAuthority(self.desk, self.clock)

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

        return Correct(self.desk, self.ask_facts)

    @cached_property
    def lists(self) -> "Lists":
        """What there is to do."""
        from chalicelib.usecases.workqueue.lists import Lists  # noqa: PLC0415

        return Lists(self.requests, self.processes, self.municipalities, self.clock)

    @cached_property
    def case(self) -> "Case":
        """One case."""
        from chalicelib.usecases.workqueue.case import Case  # noqa: PLC0415

        return Case(
            self.desk,
            self.requests,
            self.processes,
            self.ask_facts,
            self.four_eyes,
            self.lists,
            self.tasks,
            self.archive,
        )

    @cached_property
    def look_up(self) -> "LookUp":
        """Find a person."""
        from chalicelib.usecases.workqueue.look_up import LookUp  # noqa: PLC0415

        return LookUp(self.desk, self.access_log, self.registers, self.registers)

    @cached_property
    def intake(self) -> "TakeIn":
        """Key in a request."""
        from chalicelib.usecases.certificates.intake import TakeIn  # noqa: PLC0415

        return TakeIn(self.desk, self.submit, self.issue, self.claim, self.decide, self.requests)

    @cached_property
    def mail_tasks(self) -> "MailTasks":
        """Mails that failed."""
        from chalicelib.usecases.mail.mail_tasks import MailTasks  # noqa: PLC0415

        return MailTasks(
            self.desk, self.requests, self.tasks, self.suppressions, self.effects, self.clock
        )

    @cached_property
    def paper(self) -> "Paper":
        """Letters to print."""
        from chalicelib.usecases.mail.paper import Paper  # noqa: PLC0415

        return Paper(
            self.desk,
            self.tasks,
            self.access_log,
            self.registers,
            self.municipalities,
            self.archive,
            self.clock,
        )

    @cached_property
    def digest(self) -> "Digest":
        """The supervisor's daily mail."""
        from chalicelib.usecases.figures.digest import Digest  # noqa: PLC0415

        return Digest(
            self.requests,
            self.processes,
            self.municipalities,
            self.tasks,
            self.notices,
            self.backlog,
            self.mail_texts,
            self.mailer,
            self.clock,
            self.settings.public_url,
        )
