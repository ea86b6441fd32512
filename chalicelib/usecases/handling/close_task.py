"""Strike off a task that was seen to."""

from collections.abc import Collection
from dataclasses import dataclass

from chalicelib.domain.cases.moving.posting import posting_of
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import CaseTask
from chalicelib.domain.shared.errors import ConflictError, NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.handling.at_hand import AtHand, InHand


@dataclass(frozen=True, slots=True)
class CloseTask:
    """Whoever has the role that the task waits for may; it needs no lease."""

    at_hand: AtHand

    def __call__(
        self,
        staff: Staff,
        case_id: str,
        key: str,
        *,
        is_posted: bool = False,
        beside: Collection[str] = (),
    ) -> AnyCase:
        """The case without the task of a key; the entry says what was seen to, and by whom.

        A letter whose sending starts a term isn't struck off without a day: only once it
        `is_posted`, and while one of the letters `beside` still waits. Raises NotThereError,
        ConflictError (`set_aside`, `task_stands`, `letter_to_post`, `version_moved`),
        RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        task = the_task(found, key)
        if task.about in found.frame.definition.clocks:
            raise ConflictError(
                "task_stands", "Deze taak verdwijnt vanzelf zodra het dossier verder gaat."
            )
        if posting_of(task, found.frame.definition) and not is_posted:
            raise ConflictError(
                "letter_to_post", "Noteer bij het adresblad op welke dag deze brief vertrok."
            )
        seen_to = {"task": task.code, "about": task.about}
        entry = self.at_hand.entry(found, "task_closed", seen_to)
        self.at_hand.cases.add(found.case, entry)
        return self.at_hand.cases.close_task(found.case, key, beside)


def the_task(found: InHand, key: str) -> CaseTask:
    """A task that waits for somebody's role. Raises NotThereError."""
    task = next((task for task in found.case.tasks if task.key == key), None)
    if task is None or task.role not in found.staff.powers:
        raise NotThereError("Deze taak is er niet (meer).")
    return task
