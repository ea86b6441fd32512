"""A case of any process as one of its parties reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.verdict import Finding, Result
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateKind
from chalicelib.usecases.cases.acting.seeing import ChangedLine
from chalicelib.usecases.cases.reading.view import CaseView, DateLine, Possible
from chalicelib.web.cases.spoken import field_label, happened
from chalicelib.web.http import texts

_SAID = (EntryKind.QUESTION, EntryKind.ANSWER, EntryKind.FIELD, EntryKind.FILE)


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened, when, and who did it."""

    at: datetime
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said or sent along; `is_own` by the reader."""

    at: datetime
    label: str
    text: str
    files: int
    is_own: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Download:
    """A document, and until when it can be fetched."""

    slot: str
    name: str
    until: date
    is_expired: bool


@dataclass(frozen=True, slots=True)
class ShownCase:
    """What a party may see of a case, with the words of its process, on a day."""

    view: CaseView
    definition: Definition
    today: date

    @property
    def is_moving(self) -> bool:
        """Whether waiting on the page makes sense."""
        return self.definition.state(self.view.state).kind is StateKind.AUTO

    @property
    def look(self) -> str:
        """How the state is shown."""
        if self.view.is_over:
            return "good" if self.view.documents else "over"
        return "busy-state" if self.is_moving else "human"

    @property
    def timeline(self) -> Iterator[Happened]:
        """What happened, the first thing first."""
        for line in self.view.history:
            who = texts.words("happened")["you"] if line.is_own else line.role_words
            words = happened(line.event, line.target, self.definition)
            yield Happened(line.at, words, who)

    @property
    def talk(self) -> Iterator[Said]:
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
        """Why it isn't simply done, while it isn't over."""
        if self.view.is_over or self.is_moving:
            return ()
        return tuple(f for f in self.view.findings if f.result is Result.FAILED)

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
            yield Download(document.slot, name, until, is_expired=self.today > until)

    @property
    def actions(self) -> tuple[Possible, ...]:
        """What can be done now; what is promised all along, such as taking it back, comes last."""
        promised = {promise.action for promise in self.definition.promises.values()}
        return tuple(sorted(self.view.actions, key=lambda one: one.action.id in promised))

    def possible(self, action: str) -> Possible | None:
        """What can be done now under a word of an address, or an id."""
        names = ((one, one.action) for one in self.view.actions)
        return next((one for one, its in names if action in (its.slug, its.id)), None)

    def changed(self, line: ChangedLine) -> Happened:
        """Something that happened meanwhile."""
        role = self.definition.roles.get(line.role)
        past = (h.target for h in self.view.history if (h.event, h.at) == (line.event, line.at))
        words = happened(line.event, next(past, self.view.state), self.definition)
        return Happened(line.at, words, role.words if role else "")

    def _said(self, entry: Entry) -> Said:
        return Said(
            entry.at,
            field_label(entry.name, self.definition),
            entry.text,
            len(entry.attachments),
            entry.author == f"party:{self.view.party}",
            entry.kind.value,
        )
