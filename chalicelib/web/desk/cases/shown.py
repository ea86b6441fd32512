"""A case as its page at the desk shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from chalicelib.domain.cases.entry import Attachment, Entry
from chalicelib.domain.cases.forms.given import given
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.intake import Identified
from chalicelib.domain.cases.moving.acting import Official
from chalicelib.domain.cases.moving.posting import posting_of
from chalicelib.domain.cases.staff import StaffAction, may
from chalicelib.domain.cases.tasks import LETTER, CaseTask
from chalicelib.domain.privacy.kept_files import erased_at
from chalicelib.domain.process.actions import ActionKind
from chalicelib.domain.process.definition import Definition
from chalicelib.domain.process.states import StateKind
from chalicelib.domain.tenants.texts import StandardText
from chalicelib.usecases.cases.reading.view import CaseView, PartyLine, Possible, StaffView
from chalicelib.usecases.handling.send_again import MAIL_TASKS
from chalicelib.web.cases.own import Own, OwnDesk, desk_of
from chalicelib.web.cases.people import all_choices
from chalicelib.web.desk import words
from chalicelib.web.desk.cases.forms import ActionForm, FailedForm
from chalicelib.web.desk.cases.rows import WorklistRow, rows_of
from chalicelib.web.desk.working import Colleague
from chalicelib.web.http.asked import RequestContext

MOST_RELATED = 20

ESTABLISHED = (*Identified, "brief")
"""How staff made sure of what somebody else decided, by code."""

_TABLES = {"file": "files", "reason": "reasons"}
"""Where the words of codes are that go with entries."""


@dataclass(frozen=True, slots=True)
class DeskCase:
    """The view of a case with who looks at it; `staff` is None for who may see but not handle.

    `own` is what its process shows besides, `related` are other cases of its parties.
    """

    view: CaseView
    asked: RequestContext
    colleague: Colleague
    own: Own
    related: tuple[WorklistRow, ...]

    @property
    def staff(self) -> StaffView | None:
        """What those who handle it see besides."""
        return self.view.staff

    @property
    def lease(self) -> str:
        """The id of who holds it, also when their time is just over."""
        lease = self.staff.handling.lease if self.staff else None
        return lease.staff if lease else ""

    @property
    def is_mine(self) -> bool:
        """Whether the reader holds it now."""
        return self.staff is not None and self.staff.holder == self.colleague.staff.id

    @property
    def waits(self) -> bool:
        """Whether it waits for people, so that it can be taken."""
        return self.staff is not None and self.staff.handling.since is not None

    @property
    def is_moving(self) -> bool:
        """Whether it is being worked on without people, and waiting on the page makes sense."""
        return self._definition.state(self.view.state).kind is StateKind.AUTO

    @property
    def _definition(self) -> Definition:
        types = self.asked.wiring.road.frames.types
        return types.definition(self.view.process, self.view.process_version)

    @property
    def can_take(self) -> bool:
        """Whether nobody holds it."""
        return self.waits and self.staff is not None and not self.staff.holder

    @property
    def is_in_charge(self) -> bool:
        """Whether the reader may dispose of what others hold."""
        return may(self.colleague.staff, StaffAction.TAKE_OVER, self.asked.tenant)

    @property
    def colleagues(self) -> list[tuple[str, str]]:
        """Ids and names of whom it can be given to, by name."""
        names = self.asked.wiring.state.colleagues.names(self.asked.tenant)
        return sorted(names.items(), key=lambda known: known[1])

    @property
    def forms(self) -> tuple[ActionForm, ...]:
        """What the reader can do now, for themselves first; what takes holding it only if so."""
        return tuple(self._forms())

    @property
    def established(self) -> list[tuple[str, str]]:
        """How it can be made sure of what somebody else decided."""
        return [(code, words.of("established")[code]) for code in ESTABLISHED]

    def lost(self, typed: FailedForm) -> list[str]:
        """The texts of a form that isn't there any more: nobody types them twice."""
        kept = {"notitie", *(form.possible.action.slug for form in self.forms)}
        if typed.verb in kept or (self.is_mine and typed.verb == "doorgeven"):
            return []
        texts = (value for value in typed.values.values() if isinstance(value, str))
        return [text for text in texts if " " in text.strip()]

    def who(self, author: str) -> str:
        """Somebody who said or did something, as they are called here."""
        kind, _, rest = author.partition(":")
        if kind == "party":
            return self.party(int(rest))
        if author == Official(self.colleague.staff).author:
            return "u"
        return self.asked.named(rest) if rest else words.of("engine")[kind]

    def by(self, author: str) -> str:
        """Who did something, to follow on what it was: `door u`, `automatisch`."""
        kind, _, rest = author.partition(":")
        return f"door {self.who(author)}" if rest or kind == "party" else self.who(author)

    def party(self, number: int) -> str:
        """A party in words; numbered where several have the same role."""
        lines = {line.number: line for line in self.view.parties}
        line = lines.get(number)
        if line is None:
            return ""
        same = [other.number for other in lines.values() if other.role == line.role]
        return _numbered(line, same)

    def erased_at(self, file: Attachment, sent: Entry) -> datetime | None:
        """When an attachment was erased; None while it is kept."""
        return erased_at(file, sent, self.view.entries)

    def said(self, key: str, value: str) -> str:
        """A code that goes with an entry, in words."""
        label = words.of("codes")[key]
        return f"{label}: {words.of(_TABLES[key])[value] if key in _TABLES else value}"

    def is_mail(self, task: CaseTask) -> bool:
        """Whether a task is a mail that didn't arrive."""
        return task.code in MAIL_TASKS

    def is_letter(self, task: CaseTask) -> bool:
        """Whether a task is a letter to print and post."""
        return task.code == LETTER

    def goes_to(self, task: CaseTask) -> str:
        """The party to whom a letter goes, in words; empty for what goes to none."""
        message = task.message if self.is_letter(task) else None
        is_for_party = message is not None and message.to.startswith("party:")
        return self.who(message.to) if message and is_for_party else ""

    def is_to_post(self, task: CaseTask) -> bool:
        """Whether it is a letter that is noted as sent, with its day, and not struck off."""
        return posting_of(task, self._definition) is not None

    def is_mine_to_close(self, task: CaseTask) -> bool:
        """Whether the reader can strike a task off; those of terms go by themselves."""
        is_term = any(task.about == line.clock for line in self.view.dates)
        return task.role in self.colleague.staff.powers and not is_term

    @property
    def sentences(self) -> list[str]:
        """Why the reader can't do here what others can, each once."""
        wanted = {p.action.id for p in self._possible}
        return [said for name, said in self.own.blocked.items() if said and name in wanted]

    @property
    def _possible(self) -> list[Possible]:
        return [p for p in self.view.actions if self.is_mine or not p.needs_lease]

    def _forms(self) -> Iterator[ActionForm]:
        wanted = [p for p in self._possible if p.action.id not in self.own.blocked]
        for place, possible in enumerate(wanted, 1):
            is_for_other = bool(possible.behalf) or possible.is_recorded
            whom = self.party(possible.behalf)
            yield ActionForm(
                possible,
                f"{possible.role}:{possible.behalf}" if is_for_other else "",
                possible.action.label + (f" ({whom})" if whom else ""),
                f"a{place}-",
                str(place) if place < len("123456789") + 1 else "",
                bool(possible.action.letter) or possible.action.kind is ActionKind.REFUSE,
                self._given(possible),
                all_choices(self.asked, possible.action.fields.values(), possible.options),
                self.own.fields.get(possible.action.id, ""),
                tuple(self._texts(possible.action.id)),
            )

    def _texts(self, action: str) -> Iterator[StandardText]:
        traits = self.staff.traits if self.staff else frozenset()
        for text in self.asked.municipality.texts:
            if text.fits(self.view.process, action, traits):
                yield text

    def _given(self, possible: Possible) -> Raw:
        """What an action changes, as it is: somebody puts right a part, and the rest stays."""
        payload = self.staff.payload if self.staff else None
        return given(possible.action.fields.values(), payload)


