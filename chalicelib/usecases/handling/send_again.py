"""Put on its way again what couldn't go out: as a mail once more, or as a letter in its place."""

from dataclasses import dataclass

from chalicelib.domain.cases.entry import EntryKind
from chalicelib.domain.cases.moving.moves import told_again
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.mail import Suppressions
from chalicelib.usecases.cases.happen import Happen
from chalicelib.usecases.cases.sending.bounce import BOUNCED
from chalicelib.usecases.cases.sending.send_outgoing import BLOCKED, FAILED, NO_ADDRESS
from chalicelib.usecases.handling.at_hand import AtHand, InHand
from chalicelib.usecases.handling.close_task import the_task

MAIL_TASKS = (BOUNCED, BLOCKED, FAILED, NO_ADDRESS)
"""The codes of the tasks that a mail became."""
_HOW = {Medium.MAIL: "sent_again", Medium.LETTER: "by_letter"}


@dataclass(frozen=True, slots=True)
class SendAgain:
    """The task goes and the mail comes, in one transaction: it may fail and be tried as any."""

    at_hand: AtHand
    happen: Happen
    suppressions: Suppressions

    def __call__(self, staff: Staff, case_id: str, key: str) -> AnyCase:
        """Send a mail once more, to the party's address as it is: it was found to be right.

        Raises NotThereError for what is no task of a mail, ConflictError (`set_aside`,
        `version_moved`), RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        task, party = _mail_task(found, key)
        if party.email:
            self.suppressions.unblock(found.case.tenant, party.email)
        return self._out(found, task, party, Medium.MAIL)

    def by_letter(self, staff: Staff, case_id: str, key: str) -> AnyCase:
        """A letter in its place, which becomes the task to post it. Raises what sending raises."""
        found = self.at_hand.case(staff, case_id)
        task, party = _mail_task(found, key)
        return self._out(found, task, party, Medium.LETTER)

    def _out(self, found: InHand, task: CaseTask, party: Party, medium: Medium) -> AnyCase:
        case, now = found.case, found.frame.at
        template, place = task.about.partition("/")[0], int(now.timestamp()) * 100
        version = case.instance.version
        outgoing = Outgoing(version, place, medium, template, party.author, now, now)
        which = {"template": template, "party": str(party.number)}
        entry = self.at_hand.entry(found, _HOW[medium], which, kind=EntryKind.MAIL)
        change = told_again(case, task, outgoing, entry, found.frame)
        self.happen.keep(change, found.frame)
        return change.case


def _mail_task(found: InHand, key: str) -> tuple[CaseTask, Party]:
    task = the_task(found, key)
    message = task.message
    to = message.to if message else ""
    party = next((party for party in found.case.parties if party.author == to), None)
    if task.code not in MAIL_TASKS or party is None:
        raise NotThereError("Hier is geen bericht dat niet aankwam.")
    return task, party
