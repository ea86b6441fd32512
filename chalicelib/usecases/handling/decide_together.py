"""Decide of several cases that are alike what would be decided of each by itself."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.shared.errors import ConflictError, DomainError, InvalidInputError
from chalicelib.ports.cases import AnyCase
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.usecases.cases.acting.act import Acted, Acting
from chalicelib.usecases.cases.acting.may_act import the_action
from chalicelib.usecases.cases.keyed import check_key
from chalicelib.usecases.handling.claim import ClaimCase
from chalicelib.usecases.handling.lists.lines import reasons_of
from chalicelib.usecases.handling.release import ReleaseCase

MOST = 25
"""Of so many cases at most is something decided at once: an answer may take half a minute."""

AWAY = "later"
"""The code of what couldn't be done now, and can be tried again."""


@dataclass(frozen=True, slots=True)
class Together:
    """What is decided, and of what: cases of a process that need somebody for the same reasons.

    `traits` are what the text of the decision says of each. Each case has a key of its own, made
    of `key`: what was done isn't done again.
    """

    process: str
    reasons: Collection[str]
    action: str
    raw: Raw
    key: str
    traits: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ChosenCase:
    """A case as it was seen in a list: its version then."""

    case_id: str
    seen: int


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What came of one case: done, or a code and a sentence that say why not."""

    case_id: str
    code: str = ""
    why: str = ""

    @property
    def is_done(self) -> bool:
        """Whether the decision was taken, now or by the same key before."""
        return not self.code


@dataclass(frozen=True, slots=True)
class DecideTogether:
    """Each case is taken, judged by its own rules, and given back where it wasn't decided.

    Four eyes, versions, lease and log are those of acting in one case: no case harms another.
    """

    act: Callable[[Acting], Acted]
    claim: ClaimCase
    release: ReleaseCase

    def __call__(
        self, staff: Staff, what: Together, chosen: Sequence[ChosenCase]
    ) -> list[DecidedLine]:
        """A line for each case, in the order chosen.

        Raises InvalidInputError (`too_many`, `invalid_idempotency_key`).
        """
        cases = {one.case_id: one for one in chosen}
        if not 0 < len(cases) <= MOST:
            raise InvalidInputError("too_many", f"Kies minstens een dossier, hoogstens {MOST}.")
        check_key(what.key)
        return [self._line(staff, what, one) for one in cases.values()]

    def _line(self, staff: Staff, what: Together, one: ChosenCase) -> DecidedLine:
        try:
            self._decide(staff, what, one)
        except DomainError as error:
            return DecidedLine(one.case_id, error.code, error.public)
        except (RetryableError, PermanentError):
            return DecidedLine(one.case_id, AWAY, "Dit lukte nu niet. Probeer het straks opnieuw.")
        return DecidedLine(one.case_id)

    def _decide(self, staff: Staff, what: Together, one: ChosenCase) -> None:
        had = self._is_held(staff, one.case_id)
        hindrance = None if had else self._take(staff, one.case_id)
        try:
            self.act(_acting(staff, what, one))
        except ConflictError as error:
            raise (hindrance if hindrance and error.code == "not_held" else error) from None
        finally:
            if not had:
                self._let_go(staff, one.case_id)

    def _take(self, staff: Staff, case_id: str) -> ConflictError | None:
        """Why it can't be taken, if so: what was done before, or needs no holder, is no matter."""
        try:
            self.claim.chosen(staff, case_id)
        except ConflictError as error:
            return error
        return None

    def _let_go(self, staff: Staff, case_id: str) -> None:
        """What still waits for somebody is everybody's again; a lease that stays ends by itself."""
        with suppress(DomainError, RetryableError, PermanentError):
            if self._is_held(staff, case_id):
                self.release(staff, case_id)

    def _is_held(self, staff: Staff, case_id: str) -> bool:
        lease = self.claim.at_hand.frames.case(staff.tenant, case_id).handling.lease
        return lease is not None and lease.staff == staff.id


def _acting(staff: Staff, what: Together, one: ChosenCase) -> Acting:
    return Acting(
        tenant=staff.tenant,
        case_id=one.case_id,
        seen=one.seen,
        action=what.action,
        actor=Official(staff),
        raw=what.raw,
        key=_key(what, one),
        agrees=partial(_agrees, what),
    )


def _key(what: Together, one: ChosenCase) -> str:
    """Of each case its own, however long the key of all is and whatever is sent as an id."""
    return sha256(f"{what.key} {one.case_id}".encode()).hexdigest()


def _agrees(what: Together, case: AnyCase, frame: Frame) -> None:
    """Whether a case is one of those that are decided. Raises ConflictError (`not_alike`)."""
    if not the_action(what.action, frame.definition).is_together:
        raise _not_alike("Dit kan alleen dossier per dossier.")
    if (case.process, set(reasons_of(case, frame))) != (what.process, set(what.reasons)):
        raise _not_alike("Dit dossier ligt hier om een andere reden. Bekijk het apart.")
    if not set(what.traits) <= frame.type.traits(case):
        raise _not_alike("De gekozen tekst past niet bij dit dossier. Bekijk het apart.")


def _not_alike(public: str) -> ConflictError:
    return ConflictError("not_alike", public)
