"""Clerks who drain the queue, and citizens who answer them: what people would do, by the cause.

They only choose among what the use cases let them do; which rules failed decides what that is.
"""

from collections import Counter as Bag
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.domain.cases.moving.acting import Actor, Citizen, Official
from chalicelib.domain.cases.staff import Staff
from chalicelib.domain.certificates.order import CertificateCase, applicant_of
from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import ConflictError
from chalicelib.usecases.cases.acting.act import Acting
from ops.measure.replay.counter import Counter
from ops.measure.replay.timeline import Timeline

SHIFTS = ((time(8, 30), time(12, 0)), (time(13, 0), time(16, 30)))
LOOKS_EVERY = timedelta(minutes=20)
OBSTACLES = frozenset({"source_failed", "source_ambiguous", "print_failed", "seal_failed"})
"""Events that bring a request before a clerk though no rule does."""

PER_CASE = timedelta(seconds=100)
PATIENCE = 3
"""How often a case may come back before it is refused for want of data."""

GROUND = "Hoedanigheid en gegevens nagegaan in de registers en het dossier."
QUESTION = "Kunt u ons een bewijs bezorgen van uw band met deze persoon?"
ANSWER = "Ik ben een kind van deze persoon; u vindt het bewijs in de akte van nalatenschap."
SCAN = b"%PDF-1.7\n1 0 obj <</Type /Page>> endobj\n%%EOF\n"
"""What stands for a document that a clerk made from the paper register."""

_BAND = frozenset({"relation_proven", "applicant_entitled"})
_FORM = frozenset({"model_fits_purpose", "activity_given", "purpose_given"})
_PAPER = frozenset({"act_found", "act_digital", "act_unique", "act_names_subject"})
_LACKING = frozenset(
    {
        "nationality_belgian",
        "cohabitation_registered",
        "last_wishes_registered",
        "voter_registered",
        "person_active",
        "municipality_in_charge",
    }
)


