"""What is given out leads to the counter of the municipality that gave it."""

from dataclasses import replace

import pytest

from chalicelib.adapters.memory.platform import known_keys
from chalicelib.domain.cases.outgoing import Medium, Outgoing
from chalicelib.usecases.cases.documents.marking import Marking
from tests.support.office import NoSeal, Office
from tests.support.orders import a_certificate_case, delivered, stored
from tests.support.requests import ELSEWHERE, KORTRIJK, NOW, an_id
from tests.support.web.counter import Two

READY = Outgoing(2, 1, Medium.MAIL, "cr_ready", "party:1", NOW, NOW)
HOMES = {KORTRIJK: "https://thuisloket.kortrijk.example", ELSEWHERE: "https://elders.example"}


@pytest.mark.parametrize(("tenant", "home"), HOMES.items())
def test_a_document_can_be_verified_where_it_was_issued(tenant: str, home: str) -> None:
    mark = Marking(known_keys(), NoSeal(), Two())(tenant, an_id(), NOW)
    assert (mark.home, f"https://{mark.page}") == (home, f"{home}/v")
    assert mark.address.startswith(f"{home.upper()}/V/")


@pytest.mark.parametrize(("tenant", "home"), HOMES.items())
def test_a_mail_leads_to_the_counter_where_was_asked(tenant: str, home: str) -> None:
    office = Office()
    office.wiring.give(municipalities=Two())
    case = stored(office.store, a_certificate_case(tenant=tenant))
    office.store.store(replace(delivered(case), outgoing=(READY,)))
    office.wiring.issuance.send_due(case)
    (mail,) = office.mailer.sent
    assert f"{home}/d/" in mail.text
