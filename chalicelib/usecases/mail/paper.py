"""Letters to print and post: what they say, and where they go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.cases.audience import may_read
from chalicelib.domain.cases.entry import Entry, EntryKind
from chalicelib.domain.cases.issued import IssuedDocument
from chalicelib.domain.cases.moving.acting import reader_of
from chalicelib.domain.cases.party import Party
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.cases.tasks import LETTER
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.domain.registers.answers import Found, Unavailable
from chalicelib.domain.registers.dwellings import street_line
from chalicelib.domain.registers.national_number import NationalNumber
from chalicelib.domain.registers.people import Address, Person
from chalicelib.domain.shared.errors import ConflictError, DomainError
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.cases.words import CaseLetters, CaseMails, ComposedLetter
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.ledger import Ledger
from chalicelib.ports.registers import AccessLog, PersonRegister
from chalicelib.usecases.cases.decided_letter import APPEAL
from chalicelib.usecases.issued.revoke import REPLACED, REVOKED
from chalicelib.usecases.mail.post import Post, PostTray

PURPOSE = "Adres voor een brief"
LEGAL_GROUND = "Wet van 8 augustus 1983 tot regeling van een Rijksregister, art. 5"


@dataclass(frozen=True, slots=True)
class PrintableLetter:
    """A letter with its address.

    `said` is what the message is about, word for word. `revoked` are numbers of documents that
    don't count any more, with the reason's code; `document` is the one that goes along, if any.
    """

    post: Post
    lines: tuple[str, ...]
    letter: ComposedLetter
    said: tuple[str, ...]
    revoked: tuple[tuple[str, str], ...]
    document: IssuedDocument | None
    stamp: str
    on: date


@dataclass(frozen=True, slots=True)
class Paper:
    """Who asked for paper, and whom no mail reaches."""

    tray: PostTray
    access_log: AccessLog
    persons: PersonRegister
    ledger: Ledger
    letters: CaseLetters
    mails: CaseMails
    words: Wording

    def sheet(self, staff: Staff, case_id: str, key: str) -> PrintableLetter:
        """A letter, and where it goes as the register says now: looking is logged.

        Raises NotThereError, ConflictError (`address_unknown`, `set_aside`), RetryableError.
        """
        post = self._waiting(staff, case_id, key)
        on, case = post.found.frame.day, post.found.case
        said = self._said(post)
        return PrintableLetter(
            post=post,
            lines=self._address(staff, post),
            letter=self.composed(post, said),
            said=tuple(_about(post, said)),
            revoked=tuple(self._revoked(post)),
            document=enclosed(post),
            stamp=self.words.say("letters.stamp", day=f"{on:%d/%m/%Y}", reference=case.reference),
            on=on,
        )

    def title(self, post: Post) -> str:
        """What a message is called; one that can't be put in words keeps no other from its list."""
        try:
            return self.composed(post, self._said(post)).title
        except (DomainError, PermanentError):
            return post.task.words

    def composed(self, post: Post, said: list[Entry]) -> ComposedLetter:
        """What a message says on paper: as it was decided, else as its process has it."""
        case, here, template = post.found.case, post.found.frame.municipality, post.message.template
        if template in post.found.frame.definition.letters:
            decided = [e for e in said if (e.kind, e.name) == (EntryKind.LETTER, template)]
            if decided:
                return _as_decided(decided[-1])
            return self.letters.compose(template, case, {}, {}, here)
        if template in post.found.frame.definition.notices:
            return _covering(post, self.words)
        return self.mails.on_paper(template, case, post.party or case.parties[0], here)

    def _said(self, post: Post) -> list[Entry]:
        return self.tray.at_hand.cases.entries(post.found.case.tenant, post.found.case.id)

    def _waiting(self, staff: Staff, case_id: str, key: str) -> Post:
        return self.tray.one(staff, case_id, key, (LETTER,))

    def _address(self, staff: Staff, post: Post) -> tuple[str, ...]:
        """An authority's is known to who writes; the case says who is only invited."""
        if post.party is None:
            return tuple(_authority(post))
        acts = post.party.represented_by
        whom = acts.person if acts else post.party.person or _meant(post, post.party)
        person = self._person(staff, post, whom) if whom else None
        if person is None or person.address is None:
            raise ConflictError(
                "address_unknown", "Het register kent geen adres. Vraag het aan de aanvrager."
            )
        return (person.name.whole, *_lines(person.address))

    def _person(self, staff: Staff, post: Post, number: NationalNumber) -> Person | None:
        context = AccessContext(
            tenant=post.found.case.tenant,
            actor=Actor(ActorKind.CLERK, staff.id),
            subject=number,
            purpose=PURPOSE,
            legal_ground=LEGAL_GROUND,
            request_id=post.found.case.id,
        )
        answer = self.persons.person(self.access_log.record(context, {Service.PERSON}))
        if isinstance(answer, Unavailable):
            raise RetryableError(f"address sheet: {answer.reason}")
        return answer.value if isinstance(answer, Found) else None

    def _revoked(self, post: Post) -> Iterator[tuple[str, str]]:
        if post.party is None or post.message.template not in (REVOKED, REPLACED):
            return
        for document in post.found.case.issued:
            line = self.ledger.get(post.found.case.tenant, document.number)
            is_theirs = may_read(document.audience, "", reader_of(post.party), ())
            if is_theirs and line and line.entry.revoked_at:
                yield document.number, line.entry.reason


