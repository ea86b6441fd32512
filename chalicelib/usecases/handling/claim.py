"""Take a case out of a worklist: the next one, or a chosen one."""

from dataclasses import dataclass

from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.staff import Action, Staff, may
from chalicelib.domain.shared.errors import ConflictError, NotAllowedError, NotThereError
from chalicelib.ports.cases import AnyCase
from chalicelib.usecases.cases.acting.act import FourEyes
from chalicelib.usecases.handling.at_hand import LEASE, AtHand, InHand
from chalicelib.usecases.handling.four_eyes import OWN_FILE
from chalicelib.usecases.handling.lists.worklists import EVERYTHING, Which, Worklists

MOST_LOOKS = 20
"""How many cases one claim looks at."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The state says who has a case; the worklist only where to look."""

    at_hand: AtHand
    worklists: Worklists
    four_eyes: FourEyes

    def next(self, staff: Staff, which: Which = EVERYTHING) -> AnyCase | None:
        """The next case of somebody's worklists that they may take, held by them; None: no case.

        What is meant for them comes first, then the worklist's own order. Raises what four eyes
        raise but for `own_file`, RetryableError.
        """
        waiting = [line.case_id for line in self.worklists.free(staff, which)]
        for case_id in waiting[:MOST_LOOKS]:
            if taken := self._try(staff, case_id):
                return taken
        return None

    def chosen(self, staff: Staff, case_id: str) -> AnyCase:
        """The case with an id, held by them; their own again as it is.

        Raises NotThereError, ConflictError (`not_waiting`, `already_claimed`, `assigned`,
        `escalated`, `version_moved`), NotAllowedError (`actor_not_allowed`), what four eyes raise,
        RetryableError.
        """
        found = self.at_hand.waiting(staff, case_id)
        if found.is_held and found.holder:
            return found.case
        check_free(found)
        return take(self.at_hand, found, self.four_eyes, "claimed")

    def _try(self, staff: Staff, case_id: str) -> AnyCase | None:
        """None for a case of their own, and for one that a colleague was quicker to take."""
        try:
            return self.chosen(staff, case_id)
        except (ConflictError, NotThereError):
            return None
        except NotAllowedError as error:
            if error.code not in {OWN_FILE, "actor_not_allowed"}:
                raise
            return None


def check_free(found: InHand) -> None:
    """Whether somebody may take a case that waits. Raises what `Claim.chosen` raises."""
    handling = found.case.handling
    if found.holder:
        raise ConflictError("already_claimed", "Een collega behandelt dit dossier al.")
    is_mine = handling.assigned == found.staff.id
    if handling.assigned and not (is_mine or found.is_in_charge):
        raise ConflictError("assigned", "Dit dossier is aan een collega toegewezen.")
    if handling.is_escalated and not may(found.staff, Action.CLAIM_ESCALATED, found.case.tenant):
        raise ConflictError(
            "escalated", "Dit dossier is doorgegeven. Een leidinggevende behandelt het."
        )


def take(at_hand: AtHand, found: InHand, four_eyes: FourEyes, how: str, was: str = "") -> AnyCase:
    """The case, held by who found it, if it waits for their role and isn't their own.

    `how` and from whom it was taken are what the entry says.

    Raises NotAllowedError (`actor_not_allowed`), what four eyes raise, ConflictError
    (`version_moved`), RetryableError.
    """
    if found.worklist is None or found.worklist.role not in found.staff.powers:
        raise NotAllowedError("actor_not_allowed", "Dit dossier is voor andere collega's.")
    four_eyes(Official(found.staff), found.case)
    lease = Lease(found.staff.id, found.frame.at + LEASE)
    entry = at_hand.entry(found, how, {"of": was} if was else {})
    return at_hand.keep(found, held_by(found.case.handling, lease), entry)
