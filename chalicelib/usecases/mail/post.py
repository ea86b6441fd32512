"""What mails and letters leave to people: those that didn't arrive, those to print and post."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import LETTER, CaseTask, Message
from chalicelib.domain.shared.errors import ConflictError, NotAllowedError, NotThereError
from chalicelib.usecases.handling.at_hand import AtHand, InHand
from chalicelib.usecases.handling.close_task import the_task
from chalicelib.usecases.handling.four_eyes import OWN_FILE
from chalicelib.usecases.handling.lists.paging import ListPage, page_of
from chalicelib.usecases.handling.lists.worklists import Worklists
from chalicelib.usecases.handling.send_again import MAIL_TASKS


@dataclass(frozen=True, slots=True)
class Post:
    """One message that waits for people; `party` is None when it is for an authority."""

    found: InHand
    task: CaseTask
    message: Message
    party: Party | None


@dataclass(frozen=True, slots=True)
class PostTray:
    """Over the cases of every process, in the worklists of whoever looks."""

    at_hand: AtHand
    worklists: Worklists

    def undelivered(self, staff: Staff, page: int = 1) -> ListPage[Post]:
        """The mails that didn't arrive and aren't seen to yet. Raises RetryableError."""
        return self._waiting(staff, MAIL_TASKS, page)

    def letters(self, staff: Staff, page: int = 1) -> ListPage[Post]:
        """What waits to be printed. Raises RetryableError."""
        return self._waiting(staff, (LETTER,), page)

    def one(self, staff: Staff, case_id: str, key: str, codes: Collection[str]) -> Post:
        """A message by its case and the key of its task.

        Raises NotThereError, ConflictError (`set_aside`), RetryableError.
        """
        found = self.at_hand.case(staff, case_id)
        task = the_task(found, key)
        if task.code not in codes or (post := _post(found, task)) is None:
            raise NotThereError("Dit bericht is er niet (meer).")
        return post

    def _waiting(self, staff: Staff, codes: Collection[str], page: int) -> ListPage[Post]:
        lines = self.worklists.tasks(staff)
        every = [(x.case_id, task) for x in lines for task in x.tasks if task.code in codes]
        shown = page_of(every, page)
        posts = tuple(self._posts(staff, shown.lines))
        return ListPage(posts, shown.found, shown.page, shown.pages)

    def _posts(self, staff: Staff, wanted: Iterable[tuple[str, CaseTask]]) -> Iterator[Post]:
        """Each with its case as it is now; what went meanwhile, or can't be read, isn't there."""
        for case_id, tasks in groupby(wanted, itemgetter(0)):
            if found := self._case(staff, case_id):
                yield from (post for _, task in tasks if (post := _post(found, task)))

    def _case(self, staff: Staff, case_id: str) -> InHand | None:
        try:
            return self.at_hand.case(staff, case_id)
        except (ConflictError, NotThereError):
            return None
        except NotAllowedError as error:
            if error.code != OWN_FILE:
                raise
            return None


def _post(found: InHand, task: CaseTask) -> Post | None:
    message = task.message
    if message is None:
        return None
    party = next((p for p in found.case.parties if p.author == message.to), None)
    return Post(found, task, message, party)