def _meant(post: Post, invited: Party) -> NationalNumber | None:
    return post.found.frame.type.meant(post.found.case, invited)


def enclosed(post: Post) -> IssuedDocument | None:
    """The document that goes along with a message on paper; of several that were made, the last."""
    definition, template = post.found.frame.definition, post.message.template
    letter = definition.letters.get(template)
    told = definition.mails.get(template) or definition.notices.get(template)
    slots = letter.documents if letter else (told.document,) if told else ()
    made = (document for document in post.found.case.issued if document.slot in slots)
    return max(made, key=lambda document: document.issued_at, default=None)


def _covering(post: Post, words: Wording) -> ComposedLetter:
    """What goes around a sealed notice to an authority: the notice says the rest."""
    document = enclosed(post)
    specs, task = post.found.frame.definition.documents, post.task.words
    title = specs[document.slot].words if document and document.slot in specs else task
    reference = post.found.case.reference
    return ComposedLetter(title, (words.say("letters.enclosed", reference=reference),))


def _authority(post: Post) -> Iterator[str]:
    """Who it is, and of another municipality its code."""
    found = post.found
    yield found.frame.definition.roles[post.message.to].words
    if nis := found.frame.type.notified(found.case, post.message.to):
        yield f"NIS-code {nis}"


def _about(post: Post, said: list[Entry]) -> Iterator[str]:
    """What was said to whom it goes in the very change that told of it."""
    if post.party is None or post.message.template in post.found.frame.definition.letters:
        return
    reader = reader_of(post.party)
    for entry in said:
        is_of_it = entry.version == post.message.version and _is_said_to(entry)
        if is_of_it and may_read(entry.audience, entry.author, reader, ()):
            yield entry.text


def _is_said_to(entry: Entry) -> bool:
    """A question, or a decision as a whole."""
    return entry.kind is EntryKind.QUESTION or APPEAL in dict(entry.data)


def _as_decided(entry: Entry) -> ComposedLetter:
    title, *paragraphs = entry.text.split("\n\n")
    return ComposedLetter(title, tuple(paragraphs))


def _lines(address: Address) -> tuple[str, ...]:
    street = street_line(address)
    town = f"{address.postcode} {address.locality}".strip()
    abroad = (address.country,) if address.country != "BE" else ()
    return (street, town, *abroad)
