"""Close a link to guessing for good: the applicant is told, and somebody sees to it."""

from dataclasses import dataclass, replace

from chalicelib.domain.cases.moving.following import a_task
from chalicelib.domain.cases.moving.moves import told_beside
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.storing import with_task
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.happen import Happen

GUESSED = "link_guessed"
_MAIL = "link_closed"


@dataclass(frozen=True, slots=True)
class CloseLink:
    """Once a party: mail and task are stored together."""

    frames: Frames
    happen: Happen

    def __call__(self, case: AnyCase, party: Party) -> None:
        """Raises ConflictError (`version_moved`), RetryableError."""
        if is_closed(case, party):
            return
        frame = self.frames.of(case)
        now, version = frame.at, case.instance.version
        place = int(now.timestamp()) * 100
        mail = Outgoing(version, place, Medium.MAIL, _MAIL, party.author, now, now)
        change = told_beside(case, (mail,) if party.email else (), (), frame)
        task = a_task(case, frame, GUESSED, party.author, frame.words.say("tasks.guessed"))
        self.happen.keep(replace(change, case=with_task(change.case, task)), frame)


def is_closed(case: AnyCase, party: Party) -> bool:
    """Whether the task about it still stands; that it was done doesn't open the link again."""
    return any((task.code, task.about) == (GUESSED, party.author) for task in case.tasks)
