"""What comes by counter, phone or letter is keyed in on one page, whatever its process."""

import re
from collections.abc import Iterator

import pytest
from chalice.test import HTTPResponse

from chalicelib.domain.cases.intake import Channel, Identified
from chalicelib.domain.registers.access import ActorKind
from tests.support.processes.moving import (
    CLERK_AT_WORK,
    LIEN,
    LUCJA,
    NEW,
    OFFICER_AT_WORK,
    Moves,
    moves,
)
from tests.support.requests import KORTRIJK
from tests.support.web.counter import form_of
from tests.support.web.desk import Desk, multipart
from tests.support.web.uploads import into_bucket, upload

AT = "/loket/ingeven/adreswijziging"


@pytest.fixture(scope="module")
def town() -> Iterator[Moves]:
    with moves() as made:
        yield made


@pytest.fixture(scope="module")
def clerk(town: Moves) -> Desk:
    return Desk(int(CLERK_AT_WORK.digits), http=town.counter.client.http)


def found(clerk: Desk, **who: str) -> HTTPResponse:
    known = {"kanaal": "telefoon", "identificatie": "terugbellen", "aanvrager": LUCJA.digits}
    return clerk.send(f"{AT}/persoon", **(known | who))


def keyed(clerk: Desk, page: HTTPResponse, **fields: str) -> HTTPResponse:
    """The form sent as it stands, with some fields filled in."""
    address = {f"address.{part}": text for part, text in NEW.items()}
    usual = {"moved_on": "2026-03-12", "joins": "nee", "declares": "ja"}
    content_type, body = multipart(form_of(page, AT) | address | usual | fields)
    return clerk.ask("POST", AT, body, **{"content-type": content_type})


def test_who_phones_has_a_case_like_any_other_with_how_they_were_recognised(
    town: Moves, clerk: Desk
) -> None:
    answer = keyed(clerk, found(clerk), movers=LUCJA.digits)
    assert answer.status_code == 303, answer.body.decode()
    case_id = answer.headers["Location"].split("?")[0].rsplit("/", 1)[1]
    town.drain()
    case = town.case(case_id)
    assert case.intake.channel is Channel.PHONE
    assert case.intake.identified_by is Identified.CALLBACK
    assert case.intake.keyed_in_by
    assert case.payload.where == "Vlasstraat 12 bus 0203, 8500 Kortrijk"
    assert case.instance.state == "visiting"
    shown = clerk.get(f"/loket/zaken/{case_id}").body.decode()
    assert "teruggebeld op het bekende nummer" in shown


def test_every_look_is_in_the_persons_log_under_the_colleague(town: Moves, clerk: Desk) -> None:
    found(clerk, aanvrager=LIEN.digits)
    log = town.counter.wiring.state.access_log.of_person(KORTRIJK, LIEN, 20)
    by_staff = [line for line in log if line.actor_kind is ActorKind.CLERK]
    services = {service.value for line in by_staff for service in line.services}
    assert {"person", "household"} <= services


def test_what_is_missing_is_asked_with_the_rest_as_it_was(clerk: Desk) -> None:
    page = found(clerk, aanvrager=LIEN.digits)
    (ours,) = re.findall(r'name="movers" value="(p\.[^"]+)"> <label[^>]*>Lien', page.body.decode())
    text = keyed(clerk, page, moved_on="", movers=ours).body.decode()
    assert f'value="{ours}" checked' in text
    assert 'id="moved_on-fout"' in text
    assert '<a href="#moved_on">Sinds welke dag woont u op het nieuwe adres: ' in text
    assert 'value="Vlasstraat"' in text
    wrong = keyed(clerk, page, movers=LIEN.digits, _email="geen adres")
    assert wrong.status_code == 422
    assert 'id="_email-fout"' in wrong.body.decode()
    assert '<a href="#_email">E-mailadres: ' in wrong.body.decode()


@pytest.mark.parametrize(
    ("who", "field"),
    [
        ({"kanaal": "thuisloket"}, "kanaal"),
        ({"identificatie": ""}, "identificatie"),
        ({"aanvrager": ""}, "aanvrager"),
        ({"aanvrager": "85.67.30-002.92"}, "aanvrager"),
    ],
)
def test_nobody_is_keyed_in_without_channel_identity_and_number(
    clerk: Desk, who: dict[str, str], field: str
) -> None:
    answer = found(clerk, **who)
    assert answer.status_code == 422
    assert f'id="{field}-fout"' in answer.body.decode()


def test_nobody_keys_in_their_own_case(clerk: Desk) -> None:
    assert found(clerk, aanvrager=CLERK_AT_WORK.digits).status_code == 403


def test_a_number_put_into_the_form_shows_nobody_their_own_household(clerk: Desk) -> None:
    """What is wrong elsewhere on the form is answered with the form, and that names people."""
    page = found(clerk, aanvrager=LIEN.digits)
    answer = keyed(clerk, page, _aanvrager=CLERK_AT_WORK.digits, _identificatie="")
    assert answer.status_code == 403


def test_a_ruling_about_a_child_goes_along_with_what_is_keyed_in(town: Moves, clerk: Desk) -> None:
    page = found(clerk, aanvrager=LIEN.digits)
    named = re.findall(r'name="movers" value="(p\.[^"]+)"> <label[^>]*>(\w+)', page.body.decode())
    sent = form_of(page, AT) | {f"address.{part}": text for part, text in NEW.items()}
    sent |= {"moved_on": "2026-03-12", "joins": "nee", "declares": "ja"}
    (mother,) = (code for code, name in named if name == "Lien")
    movers = [("movers", mother), ("movers", named[-1][0])]

    def send(fields: dict[str, str]) -> HTTPResponse:
        content_type, body = multipart([*fields.items(), *movers])
        return clerk.ask("POST", AT, body, **{"content-type": content_type})

    asked = send(sent)
    assert "Er komt nog een vraag bij: Over de kinderen." in asked.body.decode()
    sent = _again(sent, asked) | {"custody": "ruling_here"}
    asked = send(sent)
    assert "Er komt nog een vraag bij: Het akkoord of vonnis." in asked.body.decode()
    sent = _again(sent, asked)
    there = send(sent | {"_bestand": "papers"}).headers["Location"]
    back = upload(clerk, there, b"%PDF-1.7 vonnis\n%%EOF\n", into_bucket(town.counter.wiring))
    at = re.search(r'href="(/loket/ingeven/[^"]+)"', back.body.decode())
    assert at
    page = clerk.get(at[1])
    assert "Pdf, 1 kB" in page.body.decode()
    answer = send(_again(sent, page))
    case_id = answer.headers["Location"].split("?")[0].rsplit("/", 1)[1]
    town.drain()
    assert town.case(case_id).payload.has_paper
    entries = town.counter.wiring.cases.store.entries(KORTRIJK, case_id)
    assert [len(e.attachments) for e in entries if e.name == "papers"] == [1]


def _again(sent: dict[str, str], page: HTTPResponse) -> dict[str, str]:
    """What was filled in, with what the page carries itself."""
    carried = {k: v for k, v in form_of(page, AT).items() if k == "csrf" or k.startswith("_")}
    return {k: v for k, v in sent.items() if k != "_bestand"} | carried


def test_the_page_of_certificates_leads_there_and_only_who_may_gets_there(
    town: Moves, clerk: Desk
) -> None:
    assert f'href="{AT}"' in clerk.get("/loket/intake").body.decode()
    officer = Desk(int(OFFICER_AT_WORK.digits), http=town.counter.client.http)
    assert officer.get(AT).status_code == 404
    assert clerk.get("/loket/ingeven/akten-en-attesten").status_code == 404
