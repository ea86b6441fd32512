"""Two people marry from home, on two devices, and the registrar at the desk: a whole journey."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.marriages import both_pages, signed_in
from tests.browser.test_accessibility import check
from tests.browser.test_desk_accessibility import check as check_desk
from tests.support.processes.marriage import B_MAIL, REGISTRAR, Wedding, singles, weddings
from tests.support.processes.marriage_states import invited
from tests.support.web.live import at_an_address

STRONGER = "Hiervoor is een sterker middel nodig"
TAKEN = "Dit uur is net door iemand anders gekozen."
PRESSES_SOON = """() => setTimeout(() => [...document.querySelectorAll('main button')]
    .find(button => button.textContent.trim() === 'Verder').click(), 50)"""


@pytest.fixture
def wedding() -> Iterator[Wedding]:
    with weddings(*singles()[2:8]) as made:
        yield made


@pytest.fixture
def url(wedding: Wedding) -> Iterator[str]:
    with at_an_address() as address:
        yield address


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def heads(page: Page, title: str, *, scripts: bool = True) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if scripts:
        check(page)


def begins_too_weakly(browser: Browser, wedding: Wedding, url: str, *, scripts: bool) -> None:
    """Signed in with something that isn't enough: told so, with the ways that are."""
    wedding.office.assurance = "substantial"
    page = signed_in(browser, wedding, wedding.a, 360, scripts=scripts)
    page.goto(f"{url}/zaken/huwelijk/nieuw")
    expect(page.get_by_role("main")).to_contain_text(STRONGER)
    ways = page.get_by_role("main").get_by_role("link", name="Aanmelden met")
    expect(ways.first).to_have_attribute("href", re.compile(r"niveau=high"))
    if scripts:
        check(page)
    page.context.close()
    wedding.office.assurance = "high"


def wants_the_same(ann: Page, cleo: Page, url: str, *, scripts: bool) -> None:
    """Somebody else sends the same hour in the same second: one gets it, the other reads why."""
    comes_to_the_day(cleo, url, scripts=False)
    chooses(cleo, "2026-05-16")
    if scripts:
        for page in (ann, cleo):
            page.evaluate(PRESSES_SOON)
    else:
        press(ann, "Verder")
        press(cleo, "Verder")
    for page in (ann, cleo):
        on = page.get_by_role("heading", name="Namen en getuigen", exact=True)
        expect(on.or_(page.get_by_role("alert").filter(has_text=TAKEN))).to_be_visible()
    (late,) = (page for page in (ann, cleo) if page.get_by_role("alert").count())
    expect(late.get_by_role("alert")).to_contain_text("Nog vrij op zaterdag 16 mei 2026")
    if late is ann:
        cleo.goto(f"{url}/zaken/huwelijk/nieuw")
        press(cleo, "Opnieuw beginnen")
        press(ann, "Verder")
    cleo.context.close()


def chooses(page: Page, day: str) -> None:
    page.get_by_label("Dag", exact=True).fill(day)
    page.get_by_label("Uur en plaats").select_option("10:30 Historisch stadhuis")
    page.get_by_label("Nederlands", exact=True).check()


def comes_to_the_day(page: Page, url: str, *, scripts: bool) -> None:
    """From the list of all that can be arranged to the page where the day is chosen."""
    page.goto(f"{url}/zaken/huwelijk")
    page.get_by_role("link", name="Begin nu").click()
    heads(page, "Eerst dit", scripts=scripts)
    press(page, "Verder")
    heads(page, "Uw partner", scripts=scripts)
    page.get_by_label("E-mailadres van uw partner").fill(B_MAIL)
    press(page, "Verder")
    heads(page, "Waar u woont", scripts=scripts)
    page.get_by_label("Wij zijn hier allebei ingeschreven.").check()
    press(page, "Verder")


def begins(ann: Page, cleo: Page, url: str, *, scripts: bool) -> str:
    """Up to the case; an hour that isn't there is mended."""
    comes_to_the_day(ann, url, scripts=scripts)
    chooses(ann, "2026-05-15")
    heads(ann, "De trouwdag", scripts=scripts)
    press(ann, "Verder")
    expect(ann.get_by_role("alert")).to_contain_text("14.00 uur, Historisch stadhuis")
    ann.get_by_label("Dag", exact=True).fill("2026-05-16")
    heads(ann, "De trouwdag", scripts=scripts)
    wants_the_same(ann, cleo, url, scripts=scripts)
    expect(ann.get_by_role("status")).to_contain_text("zaterdag 16 mei 2026, 10.30 uur")
    ann.get_by_label("Namen van uw getuigen").fill("Els Peeters")
    heads(ann, "Namen en getuigen", scripts=scripts)
    press(ann, "Verder")
    ann.get_by_label("Wat ik hier aangeef, is juist.").check()
    press(ann, "Verder")
    heads(ann, "Klopt alles?", scripts=scripts)
    press(ann, "Versturen")
    heads(ann, "Huwelijksaangifte", scripts=scripts)
    return ann.url.rsplit("/", 1)[1].partition("?")[0]


