"""Couples in every state that a marriage can be in, one after the other, to be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.cases.moving.acting import Behalf
from chalicelib.domain.registers.people import CivilStatus, Kin, Nationality, Relative
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.ports.documents import Sealer
from chalicelib.ports.errors import UnprintableError
from ops.synthetic.fill import fill
from ops.synthetic.population import PersonFile
from tests.support.processes.marriage import CLERK, REGISTRAR, Wedding, singles
from tests.support.requests import a_number

PROSECUTOR, COURT = Behalf("prosecutor", 0, "brief"), Behalf("family_court", 0, "vonnis")
NO_DAY = {"wedding.day": "", "wedding.moment": ""}
SHAM = {"reason": "sham", "text": "De verklaringen spreken elkaar tegen."}
COUPLES = 17
"""So many couples are needed: theirs are the first singles, two by two."""


@dataclass(frozen=True)
class Stand:
    """Where a couple stands: what happened, their case, and its state."""

    happened: str
    couple: Wedding
    case_id: str

    @property
    def state(self) -> str:
        return self.couple.state(self.case_id)


@dataclass
class Seal:
    """A seal that can be out of order."""

    real: Sealer
    error: Exception | None = None

    def seal(self, pdf: bytes, tenant: str, at: datetime) -> bytes:
        if self.error:
            raise self.error
        return self.real.seal(pdf, tenant, at)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


def seal_of(wedding: Wedding) -> Seal:
    wiring = wedding.counter.wiring
    made = Seal(wiring.seal.sealer)
    wiring.give(sealer=made)
    return made


class Couples:
    """Couples at one counter: each call gives two people who weren't there before."""

    def __init__(self, first: Wedding) -> None:
        self.counter, self.clock, self.office = first.counter, first.clock, first.office
        self.seal = seal_of(first)
        self._free = iter(range(0, 2 * COUPLES, 2))

    def files(self) -> tuple[PersonFile, PersonFile]:
        place = next(self._free)
        one, other = singles()[place : place + 2]
        return one, other

    def pair(self, *files: PersonFile) -> Wedding:
        """Two people who can marry; `files` is what the register says of them instead."""
        one, other = files or self.files()
        know(self, one, other)
        return Wedding(self.counter, self.clock, one.number, other.number, self.office)


def know(at: Wedding | Couples, *files: PersonFile) -> None:
    """The register says this of people from now on."""
    wiring, table = at.counter.wiring, at.counter.outputs.registers
    list(fill(wiring.platform.clients.dynamodb, table, wiring.platform.keys, files))


def about(file: PersonFile, **changes: object) -> PersonFile:
    """Somebody of whom the register says something else."""
    return replace(file, person=replace(file.person, **changes))  # type: ignore[arg-type]


def every(first: Wedding) -> Iterator[Stand]:
    """From the invitation to each end; the clock moves on, from 2 February 2026.

    The counter must know of the people: `weddings(*singles()[2 : 2 * COUPLES])`.
    """
    couples = Couples(first)
    yield from _inviting(couples)
    yield from _automatic(couples)
    yield from _checked(couples)
    yield from _decided(couples)
    yield from _later(couples)


def invited(first: Wedding) -> Iterator[Stand]:
    """The first few of them."""
    yield from _inviting(Couples(first))


def _inviting(couples: Couples) -> Iterator[Stand]:
    letter = couples.pair()
    case_id = letter.begin(partner=letter.b.digits, partner_mail="", **NO_DAY)
    yield Stand("partner without an address", letter, case_id)
    refuses = couples.pair()
    case_id = refuses.begin(**NO_DAY)
    yield Stand("partner is asked", refuses, case_id)
    refuses.accept(case_id)
    refuses.do(case_id, refuses.b, "decline")
    yield Stand("partner refuses", refuses, case_id)
    changes = couples.pair()
    case_id = changes.confirmed(**NO_DAY)
    changes.do(case_id, changes.b, "change", witnesses="Jan\nMie")
    yield Stand("change after confirmation", changes, case_id)


def _automatic(couples: Couples) -> Iterator[Stand]:
    """What passes within seconds, held still: from the invitation to the wedding."""
    couple = couples.pair()
    couple.is_still = True
    case_id = couple.begin(**{"wedding.moment": "10:00 Historisch stadhuis"})
    yield from _goes_on("invitation", couple, case_id)
    couple.accept(case_id)
    steps = (("confirm", couple.b), ("complete", REGISTRAR), ("draw", REGISTRAR))
    for action, who in steps:
        couple.is_still = True
        couple.do(case_id, who, action, **({"declares": "ja"} if action == "confirm" else {}))
        yield from _goes_on(action, couple, case_id)
    waived = {"behalf": PROSECUTOR, "event": "waiting_waived"}
    couple.file(case_id, "waive", **waived)  # type: ignore[arg-type]
    couple.is_still = True
    couple.do(case_id, REGISTRAR, "celebrate", day="2026-02-02T10:00")
    yield from _goes_on("celebrate", couple, case_id)
    for decision in ("postpone", "refuse"):
        couple = couples.pair()
        moment = (
            {"wedding.moment": "11:30 Historisch stadhuis"} if decision == "postpone" else NO_DAY
        )
        case_id = couple.declared(**moment)
        couple.is_still = True
        couple.do(case_id, REGISTRAR, decision, **SHAM)
        couples.seal.error = UnprintableError("room", "9999")
        yield from _goes_on(decision, couple, case_id)
        yield Stand(f"{decision} failed", couple, case_id)
        couples.seal.error = None
        couple.do(case_id, REGISTRAR, f"{decision}_again")


