"""Two people marry from home, on two devices, and the registrar at the desk: a whole journey."""

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


def begins(ann: Page, url: str, *, scripts: bool) -> str:
    """From the list of all that can be arranged to the case; an hour that isn't there is mended."""
    ann.goto(f"{url}/zaken/huwelijk")
    ann.get_by_role("link", name="Begin nu").click()
    heads(ann, "Eerst dit", scripts=scripts)
    press(ann, "Verder")
    heads(ann, "Uw partner", scripts=scripts)
    ann.get_by_label("E-mailadres van uw partner").fill(B_MAIL)
    press(ann, "Verder")
    heads(ann, "Waar u woont", scripts=scripts)
    ann.get_by_label("Wij zijn hier allebei ingeschreven.").check()
    press(ann, "Verder")
    ann.get_by_label("Dag", exact=True).fill("2026-05-15")
    ann.get_by_label("Uur en plaats").select_option("10:30 Historisch stadhuis")
    ann.get_by_label("Nederlands", exact=True).check()
    heads(ann, "De trouwdag", scripts=scripts)
    press(ann, "Verder")
    expect(ann.get_by_role("alert")).to_contain_text("14.00 uur, Historisch stadhuis")
    ann.get_by_label("Dag", exact=True).fill("2026-05-16")
    heads(ann, "De trouwdag", scripts=scripts)
    press(ann, "Verder")
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
    ann = signed_in(browser, wedding, wedding.a, 360, scripts=scripts)
    bob = signed_in(browser, wedding, wedding.b, 1280, scripts=scripts)
    case_id = begins(ann, url, scripts=scripts)
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
