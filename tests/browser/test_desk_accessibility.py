"""Every page of the console, in every state, and the citizen's side of a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from chalicelib.domain.cases.intake import Channel, Delivery, Identified
from chalicelib.domain.cases.staff import Staff, StaffRole
from chalicelib.domain.certificates.order import CertificateCase, CertificateOrder, result_of
from chalicelib.domain.registers.relations import Relation
from chalicelib.usecases.certificates.intake import IntakeCommand
from tests.browser.test_accessibility import DESK, at_sizes, in_the_dark, judged, overflow
from tests.support.office import BIRTH, CLERK, REGISTRAR, RESIDENCE, Office, persona
from tests.support.web.desk import live_office, somebody

TARGET = 24
"""CSS pixels in height of everything that is pressed and doesn't stand in a line of text."""

WIDTHS = (320, 1280)
"""320 is 1280 at 400 % (WCAG 1.4.10)."""
ME = Staff("ambtenaar", "34022", frozenset({StaffRole.REGISTRAR}), CLERK.number)
REFUSAL = {"reason": "identiteit_niet_bewezen", "text": "Onleesbaar."}

NOWHERE = "/loket/zaken/01KKXJ2XE0YPRPA8JAB2VS3WER"
PAGES = (
    "/loket",
    "/loket?termijn=late",
    "/loket?gedaan=actie&dossier={waiting}",
    "/loket?gedaan=leeg",
    "/loket/in-behandeling",
    "/loket/wachtend",
    "/loket/taken",
    "/loket/zoeken",
    "/loket/intake",
    "/loket/ingeven/adreswijziging",
    "/loket/brieven",
    "/loket/brieven/{sheet}",
    "/loket/mails",
    "/loket/sneltoetsen",
    "/loket/zaken/{waiting}",
    "/loket/zaken/{mine}",
    "/loket/zaken/{theirs}",
    "/loket/zaken/{asked}",
    "/loket/zaken/{refused}",
    "/loket/zaken/{keyed_in}",
    "/loket/zaken/{letter}",
    "/loket/documenten/{issued}",
    "/loket/documenten/{proposed}",
    "/loket/documenten/{revoked}",
    "/loket/kopieen",
    NOWHERE,
)


@dataclass(frozen=True)
class Place:
    """An office with a case in each state."""

    url: str
    ids: dict[str, str]


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with live_office() as (url, office):
        yield Place(url, cases_in_each_state(office))


def cases_in_each_state(office: Office) -> dict[str, str]:
    wiring = office.wiring
    mine = office.claimed(ME, key="twaalf", document="attest-gezinssamenstelling")
    theirs = office.claimed(CLERK, key="ouder")
    wiring.handling.note(CLERK, theirs.id, "Belt morgen terug.")
    asked = office.claimed(CLERK, key="volwassene")
    office.act(CLERK, asked, "ask_applicant", {"text": "Waarvoor dient het?"})
    office.drain()
    refused = office.claimed(REGISTRAR, key="volwassene", document="attest-leven")
    office.act(REGISTRAR, refused, "reject", REFUSAL)
    keyed_in = _keyed_in(office, "voogd", Delivery.COUNTER)
    letter = _keyed_in(office, "letters", Delivery.POST)
    office.drain()
    wiring.issuance.bounce("34022", asked.id, "cr_question", 1)
    issued, proposed, revoked = _documents(office)
    waiting = office.waiting("papieren-akte", "akte-geboorte", remark="")
    found = {
        "mine": mine,
        "theirs": theirs,
        "asked": asked,
        "refused": refused,
        "keyed_in": keyed_in,
        "letter": letter,
        "waiting": waiting,
    }
    numbers = {"issued": issued, "proposed": proposed, "revoked": revoked}
    (post,) = wiring.mail.tray.letters(ME).lines
    sheet = f"{letter.id}?taak={quote(post.task.key)}"
    return {name: case.id for name, case in found.items()} | numbers | {"sheet": sheet}


def _documents(office: Office) -> list[str]:
    """A document that stands, one that somebody wants to revoke, and one that was revoked."""
    wishes = (("nabestaande", RESIDENCE), ("nabestaande", BIRTH), ("voogd", BIRTH))
    cases = [office.submit(persona(key), document) for key, document in wishes]
    office.drain()
    documents = [result_of(office.now(case)) for case in cases]
    numbers = [document.number for document in documents if document]
    for number in numbers[1:]:
        office.wiring.issued.revoke(REGISTRAR, number, "mistake", "Fout in de akte")
    office.wiring.issued.revoke.confirm(ME, numbers[2])
    return numbers


