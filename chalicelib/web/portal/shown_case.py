"""A case of any process as one of its parties reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.verdict import Finding, Outcome, RuleResult
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.process.actions import ActionKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import REFUSED, StateKind
from chalicelib.usecases.cases.acting.seeing import ChangedLine
from chalicelib.usecases.cases.reading.view import CaseLine, CaseView, DateLine, Possible
from chalicelib.web.cases.spoken import happened
from chalicelib.web.http import texts
from chalicelib.web.portal.own import Lead, OwnPages, leads_of, own_pages

KEY, SEEN, SHOWN, EVENT = "_sleutel", "_gezien", "_getoond", "_keuze"
"""Our own fields in the form of an action."""

_BAD = "bad"
REVOKED = _BAD
"""How a case is shown whose document doesn't count any more."""

_SAID = (EntryKind.QUESTION, EntryKind.ANSWER, EntryKind.FIELD, EntryKind.FILE)


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Something that happened, when, and who did it."""

    at: datetime
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """Something that was said or sent along; `is_own` by the reader."""

    at: datetime
    label: str
    text: str
    files: int
    is_own: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Download:
    """A document, and until when it can be fetched; `listed` is its line in the ledger."""

    slot: str
    name: str
    until: date
    is_expired: bool
    has_text: bool
    listed: Listed | None

    @property
    def is_revoked(self) -> bool:
        """Whether it doesn't count any more."""
        return self.listed is not None and self.listed.entry.revoked_at is not None

    @property
    def why(self) -> str:
        """Why it was revoked, in words."""
        reason = self.listed.entry.reason if self.listed else ""
        return texts.words("revocations")[reason] if reason else ""


