"""A letter is in the post: when is kept, and what counts from its sending starts with it."""

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.posting import (
    ABOUT,
    ON,
    day_field,
    is_moot,
    posted_on,
    posting_of,
    waiting_for,
)
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import LETTER
from chalicelib.domain.process.actions import Action
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.usecases.cases.acting.act import Acting, ActOnCase
from chalicelib.usecases.cases.acting.past import wrong_day
from chalicelib.usecases.handling.close_task import CloseTask
from chalicelib.usecases.mail.paper import Paper
from chalicelib.usecases.mail.post import Post


@dataclass(frozen=True, slots=True)
class MarkPosted:
    """Of letters that were written together, only the last to go starts what counts from them."""

    paper: Paper
    close_task: CloseTask
    act: ActOnCase

    def __call__(self, staff: Staff, case_id: str, key: str, day: date | None = None) -> None:
        """Note on which day it went, today if nobody says; then it waits no longer.

        Raises NotThereError, InvalidInputError (`day_to_come`, `posted_before_written`), what
        acting raises, ConflictError (`version_moved`, also when the others went meanwhile),
        RetryableError; what is done again then isn't noted twice.
        """
        post = self.paper.tray.one(staff, case_id, key, (LETTER,))
        on = self._checked(post, day)
        entries = self._noted(post, on)
        action = _starting(post)
        others = _others(post, action) if action else ()
        if action is None or others:
            self.close_task(staff, case_id, key, is_posted=True, beside=others)
        else:
            last = max(posted_on(post.task, entries).values())
            self.act(_acting(staff, post, action, last))

    def _checked(self, post: Post, day: date | None) -> date:
        frame = post.found.frame
        written = frame.municipality.day_of(post.task.at)
        on = day or frame.day
        if wrong := wrong_day(on, frame.day, written):
            raise InvalidInputError(*wrong, "day")
        return on

    def _noted(self, post: Post, on: date) -> list[Entry]:
        """All that was said in the case, with that this letter went."""
        hand, found = self.paper.tray.at_hand, post.found
        entries = hand.cases.entries(found.case.tenant, found.case.id)
        if posted_on(post.task, entries).get(post.task.about) == on:
            return entries
        codes = {"template": post.message.template, ABOUT: post.task.about, ON: on.isoformat()}
        title = self.paper.title(post)
        entry = hand.entry(found, "posted", codes, kind=EntryKind.POSTED, text=title)
        hand.cases.add(found.case, entry)
        return [*entries, entry]


def _starting(post: Post) -> Action | None:
    """What its sending starts, if that is still waited for."""
    definition, instance = post.found.frame.definition, post.found.case.instance
    if is_moot(post.task, instance, definition):
        return None
    return posting_of(post.task, definition)


def _others(post: Post, action: Action) -> tuple[str, ...]:
    """The keys of the other letters that still wait."""
    waiting = waiting_for(post.found.case, action, post.found.frame.definition)
    return tuple(task.key for task in waiting if task.key != post.task.key)


def _acting(staff: Staff, post: Post, action: Action, on: date) -> Acting:
    case = post.found.case
    return Acting(
        tenant=case.tenant,
        case_id=case.id,
        seen=case.instance.version,
        action=action.id,
        actor=Official(staff),
        raw={day_field(action).id: on.isoformat()},
        key=f"posted {post.task.about}",
    )