def _keyed_in(office: Office, key: str, delivery: Delivery) -> CertificateCase:
    number = persona(key)
    order = CertificateOrder(
        "attest-leven", "attest", "nl", number, Relation.SELF, delivery=delivery
    )
    command = IntakeCommand(key, Channel.COUNTER, number, "", order, Identified.CARD)
    return office.wiring.certificates.intake(ME, command).case


@pytest.fixture(scope="module")
def context(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """The registrar's browser, signed in."""
    with browser.new_context(viewport=DESK, locale="nl-BE") as opened:
        page = opened.new_page()
        page.goto(f"{place.url}/loket/aanmelden")
        page.get_by_role("button", name="Authorize as Ambtenaar").click()
        page.wait_for_url(f"{place.url}/loket")
        page.close()
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    yield opened
    opened.close()


def too_small(page: Page) -> list[str]:
    """What is pressed and is too low."""
    script = """height => [...document.querySelectorAll(
        'button, .button, nav a, footer a, select, summary, textarea, .what, .figures a,'
        + 'input:not([type=hidden], [type=radio], [type=checkbox]), .radios label')]
      .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < height)
      .map(e => e.outerHTML)"""
    found: list[str] = page.evaluate(script, TARGET)
    return found


def check(page: Page) -> None:
    assert at_sizes(page, judged) == []
    assert in_the_dark(page) == []
    assert at_sizes(page, too_small) == []
    assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_console(place: Place, page: Page, path: str) -> None:
    answer = page.goto(place.url + path.format(**place.ids))
    assert answer is not None
    assert answer.status == (404 if path == NOWHERE else 200), "the judge would like that page too"
    check(page)


def test_the_door(place: Place, browser: Browser) -> None:
    with browser.new_context() as stranger:
        page = stranger.new_page()
        page.goto(f"{place.url}/loket")
        check(page)


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "e", "o"])
def test_an_open_action(place: Place, page: Page, key: str) -> None:
    page.goto(f"{place.url}/loket/zaken/{place.ids['mine']}")
    page.keyboard.press(key)
    check(page)


def test_the_list_of_keys(place: Place, page: Page) -> None:
    page.goto(f"{place.url}/loket")
    page.keyboard.press("?")
    assert at_sizes(page, judged) == []


def test_an_action_with_a_mistake_and_the_letter(place: Place, page: Page) -> None:
    page.goto(f"{place.url}/loket/zaken/{place.ids['mine']}")
    page.keyboard.press("3")
    page.get_by_role("button", name="Brief nalezen").click()
    page.wait_for_url("**/brief/weigeren")
    check(page)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Brief nalezen").click()
    page.get_by_role("article", name="Brief").wait_for()
    check(page)


def test_each_step_of_keying_in(place: Place, page: Page) -> None:
    page.goto(f"{place.url}/loket/intake")
    page.get_by_role("button", name="Persoon opzoeken").click()
    page.get_by_role("alert").wait_for()
    check(page)
    page.get_by_label("Welk document?").select_option(label="Akte van geboorte")
    page.get_by_label("Familienaam").fill("Declercq")
    page.get_by_label("Geboortedatum").fill("1980-05-14")
    page.get_by_role("button", name="Persoon opzoeken").click()
    page.get_by_role("heading", name="Wie is het?").wait_for()
    check(page)
    page.get_by_role("button", name="Deze persoon").first.click()
    page.get_by_role("button", name="Ingeven").wait_for()
    check(page)
    page.get_by_label("Link per e-mail").check()
    page.get_by_role("button", name="Ingeven").click()
    page.get_by_role("alert").wait_for()
    check(page)


def test_what_a_search_finds(place: Place, page: Page) -> None:
    page.goto(f"{place.url}/loket/zoeken")
    page.get_by_label("Rijksregisternummer").fill(somebody("volwassene"))
    page.get_by_label("Waarom zoekt u").select_option("klacht")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("heading", name="gevonden").wait_for()
    check(page)
    there = page.url
    page.locator("a.what").first.click()
    page.wait_for_url("**/loket/zaken/*")
    page.go_back()
    page.get_by_role("heading", name="gevonden").wait_for()
    assert page.url == there


@pytest.mark.parametrize("name", ["asked", "refused"])
def test_the_citizens_side(place: Place, browser: Browser, name: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}) as theirs:
        page = theirs.new_page()
        page.goto(f"{place.url}/aanmelden?terug=/aanvragen/{place.ids[name]}")
        page.get_by_role("button", name="Authorize as volwassene", exact=True).click()
        page.locator("#gesprek").wait_for(state="attached")
        assert judged(page) == []
        assert {width: overflow(page, width) for width in WIDTHS} == dict.fromkeys(WIDTHS, 0)