class Clerks:
    """One clerk at a time at work, during office hours."""

    def __init__(self, counter: Counter, timeline: Timeline, seed: int) -> None:
        self._counter = counter
        self._timeline = timeline
        self._rng = Random(f"clerks {seed}")
        self._seen: Bag[str] = Bag()
        self._acts = 0
        self.decided = 0

    def come_to_work(self, first: date, last: date) -> None:
        """Put every shift of the working days of a period on the timeline."""
        here, zone = self._counter.here, ZoneInfo(self._counter.here.timezone)
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
            if here.calendar.is_working_day(day):
                for start, end in SHIFTS:
                    until = datetime.combine(day, end, zone)
                    self._at(datetime.combine(day, start, zone), partial(self._work, until))

    def _work(self, until: datetime) -> None:
        """Handle one case and come back for the next, until the shift is over."""
        if self._counter.clock.now() >= until:
            return
        staff = self._rng.choice(self._counter.staff)
        case = self._counter.wiring.handling.claim.next(staff)
        if case:
            self._handle(staff, case)
        self._later(PER_CASE if case else LOOKS_EVERY, partial(self._work, until))

    def _handle(self, staff: Staff, case: CertificateCase) -> None:
        self._seen[case.id] += 1
        self.decided += 1
        codes = {finding.code for finding in case.verdict.failed} if case.verdict else set()
        self._way(case, codes)(staff, case)

    def _way(
        self, case: CertificateCase, codes: set[str]
    ) -> Callable[[Staff, CertificateCase], None]:
        if case.handling.reason in OBSTACLES:
            return self._without_facts(case)
        if self._seen[case.id] > PATIENCE:
            return self._refuse
        if self._seen[case.id] > 1:
            return self._finish(codes)
        return self._first_look(codes)

    def _first_look(self, codes: set[str]) -> Callable[[Staff, CertificateCase], None]:
        chance = self._rng.random()
        if "police_clear" in codes:
            return self._wait_for("politie", 3, 9)
        if codes & _PAPER:
            return self._wait_for("migratie_akte", 1, 6) if chance < 0.5 else self._finish(codes)
        if codes & _BAND:
            return self._ask if chance < 0.55 else self._approve
        if codes & _FORM:
            return self._ask if chance < 0.3 else self._approve
        if codes & _LACKING:
            return self._refuse if chance < 0.35 else self._approve
        return self._refuse if chance < 0.02 else self._approve

    def _finish(self, codes: set[str]) -> Callable[[Staff, CertificateCase], None]:
        chance = self._rng.random()
        if "police_clear" in codes:
            return self._refuse if chance < 0.2 else self._approve
        if "act_found" in codes:
            return self._refuse if chance < 0.4 else self._upload
        if codes & _PAPER:
            return self._upload
        return self._refuse if chance < 0.05 else self._approve

    # --- what a clerk does ----------------------------------------------------------------------

    def _approve(self, staff: Staff, case: CertificateCase) -> None:
        """Unless a fact is lacking that stands on it: then from paper, or not at all."""
        try:
            self._act(Official(staff), case, "approve", {"ground": GROUND})
        except ConflictError as error:
            if error.code != "cant_be_made":
                raise
            self._without_facts(case)(staff, case)

    def _without_facts(self, case: CertificateCase) -> Callable[[Staff, CertificateCase], None]:
        failed = case.verdict.failed if case.verdict else ()
        is_on_paper = bool({finding.code for finding in failed} & _PAPER)
        return self._upload if is_on_paper else self._refuse

    def _upload(self, staff: Staff, case: CertificateCase) -> None:
        raw: Raw = {"ground": GROUND, "pdf": (File(SCAN),)}
        self._act(Official(staff), case, "approve_uploaded", raw)

    def _refuse(self, staff: Staff, case: CertificateCase) -> None:
        frame = self._counter.wiring.road.frames.of(case)
        reasons = frame.type.options["refusal_reasons"](case, frame.municipality)
        reason = self._rng.choice(reasons).code
        self._act(Official(staff), case, "reject", {"reason": reason, "text": "Zie het dossier."})

    def _ask(self, staff: Staff, case: CertificateCase) -> None:
        self._act(Official(staff), case, "ask_applicant", {"text": QUESTION})
        chance = self._rng.random()
        after = timedelta(hours=self._rng.randrange(1, 150))
        if chance < 0.8:
            self._later(after, partial(self._citizen, case, "answer", {"text": ANSWER}))
        elif chance < 0.87:
            self._later(after, partial(self._citizen, case, "withdraw", {}))

    def _wait_for(
        self, authority: str, least: int, most: int
    ) -> Callable[[Staff, CertificateCase], None]:
        def wait(staff: Staff, case: CertificateCase) -> None:
            self._act(Official(staff), case, "ask_authority", {"authority": authority})
            days = timedelta(days=self._rng.randrange(least, most + 1))
            self._later(days, partial(self._resume, staff, case))

        return wait

    def _resume(self, staff: Staff, case: CertificateCase) -> None:
        """The answer of the authority came, unless the registers told it before."""
        if self._counter.now(case).instance.state == "waiting_authority":
            self._act(Official(staff), case, "resume", {})

    # --- what citizens do -----------------------------------------------------------------------

    def _citizen(self, case: CertificateCase, action: str, raw: Raw) -> None:
        """Do it, unless the case was closed in the meantime."""
        person = applicant_of(case).person
        if person is None:
            raise LookupError(f"nobody asks for a document: {case.id}")
        try:
            self._act(Citizen(person, Assurance.HIGH), case, action, raw)
        except ConflictError as error:
            if error.code not in {"process_ended", "event_not_possible"}:
                raise

    def _act(self, actor: Actor, case: CertificateCase, action: str, raw: Raw) -> None:
        """Act on the case as it is now: whoever does has just looked."""
        self._acts += 1
        seen = self._counter.wiring.road.look.case(case.tenant, case.id, actor).seen
        acting = Acting(case.tenant, case.id, seen, action, actor, raw, f"act-{self._acts}")
        self._counter.wiring.road.act(acting)

    def _at(self, at: datetime, act: Callable[[], None]) -> None:
        self._timeline.at(at, act)

    def _later(self, after: timedelta, act: Callable[[], None]) -> None:
        self._timeline.at(self._counter.clock.now() + after, act)
