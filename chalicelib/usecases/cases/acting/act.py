"""Do something in a case: how people cause an event (DESIGN section 3, "Action")."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from chalicelib.domain.cases.change import Change, OncePrint
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.moving.acting import Actor, Doer, Official, doer
from chalicelib.domain.cases.moving.frame import Frame, Happening
from chalicelib.domain.cases.moving.moves import moved
from chalicelib.domain.cases.moving.posting import struck_by
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.cases.process_type import Facts
from chalicelib.domain.cases.storing import CLAIMED
from chalicelib.domain.process.actions import Action
from chalicelib.domain.process.judging import CantSayError
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.ports.cases import AnyCase, CaseStore
from chalicelib.ports.cases.words import ComposedLetter
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.platform import Keys
from chalicelib.usecases.cases.acting.behaving import Behaviour, PreparedAction
from chalicelib.usecases.cases.acting.doing import asker, joined
from chalicelib.usecases.cases.acting.may_act import the_action, the_event, who_asks
from chalicelib.usecases.cases.acting.own import Brought, Given, Prepares, nothing
from chalicelib.usecases.cases.acting.seeing import check_seen
from chalicelib.usecases.cases.archive_files import ArchiveFiles
from chalicelib.usecases.cases.assured import check_acting
from chalicelib.usecases.cases.consult import Consult, needs_of, register_away
from chalicelib.usecases.cases.frames import Frames
from chalicelib.usecases.cases.happen import Happen
from chalicelib.usecases.cases.keyed import KEPT_DAYS, body_of, check_key, mismatch
from chalicelib.usecases.cases.working.give_way import GiveWay

type CheckFree = Callable[[Change, Happening, Frame], None]
"""Raises InvalidInputError for what an action chose and somebody else has; RetryableError."""

type Agrees = Callable[[AnyCase, Frame], None]
"""Raises DomainError for a case in which it isn't meant to be done."""

type FourEyes = Callable[[Official, AnyCase], None]
"""Raises NotAllowedError for a member of staff whose own case it is, or a relative's."""


@dataclass(frozen=True, slots=True)
class Acting:
    """What somebody does, on what they saw, under a key.

    `seen` is the version of the view they acted on. `event` picks one where an action offers
    several. `shown` is the hash of what a confirming party was shown. `agrees` is asked besides, of
    what wasn't done before under the key.
    """

    tenant: str
    case_id: str
    seen: int
    action: str
    actor: Actor
    raw: Raw
    key: str
    event: str = ""
    shown: str = ""
    agrees: Agrees = lambda _case, _frame: None


