"""Enter the marriage: the act, and the civil status of both."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.marriage.declaration import MarriageCase
from chalicelib.domain.marriage.known import MarriageFacts, Partner
from chalicelib.domain.registers.acts import Act, ActDetail, ActKind, ActOrigin, ActParty, ActRole
from chalicelib.domain.registers.marrying import Entered
from chalicelib.domain.registers.people import Place
from chalicelib.domain.shared.partial_date import PartialDate
from chalicelib.domain.tenants.municipality import Municipality
from chalicelib.ports.registers.marriages import MarriageRegister
from chalicelib.usecases.cases.working.works import WorkContext
from chalicelib.usecases.marriage.read_partners import ReadPartners, is_silent, known

OWN_NAME = "ieder de eigen naam"
CELEBRATED = "Voltrekking van het huwelijk"


@dataclass(frozen=True, slots=True)
class MakeMarriage:
    """What the registers contradict is before the registrar: nothing is written then."""

    read: ReadPartners
    register: MarriageRegister

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`marriage_made`, or `register_conflict`. Raises RetryableError."""
        asked, at = self.read(case, context), case.payload.celebrated_at
        if is_silent(asked):
            return Later("register_away")
        found = known(case, asked, context.frame.day)
        if found is None or at is None:
            return Human("register_conflict", "partner_unknown")
        here = context.frame.municipality
        one, other = (
            self.read.access(case, partner.person.number, context) for partner in found.partners
        )
        act = _act(case, found, here.day_of(at), here)
        if self.register.enter(one, other, act) is Entered.CONFLICT:
            return Human("register_conflict", "register_conflict")
        return Done(("marriage_made",))


def _act(case: MarriageCase, found: MarriageFacts, day: date, here: Municipality) -> Act:
    """The act of marriage (oud BW art. 166); its reference follows from the case."""
    declared = case.payload
    name = declared.name_use or OWN_NAME
    witnesses = _present(declared.witness_names, declared.witnesses_present)
    details = [ActDetail("chosen_name", name)]
    if witnesses:
        details.append(ActDetail("witnesses", ", ".join(witnesses)))
    return Act(
        kind=ActKind.MARRIAGE,
        reference=case.reference,
        number=case.reference,
        origin=ActOrigin.NEW_BELGIAN,
        fact_date=PartialDate.of(day),
        fact_place=Place(here.name),
        made_on=day,
        made_in=here.name,
        registrar=f"Ambtenaar van de burgerlijke stand van {here.name}",
        basis=CELEBRATED,
        parties=tuple(_spouse(partner) for partner in found.partners),
        details=tuple(details),
        history=(),
        mentions_gender_change=False,
    )


def _spouse(partner: Partner) -> ActParty:
    person = partner.person
    return ActParty(ActRole.SPOUSE, person.name, person.birth, person.number)


def _present(names: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(names, 1) if f"w{place}" in codes)
