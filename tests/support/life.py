"""Somebody who used the counter for a while, in an office in memory: what there is to forget."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from chalicelib.adapters.memory.figures import MemoryFigures, MemoryHappenings
from chalicelib.adapters.memory.sessions import MemorySessions
from chalicelib.adapters.memory.tries import MemoryTries
from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.figures.tally import Tally
from chalicelib.domain.mail.trouble import MailFeedback, Trouble
from chalicelib.domain.mail.wishes import KeptWishes, MailWishes
from chalicelib.ports.cases import AnyCase, Unreadable
from chalicelib.ports.errors import RetryableError
from chalicelib.ports.sessions import Session
from chalicelib.usecases.figures.count_days import CountDays
from chalicelib.usecases.privacy.find_held import DataSubjectRequest, FindHeld
from chalicelib.usecases.privacy.forget import Forget
from tests.support.office import CLERK, EMAIL, REGISTRAR, TENANT, Office, persona

ADULT = persona("volwassene")
CLAIM = DataSubjectRequest(TENANT, ADULT, "k7", "FG-2026/12")
REMARK, QUESTION, ANSWER, NOTE = "Opmerking!", "Waarom?", "Daarom dus.", "Belde op."
REFUSAL = {
    "reason": "identiteit_niet_bewezen",
    "basis": "AVG, art. 12",
    "appeal": "raad_van_state",
    "text": "Onleesbaar.",
}
DRAFTED = "Nog niet verstuurd"
SECRETS = (ADULT.digits, EMAIL, REMARK, QUESTION, ANSWER, NOTE, "Onleesbaar.")
"""What nobody may find any more afterwards."""


@dataclass
class Life:
    """An office in which figures and sessions are kept too."""

    office: Office = field(default_factory=Office)
    figures: MemoryFigures = field(default_factory=MemoryFigures)

    def __post_init__(self) -> None:
        office, wiring = self.office, self.office.wiring
        self.sessions = MemorySessions(office.clock)
        frames = wiring.road.frames
        counted = CountDays(
            MemoryHappenings(office.store), self.figures, frames, wiring.road.report
        )
        wiring.give(sessions=self.sessions, count_days=counted, tries=MemoryTries(office.clock))

    @property
    def forget(self) -> Forget:
        return self.office.wiring.privacy.forget

    def lived(self) -> tuple[CertificateCase, ...]:
        """Issued, answered, refused, taken back; signed in, and an address that bounced."""
        office = self.office
        refused = self._refused()
        office.clock.move(timedelta(days=61))
        made = (self.issued(), self._later(self._answered), refused, self._later(self._taken_back))
        self.sign_in("session")
        self.draft()
        office.suppressions.block(TENANT, EMAIL, office.clock.now())
        address = office.wiring.platform.keys.address(TENANT, EMAIL)
        at = office.clock.now()
        office.notices.park(
            MailFeedback("n1", TENANT, made[0].id, "cr_ready", Trouble.BOUNCED, True, address, at)
        )
        office.wiring.figures.count_days.days(TENANT, self.days(made))
        return tuple(office.now(case) for case in made)

    def sign_in(self, session_id: str) -> None:
        until = self.office.clock.now() + timedelta(hours=2)
        self.sessions.open(
            Session(session_id, TENANT, ADULT, "Test Persoon", EMAIL, "high", "csrf", until)
        )

    def draft(self) -> None:
        """Something filled in and not sent."""
        wiring, now = self.office.wiring, self.office.clock.now()
        fields = (("_sleutel", "x"), ("opmerking", DRAFTED))
        draft = Draft("process:x", "/zaken/x/nieuw", fields, now, now + timedelta(days=30))
        wiring.state.drafts.keep(TENANT, wiring.platform.keys.person(TENANT, ADULT), draft)
        wiring.state.wishes.keep(TENANT, ADULT, KeptWishes(MailWishes(EMAIL), draft.until))

    def days(self, cases: tuple[CertificateCase, ...]) -> list[date]:
        return [case.intake.received_at.date() for case in cases]

    def recounted(self, cases: tuple[CertificateCase, ...]) -> dict[date, Tally]:
        """The figures of the days of some cases, counted anew."""
        self.office.wiring.figures.count_days.days(TENANT, self.days(cases))
        found = {d.day: d.tally for d in self.figures.days(TENANT, 2026)}
        return {day: found[day] for day in self.days(cases)}

    def erased(self, claim: DataSubjectRequest = CLAIM) -> int:
        """Forget the person, as a plan says; how many cases that were."""
        return len(list(self.forget(claim, self.forget.plan(claim).code)))

    def everything(self) -> str:
        """All that is kept of cases, in one text."""
        ids = [case.id for day in range(70) for case in self._begun(day)]
        store = self.office.store
        kept = [
            [vars_of(store.get(TENANT, i)), store.events(TENANT, i), store.entries(TENANT, i)]
            for i in ids
        ]
        return repr(kept)

    def _begun(self, back: int) -> list[AnyCase | Unreadable]:
        day = (self.office.clock.now() - timedelta(days=back)).date()
        return self.office.store.begun_on(TENANT, day, 1000)

    def issued(self) -> CertificateCase:
        case = self.office.submit(ADULT)
        self.office.drain()
        return case

    def _later(self, asked: Callable[[], CertificateCase]) -> CertificateCase:
        """Long enough after what was asked before not to be led to that."""
        self.office.clock.move(timedelta(minutes=11))
        return asked()

    def _answered(self) -> CertificateCase:
        office = self.office
        case = office.claimed(remark=REMARK)
        office.wiring.handling.note(CLERK, case.id, NOTE)
        office.act(CLERK, case, "ask_applicant", {"text": QUESTION})
        files = (File(b"%PDF-1.7 bijlage"),)
        office.act(ADULT, case, "answer", {"text": ANSWER, "files": files})
        office.wiring.handling.claim.chosen(CLERK, case.id)
        office.act(CLERK, case, "approve", {"ground": "In orde."})
        office.drain()
        return case

    def _refused(self) -> CertificateCase:
        case = self.office.claimed(REGISTRAR)
        self.office.act(REGISTRAR, case, "reject", REFUSAL)
        return case

    def _taken_back(self) -> CertificateCase:
        return self.office.withdraw(self.office.waiting(remark=REMARK))


def vars_of(case: AnyCase | Unreadable | None) -> dict[str, Any]:
    """A case in the clear: a number shows none of its digits by itself."""
    assert case is not None
    assert not isinstance(case, Unreadable)
    persons = [party.person.digits for party in case.parties if party.person]
    return {"case": case, "numbers": (*persons, case.payload.subject.digits)}


CHANGES = {"add", "block", "close_all", "done", "drop", "drop_all", "erase"}
CHANGES |= {"forget", "keep", "record", "unblock"}
"""The calls that change something."""


class Breaking:
    """Ports of which one changing call in all fails, before it acts or after."""

    def __init__(self, at: int, *, acts: bool) -> None:
        self._at, self._acts, self._calls = at, acts, count()
        self.broke = False

    def port(self, port: Any) -> Any:
        """The same port, breaking."""
        return _Port(port, self)

    def around(self, act: Callable[[], Any]) -> Any:
        """Do it, unless it is this one's turn to fail."""
        if next(self._calls) != self._at:
            return act()
        self.broke = True
        if self._acts:
            act()
        raise RetryableError("broken")