@dataclass(frozen=True, slots=True)
class ShownCase:
    """What a party may see of a case, with the words of its process, on a day."""

    view: CaseView
    definition: Definition
    today: date
    listed: Mapping[str, Listed] = field(default_factory=dict)

    @property
    def own(self) -> OwnPages | None:
        """The page that its process has of its own."""
        return own_pages(self.view.process)

    @property
    def is_moving(self) -> bool:
        """Whether waiting on the page makes sense."""
        return self.definition.state(self.view.state).kind is StateKind.AUTO

    @property
    def look(self) -> str:
        """How the state is shown."""
        if any(document.is_revoked for document in self.documents):
            return REVOKED
        outcome = self.definition.state(self.view.state).outcome
        return look_of(outcome, is_moving=self.is_moving, has_given=has_given(self.view))

    @property
    def is_refused(self) -> bool:
        """Whether it ended with a refusal."""
        return self.definition.state(self.view.state).outcome == REFUSED

    @property
    def timeline(self) -> Iterator[HistoryLine]:
        """What happened, the first thing first."""
        told = texts.words(self.own.events) if self.own else {}
        for line in self.view.history:
            if line.event in told:
                yield HistoryLine(line.at, told[line.event], "")
            if self.own:
                continue
            who = texts.words("happened")["you"] if line.is_own else line.role_words
            words = happened(line.event, line.target, self.definition)
            yield HistoryLine(line.at, words, who)

    @property
    def talk(self) -> Iterator[ShownEntry]:
        """What was asked, answered and sent along."""
        for entry in self.view.entries:
            if entry.kind in _SAID and (entry.text or entry.attachments):
                yield self._said(entry)

    @property
    def letter(self) -> Entry | None:
        """The letter that was written last."""
        letters = [entry for entry in self.view.entries if entry.kind is EntryKind.LETTER]
        return letters[-1] if letters else None

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why somebody of ours looks at it, what its reader must see to, or why it was refused."""
        failed = tuple(f for f in self.view.findings if f.result is RuleResult.FAILED)
        if self.is_refused:
            return tuple(f for f in failed if f.outcome is Outcome.REFUSE) or failed
        if self.view.is_turn:
            return tuple(f for f in failed if f.outcome is Outcome.WAIT)
        is_looked_at = self.definition.state(self.view.state).kind is StateKind.DESK
        return failed if is_looked_at else ()

    @property
    def promise(self) -> date | None:
        """By when those who look at it will have acted."""
        days = [line.day for line in self.view.dates if line.is_promise and not self.view.is_turn]
        return next(iter(days), None)

    @property
    def dates(self) -> tuple[DateLine, ...]:
        """The other terms that run, with the law they rest on."""
        return tuple(line for line in self.view.dates if not line.is_promise)

    @property
    def documents(self) -> Iterator[Download]:
        """The documents that can be fetched, or could."""
        for document in self.view.documents:
            spec = self.definition.documents.get(document.slot)
            name, until = spec.words if spec else document.slot, document.available_until
            listed = self.listed.get(document.number)
            is_over, has_text = self.today > until, bool(document.code_hash)
            yield Download(document.slot, name, until, is_over, has_text, listed)

    @property
    def answer(self) -> Possible | None:
        """Where an answer is waited for: its form, to be filled in at once."""
        kinds = ((one, one.action.kind) for one in self.view.actions)
        found = (one for one, kind in kinds if kind is ActionKind.ANSWER and len(one.events) == 1)
        return next(found, None) if self.view.is_turn else None

    @property
    def actions(self) -> tuple[Possible, ...]:
        """What else can be done now, what can be done all along last."""
        beside = (self.answer, *self.leaving)
        found = () if self.is_moving else (p for p in self.view.actions if p not in beside)
        return tuple(sorted(found, key=self._is_promised))

    @property
    def awaited(self) -> Possible | None:
        """What its reader is waited for, where that has a page of its own."""
        is_waited_for = self.view.is_turn and self.answer is None
        first = next(iter(self.actions), None) if is_waited_for else None
        return None if first is None or self._is_promised(first) else first

    @property
    def leaving(self) -> tuple[Possible, ...]:
        """What is promised all along and takes one click, such as taking it back."""
        found = filter(self._is_promised, self.view.actions)
        plain = (p for p in found if p.action.kind is ActionKind.PLAIN and not p.action.fields)
        return () if self.is_moving else tuple(p for p in plain if len(p.events) == 1)

    def _is_promised(self, possible: Possible) -> bool:
        promises = self.definition.promises.values()
        return possible.action.id in {promise.action for promise in promises}

    @property
    def leads(self) -> tuple[Lead, ...]:
        """What its reader can do elsewhere because of it."""
        return () if self.view.needs else leads_of(self.view)

    def possible(self, action: str) -> Possible | None:
        """What can be done now under a word of an address, or an id.

        Raises TooWeakError for who signed in too weakly to do anything in it.
        """
        self.view.check_whole()
        names = ((one, one.action) for one in self.view.actions)
        return next((one for one, its in names if action in (its.slug, its.id)), None)

    def changed(self, line: ChangedLine) -> HistoryLine:
        """Something that happened meanwhile."""
        role = self.definition.roles.get(line.role)
        past = (h.target for h in self.view.history if (h.event, h.at) == (line.event, line.at))
        words = happened(line.event, next(past, self.view.state), self.definition)
        return HistoryLine(line.at, words, role.words if role else "")

    def own_fields(self, key: str) -> Mapping[str, str]:
        """What a form of an action carries besides: what was seen, and the key of doing it once."""
        return {KEY: key, SEEN: str(self.view.seen), SHOWN: self.view.shown_hash}

    def _said(self, entry: Entry) -> ShownEntry:
        return ShownEntry(
            entry.at,
            self.view.labels.get(entry.id, ""),
            entry.text,
            len(entry.attachments),
            entry.author == f"party:{self.view.party}",
            entry.kind.value,
        )


RUNNING = frozenset({"busy-state", "human"})
"""How a case is shown that hasn't ended."""


def look_of(outcome: str, *, is_moving: bool, has_given: bool) -> str:
    """How a state is shown: busy, with a human, or how it ended (`outcome`, empty before)."""
    if not outcome:
        return "busy-state" if is_moving else "human"
    if outcome == REFUSED:
        return _BAD
    return "good" if has_given else "over"


def has_given(case: CaseView | CaseLine) -> bool:
    """Whether a case yielded documents, and what was asked for with them."""
    return bool(case.documents) and not case.is_undone