def joins(bob: Page, url: str, path: str, *, scripts: bool) -> None:
    """Reads exactly what was entered, and signs."""
    bob.goto(f"{url}{path}")
    heads(bob, "U wordt gevraagd om mee te doen", scripts=scripts)
    press(bob, "Ga verder")
    heads(bob, "Huwelijksaangifte", scripts=scripts)
    bob.get_by_role("link", name="Bevestigen").click()
    heads(bob, "Bevestigen", scripts=scripts)
    expect(bob.get_by_role("main")).to_contain_text("zaterdag 16 mei 2026, 10.30 uur")
    bob.get_by_label("Ik las de aangifte na en alles klopt.").check()
    press(bob, "Bevestigen")
    heads(bob, "Huwelijksaangifte", scripts=scripts)


def decides(desk: Page, case: str, decision: str, day: str = "") -> None:
    """Take the case, if it isn't taken, and decide."""
    desk.goto(case)
    take = desk.get_by_role("button", name="Dit dossier nemen")
    if take.count():
        take.click()
    action = desk.locator("details.action").filter(has_text=decision).first
    action.locator("summary").click()
    if day:
        action.get_by_label("Dag en uur van het huwelijk").fill(day)
        action.get_by_label("Els Peeters").check()
    action.locator("button.primary").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with_scripts", "without_scripts"])
def test_from_two_homes_to_the_wedding(
    browser: Browser, wedding: Wedding, url: str, *, scripts: bool
) -> None:
    begins_too_weakly(browser, wedding, url, scripts=scripts)
    ann = signed_in(browser, wedding, wedding.a, 360, scripts=scripts)
    bob = signed_in(browser, wedding, wedding.b, 1280, scripts=scripts)
    cleo = signed_in(browser, wedding, singles()[2].number, 360, scripts=scripts)
    case_id = begins(ann, cleo, url, scripts=scripts)
    wedding.drain()
    ann.goto(f"{url}/aanvragen/{case_id}")
    expect(ann.get_by_role("status")).to_contain_text("Wij wachten op uw partner")
    joins(bob, url, wedding.invitation(case_id), scripts=scripts)
    wedding.drain()
    desk = signed_in(browser, wedding, REGISTRAR, 1280, scripts=scripts)
    desk.goto(f"{url}/loket")
    expect(desk.get_by_role("main")).to_contain_text("Huwelijksaangifte")
    case = f"{url}/loket/zaken/{case_id}"
    for decision in ("Dossier is volledig", "Akte van aangifte opmaken"):
        decides(desk, case, decision)
        wedding.drain()
    desk.goto(case)
    if scripts:
        check_desk(desk)
    for page in (ann, bob):
        page.goto(f"{url}/aanvragen/{case_id}")
        expect(page.get_by_role("main")).to_contain_text("Akte van aangifte")
        heads(page, "Huwelijksaangifte", scripts=scripts)
    wedding.until(date(2026, 2, 16))
    desk = signed_in(browser, wedding, REGISTRAR, 1280, scripts=scripts)
    desk.goto(f"{url}/loket")
    desk.get_by_role("link", name="Huwelijken", exact=True).click()
    desk.get_by_label("Week van").fill("2026-05-13")
    desk.get_by_role("button", name="Toon").click()
    expect(desk.get_by_role("main")).to_contain_text("zaterdag 16 mei 2026")
    expect(desk.get_by_role("main")).to_contain_text("10.30 uur, Historisch stadhuis")
    if scripts:
        check_desk(desk)
    wedding.until(date(2026, 5, 16))
    desk = signed_in(browser, wedding, REGISTRAR, 1280, scripts=scripts)
    decides(desk, case, "Huwelijk voltrokken", "2026-05-16T11:00")
    wedding.drain()
    bob = signed_in(browser, wedding, wedding.b, 360, scripts=scripts)
    bob.goto(f"{url}/aanvragen/{case_id}")
    expect(bob.get_by_role("main")).to_contain_text("Proficiat")
    heads(bob, "Huwelijksaangifte", scripts=scripts)


def test_where_a_couple_stands_is_read_by_both_on_a_telephone(
    browser: Browser, wedding: Wedding, url: str
) -> None:
    """The first few states; `make shots` goes through all of them."""
    seen = {(stand.state, name) for stand, name, _ in both_pages(browser, url, invited(wedding))}
    assert {("invitation_letter", "one"), ("withdrawn", "other"), ("confirming", "one")} <= seen
