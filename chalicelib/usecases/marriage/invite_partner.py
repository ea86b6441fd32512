"""Ask the other partner: where they are written to, and from when their term counts."""

from dataclasses import replace
from typing import Any

from chalicelib.domain.cases.outcome import Done, Outcome
from chalicelib.domain.cases.party import Party
from chalicelib.domain.marriage.declaration import MarriageCase
from chalicelib.usecases.cases.working.works import WorkContext


def invite_partner(case: MarriageCase, context: WorkContext) -> Outcome[Any]:
    """No register is asked: the same happens whether a number is somebody's or nobody's."""
    declared = replace(case.payload, asked_on=context.frame.day, by_letter=False)
    parties = tuple(_addressed(party, declared.partner_mail) for party in case.parties)
    return Done(("invited",), payload=declared, parties=parties)


def _addressed(party: Party, mail: str) -> Party:
    """Who is only invited is written to where the first partner says; others where they said."""
    return replace(party, email=mail) if party.person is None else party
