"""A family moves, an officer calls without a connection, a clerk registers: in a browser."""

import re
import threading
from collections.abc import Iterator

import pytest
from chalice.config import Config
from chalice.local import LocalDevServer
from playwright.sync_api import Browser, Page, expect

import app
from chalicelib.domain.registers.national_number import NationalNumber
from tests.browser.test_accessibility import check
from tests.support.processes.moving import (
    CLERK,
    CLERK_AT_WORK,
    JAN,
    LIEN,
    LUCJA,
    OFFICER_AT_WORK,
    ROLES,
    Moves,
    home_of,
    moves,
)
from tests.support.web.counter import Visitor
from tests.support.web.desk import Desk
from tests.support.web.live import LOCALHOST, PATIENCE, Quiet

CHECKS = (
    "Ik sprak",
    "Ik noteerde wie er samen",
    "Ik noteerde wie de ref",
    "Ik noteerde wie er nog",
)


@pytest.fixture
def town() -> Iterator[Moves]:
    with moves() as made:
        yield made


@pytest.fixture
def url(town: Moves) -> Iterator[str]:
    server = LocalDevServer(app.app, Config.create(), LOCALHOST, 0, handler_cls=Quiet)
    thread = threading.Thread(target=server.server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://{LOCALHOST}:{server.server.server_port}"
    server.server.shutdown()
    thread.join()
    server.server.server_close()


def signed_in(
    browser: Browser, town: Moves, who: NationalNumber, width: int, *, scripts: bool = True
) -> Page:
    """A browser of somebody who signed in; at work when they work there."""
    http = town.counter.client.http
    visitor = Desk(int(who.digits), http=http) if who in ROLES else Visitor(http=http)
    if who not in ROLES:
        visitor.sign_in(who.digits)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="nl-BE", java_script_enabled=scripts
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies(
        [
            {"name": n, "value": v, "domain": LOCALHOST, "path": "/", "secure": True}
            for n, v in visitor.cookies.items()
        ]
    )
    return context.new_page()


def press(page: Page, name: str = "Verder") -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def heads(page: Page, title: str, *, scripts: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if scripts:
        check(page)


def declares(page: Page, url: str, *, scripts: bool) -> str:
    """From the list of all that can be arranged to the case, with a street that is misspelt."""
    page.goto(f"{url}/zaken/adreswijziging")
    page.get_by_role("link", name="Begin nu").click()
    heads(page, "Wanneer bent u verhuisd?", scripts=scripts)
    page.get_by_label("Sinds welke dag").fill("2026-03-12")
    press(page)
    heads(page, "Waar woont u nu?", scripts=scripts)
    typed = {"street": "vlastraat", "number": "12", "box": "0203", "postcode": "8500"}
    for part, text in (typed | {"locality": "Kortrijk"}).items():
        page.locator(f"#address-{part}").fill(text)
    press(page)
    heads(page, "Waar woont u nu?", scripts=scripts)
    press(page, "Vlasstraat, 8500 Kortrijk")
    heads(page, "Wie verhuist?", scripts=scripts)
    for member in page.get_by_role("checkbox").all():
        member.check()
    press(page)
    heads(page, "Over de kinderen", scripts=scripts)
    page.get_by_label("Ja, alle ouders").check()
    press(page)
    page.get_by_label("Nee", exact=True).check()
    press(page)
    heads(page, "Hoe woont u er?", scripts=scripts)
    press(page)
    heads(page, "Wanneer bent u thuis?", scripts=scripts)
    press(page)
    page.get_by_label("Wat ik hier aangeef").check()
    press(page)
    heads(page, "Klopt alles?", scripts=scripts)
    expect(page.get_by_text("Vlasstraat 12 bus 0203, 8500 Kortrijk")).to_be_visible()
    expect(page.get_by_text("Arthur Claeys (2023)")).to_be_visible()
    press(page, "Versturen")
    page.wait_for_url("**/aanvragen/*")
    return page.url.rsplit("/", 1)[1]


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, False)])
def test_a_family_of_four_moves_from_the_sofa_to_the_register(
    browser: Browser, town: Moves, url: str, width: int, scripts: bool
) -> None:
    lien = signed_in(browser, town, LIEN, width, scripts=scripts)
    case_id = declares(lien, url, scripts=scripts)
    town.drain()
    lien.reload()
    expect(lien.get_by_text("De wijkinspecteur komt langs").first).to_be_visible()
    officer = signed_in(browser, town, OFFICER_AT_WORK, 360, scripts=scripts)
    visited(officer, url, scripts=scripts)
    assert town.state(case_id) == "deciding"
    clerk = signed_in(browser, town, CLERK_AT_WORK, 1280, scripts=scripts)
    clerk.goto(f"{url}/loket/zaken/{case_id}")
    clerk.get_by_role("button", name="Dit dossier nemen").click()
    clerk.locator("details.action summary", has_text=re.compile(r"^Inschrijven")).click()
    clerk.locator("form[action$='/acties/inschrijven']").get_by_role("button").click()
    expect(clerk.get_by_role("heading", level=1)).to_be_visible()
    town.wait(minutes=11)
    lien.reload()
    heads(lien, "Adreswijziging", scripts=scripts)
    expect(lien.get_by_text("Ingeschreven: laat uw kaarten aanpassen").first).to_be_visible()


def visited(officer: Page, url: str, *, scripts: bool) -> None:
    """Half a report comes back; a whole one is sent, with scripts also after a lost connection."""
    officer.goto(f"{url}/wijk")
    heads(officer, "Mijn bezoeken", scripts=scripts)
    officer.get_by_role("link", name="Vlasstraat 12").click()
    heads(officer, "Vlasstraat 12 bus 0203, 8500 Kortrijk", scripts=scripts)
    officer.get_by_label("Woont hier", exact=True).check()
    press(officer, "Verslag versturen")
    expect(officer.get_by_role("alert")).to_contain_text("Vul eerst de hele lijst")
    for text in CHECKS:
        officer.get_by_label(text).check()
    officer.context.set_offline(scripts)
    press(officer, "Verslag versturen")
    if scripts:
        expect(officer.get_by_text("Geen verbinding.")).to_be_visible()
        officer.context.set_offline(False)
    expect(officer.get_by_text("Uw verslag is verstuurd.")).to_be_visible()


def test_a_reference_person_finds_the_question_among_their_own_and_agrees(
    browser: Browser, town: Moves, url: str
) -> None:
    case_id = town.declare(LUCJA, home_of(JAN), joins="ja")
    jan = signed_in(browser, town, JAN, 360)
    jan.goto(f"{url}/aanvragen")
    jan.get_by_role("link", name="Adreswijziging").click()
    expect(jan.get_by_text("Wij vragen een akkoord per brief").first).to_be_visible()
    town.act(case_id, "letter_posted", CLERK, day="2026-03-17")
    jan.reload()
    check(jan)
    jan.get_by_role("link", name="Ja, deze persoon woont hier").click()
    check(jan)
    jan.get_by_label("Ja", exact=True).check()
    press(jan, "Ja, deze persoon woont hier")
    jan.wait_for_url(f"**/aanvragen/{case_id}")
    assert town.state(case_id) == "visiting"