def _goes_on(happened: str, couple: Wedding, case_id: str) -> Iterator[Stand]:
    """Where it stands, before the queues do what follows."""
    yield Stand(f"while {happened}", couple, case_id)
    couple.is_still = False
    couple.drain()


def _checked(couples: Couples) -> Iterator[Stand]:
    one, other = couples.files()
    grandmother = (Relative(a_number(981), Kin.GRANDPARENT),)
    kin = couples.pair(about(one, relatives=grandmother), about(other, relatives=grandmother))
    yield Stand("cousins", kin, kin.confirmed(**NO_DAY))
    one, other = couples.files()
    parent, grandparent = (Relative(a_number(982), k) for k in (Kin.PARENT, Kin.GRANDPARENT))
    kin = couples.pair(about(one, relatives=(parent,)), about(other, relatives=(grandparent,)))
    yield Stand("uncle and niece", kin, kin.confirmed(**NO_DAY))
    one, other = couples.files()
    married = couples.pair(about(one, civil_status=CivilStatus.MARRIED), other)
    yield Stand("already married", married, married.confirmed(**NO_DAY))
    one, other = couples.files()
    born = replace(other.person.birth, date=PartialDate(2009, 9, 1))
    young = couples.pair(one, about(other, birth=born))
    yield Stand("sixteen-year-old", young, young.confirmed(**NO_DAY))
    one, other = couples.files()
    greek = couples.pair(one, about(other, nationalities=(Nationality("140", "Griekenland"),)))
    case_id = greek.confirmed(**NO_DAY)
    yield Stand("foreign papers", greek, case_id)
    greek.paper_of(case_id, greek.b)
    greek.do(case_id, REGISTRAR, "complete")
    yield Stand("papers complete", greek, case_id)
    greek.do(case_id, REGISTRAR, "doubt", of=["partner_b"], why="Het zegel is onduidelijk.")
    yield Stand("papers examined", greek, case_id)


def _decided(couples: Couples) -> Iterator[Stand]:
    lost, won = couples.pair(), couples.pair()
    for couple, decision in ((lost, "upheld"), (won, "overturned")):
        case_id = couple.confirmed(**NO_DAY)
        couple.do(case_id, REGISTRAR, "refuse", **SHAM)
        if couple is lost:
            yield Stand("refusal to send", couple, case_id)
        couple.do(case_id, CLERK, "refusal_served", day="2026-02-02")
        if couple is lost:
            yield Stand("refused", couple, case_id)
        couple.do(case_id, couple.b, "appeal", day="2026-02-02")
        if couple is lost:
            yield Stand("appeal", couple, case_id)
        couple.file(case_id, "court_decides", decision, COURT)
        yield Stand(f"appeal {'lost' if couple is lost else 'won'}", couple, case_id)


def _later(couples: Couples) -> Iterator[Stand]:
    """What the clock does."""
    silent, missed, married = couples.pair(), couples.pair(), couples.pair()
    quiet, drawn = silent.begin(**NO_DAY), married.declared()
    yield Stand("act drawn", married, drawn)
    gone = missed.declared(**NO_DAY)
    late = couples.pair()
    held = late.declared(**{"wedding.moment": "11:00 Historisch stadhuis"})
    late.until(date(2026, 2, 16))
    yield Stand("can marry", missed, gone)
    late.do(held, REGISTRAR, "postpone", **SHAM)
    yield Stand("postponed", late, held)
    late.file(held, "prolong", "", PROSECUTOR, until="2026-10-16")
    yield Stand("postponement prolonged", late, held)
    late.until(date(2026, 3, 5))
    yield Stand("partner silent", silent, quiet)
    late.until(date(2026, 5, 16))
    married.do(drawn, REGISTRAR, "celebrate", day="2026-05-16T11:00", witnesses=["w1"])
    yield Stand("married", married, drawn)
    for day in (date(2026, 8, 1), date(2026, 8, 17)):
        late.until(day)
    yield Stand("window missed", missed, gone)
    late.until(date(2026, 10, 17))
    yield Stand("postponement ran out", late, held)
    know(couples, about(singles()[_place(late)], civil_status=CivilStatus.MARRIED))
    late.do(held, REGISTRAR, "celebrate", day="2026-10-17T10:00")
    yield Stand("marriage not entered", late, held)


def _place(couple: Wedding) -> int:
    return next(n for n, file in enumerate(singles()) if file.number == couple.a)
