"""A document as text, for who asked for it."""

import html
import re

import pytest

from chalicelib.domain.cases.change import Change
from chalicelib.domain.issued.listed import Revocation, RevocationReason
from tests.support.orders import a_certificate_case, stored
from tests.support.printing.desk import facts_of, printed, rendered
from tests.support.printing.marked import marked
from tests.support.web.counter import Counter, Visitor, open_counter

PAPER = marked(printed("attest-gezinssamenstelling", members=12))


@pytest.fixture
def counter():
    with open_counter() as made:
        yield made


def delivered(counter: Counter, pdf: bytes | None = None):
    case = stored(counter.store, a_certificate_case())
    return counter.deliver(case, rendered(PAPER).pdf if pdf is None else pdf)


def visitor(serial: int) -> Visitor:
    made = Visitor()
    made.sign_in(serial)
    return made


def plain(body: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body.decode())).split())


def test_every_fact_of_the_document_is_on_the_page(counter) -> None:
    case = delivered(counter)
    answer = visitor(1).get(f"/aanvragen/{case.id}/tekst")
    assert answer.status_code == 200
    text = plain(answer.body)
    left_out = {*PAPER.notes, PAPER.dated}
    for fact in facts_of(PAPER):
        if fact not in left_out:
            assert " ".join(fact.split()) in text


def test_the_status_page_leads_to_it(counter) -> None:
    case = delivered(counter)
    page = visitor(1).get(f"/aanvragen/{case.id}").body.decode()
    assert f'href="/aanvragen/{case.id}/tekst"' in page


def test_it_takes_signing_in_and_nobody_else_finds_it(counter) -> None:
    case = delivered(counter)
    assert Visitor().get(f"/aanvragen/{case.id}/tekst").status_code == 401
    assert visitor(2).get(f"/aanvragen/{case.id}/tekst").status_code == 404


def test_a_document_that_was_made_elsewhere_says_that_there_is_only_a_pdf(counter) -> None:
    case = delivered(counter, b"%PDF-1.7 van elders\n%%EOF\n")
    answer = visitor(1).get(f"/aanvragen/{case.id}/tekst")
    assert answer.status_code == 409
    assert "alleen de pdf" in plain(answer.body)


def test_a_revoked_document_is_not_shown_any_more_and_the_status_says_why(counter) -> None:
    case = delivered(counter)
    now = counter.clock.now()
    unchanged = Change(case, case.instance.version, (), before=case)
    revocation = Revocation(RevocationReason.MISTAKE, now, "een")
    counter.wiring.state.ledger.revoke(unchanged, case.issued[0].number, revocation)
    me = visitor(1)
    assert me.get(f"/aanvragen/{case.id}/tekst").status_code == 410
    assert me.get(f"/aanvragen/{case.id}/document").status_code == 410
    text = plain(me.get(f"/aanvragen/{case.id}").body)
    assert "Dit document is ingetrokken" in text
    assert "Er stond een fout in." in text
    assert "Download" not in text
    assert '<span class="tag bad">Klaar</span>' in me.get("/aanvragen").body.decode()