class _Port:
    def __init__(self, port: Any, breaking: Breaking) -> None:
        self._port, self._breaking = port, breaking

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)
        if name not in CHANGES:
            return method
        return lambda *given, **named: self._breaking.around(lambda: method(*given, **named))


def breaking_forget(life: Life, breaking: Breaking) -> Forget:
    """Forget over ports that break."""
    wiring, port = life.office.wiring, breaking.port
    cases, archive = port(wiring.cases.store), port(wiring.state.archive)
    sessions, suppressions = port(wiring.state.sessions), port(wiring.state.suppressions)
    find = FindHeld(
        cases,
        wiring.state.ledger,
        port(wiring.state.access_log),
        lambda case: tuple(k for f in (case.files, case.uploads) for k in archive.keys(f)),
        sessions,
        suppressions,
        port(wiring.state.drafts),
        port(wiring.state.wishes),
        port(wiring.state.asked_erasures),
        wiring.platform.clock,
    )
    return Forget(
        find,
        replace(wiring.road.frames, cases=cases),
        port(wiring.privacy.forgetting),
        archive,
        port(wiring.issuance.case_erasures),
        sessions,
        suppressions,
        port(wiring.state.notices),
        port(wiring.figures.count_days),
        wiring.templates.retention,
        wiring.platform.keys,
        wiring.platform.ids,
    )