def shown_case(asked: RequestContext, colleague: Colleague, case_id: str) -> DeskCase:
    """A case for somebody of staff; the look is logged first.

    Raises NotThereError, ConflictError (`set_aside`), RetryableError.
    """
    official = Official(colleague.staff)
    view = asked.wiring.handling.look.case(asked.tenant, case_id, official)
    own = desk_of(view.process)
    shown = own.show(asked, colleague.staff, view, words.of) if own else Own()
    return DeskCase(view, asked, colleague, shown, tuple(_related(asked, colleague, view)))


def own_desk(asked: RequestContext, case_id: str, colleague: Colleague) -> OwnDesk | None:
    """What the process of a case has at the desk of its own. Raises NotThereError."""
    found = asked.wiring.handling.at_hand.case(colleague.staff, case_id)
    return desk_of(found.case.process)


def _related(asked: RequestContext, colleague: Colleague, view: CaseView) -> list[WorklistRow]:
    """What else the parties have here, for those who handle the case."""
    people = [party.person for party in view.staff.parties] if view.staff else []
    find = asked.wiring.handling.search.of_person
    lines = (line for one in people if one for line in find(colleague.staff, one))
    others = {line.case_id: line for line in lines if line.case_id != view.case_id}
    return rows_of(asked, islice(others.values(), MOST_RELATED))


def _numbered(line: PartyLine, same: list[int]) -> str:
    return f"{line.words} {same.index(line.number) + 1}" if len(same) > 1 else line.words
