"""Look at the conditions at once: what registers say of both, as a verdict with findings."""

from dataclasses import dataclass, replace
from typing import Any

from chalicelib.domain.cases.outcome import Done, Human, Later, Outcome
from chalicelib.domain.cases.party import Party
from chalicelib.domain.marriage.declaration import Declaration, MarriageCase
from chalicelib.domain.marriage.known import MarriageFacts
from chalicelib.domain.marriage.rules import to_bring, verdict
from chalicelib.domain.registers.people import PersonStatus
from chalicelib.usecases.cases.working.works import WorkContext
from chalicelib.usecases.marriage.read_partners import ReadPartners, is_silent, known


@dataclass(frozen=True, slots=True)
class CheckConditions:
    """Both are judged; what only they can bring is asked of whom it concerns alone."""

    read: ReadPartners

    def __call__(self, case: MarriageCase, context: WorkContext) -> Outcome[Any]:
        """`checked`, or a human where somebody died or the register doesn't know them."""
        parties = tuple(_by_consent(party, case.payload) for party in case.parties)
        case = replace(case, parties=parties)
        asked = self.read(case, context)
        if is_silent(asked):
            return Later("register_away")
        found = known(case, asked, context.frame.day)
        if found is None:
            return Human("unclear", "partner_unknown")
        if any(p.person.status is PersonStatus.DECEASED for p in found.partners):
            return Human("unclear", "partner_died")
        return _checked(case, found)


def _checked(case: MarriageCase, found: MarriageFacts) -> Done[Declaration]:
    judged = verdict(found)
    names = tuple(partner.person.name.whole for partner in found.partners)
    declared = replace(case.payload, names=names, asked=to_bring(judged), visits=())
    return Done(("checked",), payload=declared, parties=case.parties, verdict=judged)


def _by_consent(party: Party, declared: Declaration) -> Party:
    """A partner whose legalised consent lies in the case is whom the first one named."""
    is_absent = party.person is None and party.number in declared.consents
    return replace(party, person=declared.invited) if is_absent else party
