"""Take a case out of a worklist: the next one, or a chosen one."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import product

from chalicelib.domain.cases.handling import Lease, held_by
from chalicelib.domain.cases.staff import Staff, StaffAction, may
from chalicelib.domain.shared.errors import ConflictError, NotAllowedError, NotThereError
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.ports.cases.messages import Bells, Rung
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.handling.at_hand import LEASE, AtHand, InHand
from chalicelib.usecases.handling.four_eyes import OWN_FILE
from chalicelib.usecases.handling.lists.worklists import EVERYTHING, Which, Worklists

MOST_LOOKS = 20
"""How many bells of a role one claim hears."""

MOST_TRIES = 100
"""How many cases of a list one claim tries to take: colleagues may be quicker."""


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """The state says who has a case; the bell and the worklist only where to look."""

    at_hand: AtHand
    worklists: Worklists
    bells: Bells

    def next(self, staff: Staff, which: Which = EVERYTHING) -> AnyCase | None:
        """The next case of somebody's worklists that they may take, held by them; None: no case.

        What is meant for them comes first; without a wish what rang for their roles next; then the
        worklist in its order. Raises what four eyes raise but for `own_file`, RetryableError.
        """
        lines = self.worklists.free(staff, which)
        meant = [line.case_id for line in lines if line.assigned == staff.id]
        rest = [line.case_id for line in lines if line.assigned != staff.id]
        return (
            self._first(staff, meant)
            or (self._rung(staff) if which == EVERYTHING else None)
            or self._first(staff, rest)
        )

    def _rung(self, staff: Staff) -> AnyCase | None:
        """A queue that is away keeps nobody from the worklist, which has every case."""
        skipped: list[Rung] = []
        try:
            with suppress(RetryableError, PermanentError):
                return self._followed(staff, skipped)
            return None
        finally:
            for rung in skipped:
                with suppress(RetryableError, PermanentError):
                    self.bells.give_back(rung)

    def _followed(self, staff: Staff, skipped: list[Rung]) -> AnyCase | None:
        for role, _ in product(self._heard(staff), range(MOST_LOOKS)):
            rung = self.bells.hear(staff.tenant, role)
            if rung is None:
                continue
            case = self.at_hand.frames.cases.get(staff.tenant, rung.message.case_id)
            if case is None or isinstance(case, Unreadable):
                self.bells.forget(rung)
            elif self._is_beyond(staff, case):
                self.at_hand.follow_up.ring(case, role)
                self.bells.forget(rung)
            elif self._is_stale(staff, rung, case):
                self.bells.forget(rung)
            elif taken := self._try(staff, case.id):
                self.bells.forget(rung)
                return taken
            else:
                skipped.append(rung)
        return None

    def _heard(self, staff: Staff) -> list[str]:
        """The roles whose bells somebody hears, first what fewer others can do."""
        roles = dict.fromkeys(place.role for place in self.worklists.places(staff))
        return sorted(roles, key=lambda role: role not in staff.roles)

    def _decider(self, case: AnyCase) -> str:
        return self.at_hand.frames.of(case).type.decided_by(case)

    def _is_beyond(self, staff: Staff, case: AnyCase) -> bool:
        """Whether it is others' to decide: then they don't even look, so that no log names them.

        Its bell rings on where these hear it: what is asked for may have become another document.
        """
        decider = self._decider(case)
        is_meant = case.handling.assigned == staff.id
        return bool(decider) and decider not in staff.powers and not is_meant

    def _is_stale(self, staff: Staff, rung: Rung, case: AnyCase) -> bool:
        """Whether its case waits for them no more, or somebody has it."""
        try:
            found = self.at_hand.of(staff, case)
        except NotThereError:
            return True
        except NotAllowedError as error:
            if error.code != OWN_FILE:
                raise
            return False
        waits_for = {found.worklist.role, self._decider(case)} if found.worklist else set()
        return bool(found.holder) or rung.role not in waits_for

    def _first(self, staff: Staff, waiting: list[str]) -> AnyCase | None:
        taken = (self._try(staff, case_id) for case_id in waiting[:MOST_TRIES])
        return next((case for case in taken if case), None)

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
        return take(self.at_hand, found, "claimed")

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
    """Whether somebody may take a case that waits. Raises what `ClaimCase.chosen` raises."""
    handling = found.case.handling
    if found.holder:
        raise ConflictError("already_claimed", "Een collega behandelt dit dossier al.")
    is_mine = handling.assigned == found.staff.id
    if handling.assigned and not (is_mine or found.is_in_charge):
        raise ConflictError("assigned", "Dit dossier is aan een collega toegewezen.")
    if handling.is_escalated and not may(
        found.staff, StaffAction.CLAIM_ESCALATED, found.case.tenant
    ):
        raise ConflictError(
            "escalated", "Dit dossier is doorgegeven. Een leidinggevende behandelt het."
        )


def take(at_hand: AtHand, found: InHand, how: str, was: str = "") -> AnyCase:
    """The case, held by who found it, if it waits for their role.

    `how` and from whom it was taken are what the entry says.

    Raises NotAllowedError (`actor_not_allowed`), ConflictError (`version_moved`), RetryableError.
    """
    if found.worklist is None or found.worklist.role not in found.staff.powers:
        raise NotAllowedError("actor_not_allowed", "Dit dossier is voor andere collega's.")
    lease = Lease(found.staff.id, found.frame.at + LEASE)
    entry = at_hand.entry(found, how, {"of": was} if was else {})
    return at_hand.keep(found, held_by(found.case.handling, lease), entry)