@dataclass(frozen=True, slots=True)
class Acted:
    """What came of it; the same for the same key, however often."""

    case_id: str
    version: int
    event: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ActOnCase:
    """Who, what they saw, what they filled in, what registers say: then one transaction."""

    cases: CaseStore
    frames: Frames
    happen: Happen
    behaviour: Behaviour
    files: ArchiveFiles
    consult: Consult
    keys: Keys
    four_eyes: FourEyes
    prepares: Prepares = nothing
    check_free: CheckFree = lambda _change, _happening, _frame: None

    def __call__(self, acting: Acting) -> Acted:
        """Have the event happen.

        Raises NotThereError, NotAllowedError (`actor_not_allowed`), TooWeakError,
        what four eyes raise, ChangedError when the case isn't as it was seen, FormError,
        InvalidInputError, GuardNotMetError, ConflictError (`event_not_possible`,
        `process_ended`, `not_held`, `shown_changed`, `claimed`, `idempotency_mismatch`),
        DomainError (`register_away`) when a guard can't be judged now, RetryableError.
        """
        check_key(acting.key)
        case = self.frames.case(acting.tenant, acting.case_id)
        frame = self.frames.of(case)
        action = the_action(acting.action, frame.definition)
        who = self._who(case, action, acting.actor, frame)
        once = self._once(acting, who, frame)
        if before := self._before(acting, once):
            return before
        try:
            return self._act(case, action, who, acting, once, frame)
        except ConflictError as error:
            return self._lost(error, acting, once)

    def preview(self, acting: Acting) -> ComposedLetter:
        """The letter that an action would write; nothing is stored.

        Raises what acting raises, and NotThereError for an action without a letter.
        """
        case = self.frames.case(acting.tenant, acting.case_id)
        frame = self.frames.of(case)
        action = the_action(acting.action, frame.definition)
        self._who(case, action, acting.actor, frame)
        return self.behaviour.letter(case, action, acting.raw, frame)

    def _who(self, case: AnyCase, action: Action, actor: Actor, frame: Frame) -> Doer:
        who_asks(case, actor, frame)
        who = doer(case, action, actor, frame.definition)
        if isinstance(actor, Official):
            self.four_eyes(actor, case)
        else:
            check_acting(who.role, case.payload, actor.assurance, frame)
        return who

    def _act(
        self,
        case: AnyCase,
        action: Action,
        who: Doer,
        acting: Acting,
        once: OncePrint,
        frame: Frame,
    ) -> Acted:
        acting.agrees(case, frame)
        self._check_seen(case, acting, frame)
        event = the_event(case, action, who, acting.event, frame)
        prepared = self.behaviour.prepare(case, action, acting.raw, acting.shown, who, frame)
        given = self._given(case, action, Brought(acting.raw, prepared.values, who), frame)
        facts = self._facts(case, event, who, frame)
        happening = self._happening(case, action, event, who, prepared, frame)
        extra = Extra(
            entries=(*prepared.entries, *given.entries),
            payload=given.payload,
            verdict=given.verdict,
            parties=joined(case, who, acting.actor),
            once=once,
            struck=struck_by(case, action, frame.definition),
        )
        change = self._happen(case, happening, replace(frame, facts=facts), extra)
        return Acted(case.id, change.case.instance.version, event)

    def _given(self, case: AnyCase, action: Action, brought: Brought, frame: Frame) -> Given:
        prepare = self.prepares(frame.type.id, action.id)
        return prepare(case, brought, frame) if prepare else Given()

    def _check_seen(self, case: AnyCase, acting: Acting, frame: Frame) -> None:
        check_seen(self.cases, case, acting.actor, acting.seen, frame)

    def _happening(
        self,
        case: AnyCase,
        action: Action,
        event: str,
        who: Doer,
        prepared: PreparedAction,
        frame: Frame,
    ) -> Happening:
        return Happening(
            event,
            who.role,
            who.author,
            (*who.codes, *prepared.codes),
            prepared.values,
            action,
            by_staff=who.official is not None,
            attachments=self.files.named(case.uploads, prepared.values, frame),
            words=prepared.words,
            unread=prepared.unread,
        )

    def _facts(self, case: AnyCase, event: str, who: Doer, frame: Frame) -> Facts:
        transition = frame.definition.transition(case.instance.state, event)
        needs = needs_of(case, transition.guards() if transition else (), frame.definition)
        try:
            return self.consult(case, frame, asker(who), needs) if needs else {}
        except RetryableError:
            raise register_away() from None

    def _happen(self, case: AnyCase, happening: Happening, frame: Frame, extra: Extra) -> Change:
        """What was stored: files only once nothing but somebody quicker can keep it from being."""
        try:
            change = moved(case, (happening,), frame, extra)
        except CantSayError:
            raise register_away() from None
        self.check_free(change, happening, frame)
        self.files.put(case.uploads, happening.values)
        try:
            return self._keep(case, change, happening, frame, extra)
        except ConflictError as error:
            if error.code == CLAIMED:
                self.check_free(change, happening, frame)
            raise

    def _keep(
        self, case: AnyCase, change: Change, happening: Happening, frame: Frame, extra: Extra
    ) -> Change:
        if not happening.by_staff:
            self.happen.keep(change, frame)
            return change
        make = partial(moved, case, (happening,), frame)
        return GiveWay(self.cases, self.happen).resume(case, change, make, frame, extra)

    def _once(self, acting: Acting, who: Doer, frame: Frame) -> OncePrint:
        what = f"act {acting.tenant} {acting.case_id} {who.author} {acting.key}"
        body = body_of(acting.raw, acting.action, acting.event)
        keys = self.keys.versions()
        prints = tuple((k.fingerprint(what), k.fingerprint(body)) for k in keys)
        return OncePrint(prints, frame.at + timedelta(days=KEPT_DAYS))

    def _before(self, acting: Acting, once: OncePrint) -> Acted | None:
        """What the same key led to; raises ConflictError when it was for something else."""
        done = self.cases.done_before(acting.tenant, [key for key, _ in once.prints])
        if done is None:
            return None
        case_id, body, version = done
        if body not in {body for _, body in once.prints}:
            raise mismatch()
        events = self.cases.events(acting.tenant, case_id)
        event = next((e.name for e in events if e.version == version), "")
        return Acted(case_id, version, event, repeated=True)

    def _lost(self, error: ConflictError, acting: Acting, once: OncePrint) -> Acted:
        """Somebody was first: perhaps the same key; otherwise say what changed meanwhile."""
        if error.code == "done_before" and (before := self._before(acting, once)):
            return before
        if error.code == "version_moved":
            case = self.frames.case(acting.tenant, acting.case_id)
            self._check_seen(case, acting, self.frames.of(case))
        raise error
