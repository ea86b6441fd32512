"""What comes back of a mail: an event where the definition has one, else somebody's task."""

from dataclasses import dataclass

from chalicelib.domain.cases.moving.following import a_task
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import CaseStore
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.sending.undeliverable import Undeliverable

BOUNCED = "mail_came_back"


@dataclass(frozen=True, slots=True)
class Bounce:
    """Told twice, it is one task still."""

    cases: CaseStore
    frames: Frames
    undeliverable: Undeliverable

    def __call__(self, tenant: str, case_id: str, template: str, party: int) -> str:
        """`event` or `task`, for a mail of a template to a party that won't arrive.

        Raises NotThereError when there is no such case (yet), ConflictError (`set_aside`,
        `version_moved`), RetryableError.
        """
        case = self.frames.case(tenant, case_id)
        frame = self.frames.of(case)
        if case.party(party) is None:
            raise ConflictError("no_such_party", "Deze partij is er niet.")
        if self.undeliverable(case, template, party, frame):
            return "event"
        words, about = frame.words.say("tasks.mail_came_back"), f"{template}/party:{party}"
        self.cases.open_task(case, a_task(case, frame, BOUNCED, about, words))
        return "task"
