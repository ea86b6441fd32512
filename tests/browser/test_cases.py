"""Two people go through a process that the portal doesn't know, with and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import check
from tests.support.web.live import PATIENCE, Live
from tests.support.web.pacts import Pacts, pacts_at


@pytest.fixture
def pacts(site: Live) -> Pacts:
    return pacts_at(site.counter)


judged: list[BrowserContext] = []
"""Where axe can judge: it is a script itself."""


def opened(browser: Browser, width: int, *, scripts: bool) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, locale="nl-BE", java_script_enabled=scripts
    )
    context.set_default_timeout(PATIENCE)
    if scripts:
        judged.append(context)
    return context.new_page()


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def two(browser: Browser, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Page]]:
    """Ann at her telephone, Bob at a desk."""
    pages = (
        opened(browser, 360, scripts=request.param),
        opened(browser, 1280, scripts=request.param),
    )
    yield pages
    for page in pages:
        page.context.close()


def press(page: Page, name: str, *, exact: bool = True) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=exact).click()


def heads(page: Page, title: str) -> None:
    """The page that is open, and that nothing of it keeps anybody out."""
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if page.context in judged:
        check(page)


def ann_begins(ann: Page, url: str) -> None:
    """From the list of all that can be arranged to the case."""
    ann.goto(f"{url}/zaken")
    heads(ann, "Wat wilt u regelen?")
    ann.get_by_role("link", name="Pact", exact=True).click()
    heads(ann, "Pact")
    ann.get_by_role("link", name="Begin nu").click()
    ann.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    ann.get_by_role("button", name="Authorize as persoon-1").click()
    press(ann, "Verder")
    expect(ann.get_by_role("alert")).to_contain_text("Kies ja of nee.")
    heads(ann, "Wat")
    ann.get_by_label("Waarover").fill("Wie de afwas doet")
    ann.get_by_label("Ja", exact=True).check()
    press(ann, "Verder")
    heads(ann, "Met wie")
    ann.get_by_label("E-mail").fill("bob@voorbeeld.example")
    ann.get_by_label("E-mail").press("Enter")
    heads(ann, "Klopt alles?")
    press(ann, "Wijzigen: Wat")
    expect(ann.get_by_label("Waarover")).to_have_value("Wie de afwas doet")
    press(ann, "Verder")
    press(ann, "Verder")
    ann.get_by_label("Uw e-mailadres").press("Enter")
    expect(ann.get_by_role("heading", level=1)).to_have_text("Pact")


def bob_joins(bob: Page, address: str) -> None:
    """From the link in a mail to the form in which he agrees, filled in but not sent."""
    bob.goto(address)
    heads(bob, "U wordt gevraagd om mee te doen")
    bob.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    bob.get_by_role("button", name="Authorize as persoon-2").click()
    press(bob, "Ga verder")
    bob.get_by_role("link", name="Akkoord").click()
    press(bob, "Akkoord")
    expect(bob.get_by_role("alert")).to_contain_text("Vink deze verklaring aan")
    heads(bob, "Akkoord")
    bob.get_by_label("Ik ben zeker").check()


def ann_changes(ann: Page) -> None:
    """What was to be agreed to becomes something else."""
    ann.get_by_role("link", name="Wijzigen").click()
    ann.get_by_label("Waarover").fill("Wie kookt")
    press(ann, "Wijzigen")
    expect(ann.get_by_role("heading", level=1)).to_have_text("Pact")


def bob_agrees(bob: Page) -> None:
    """He reads first what changed."""
    press(bob, "Akkoord")
    expect(bob.get_by_role("main")).to_contain_text("Dit is intussen veranderd")
    expect(bob.get_by_role("main")).to_contain_text("Wie kookt")
    heads(bob, "Akkoord")
    press(bob, "Akkoord")
    expect(bob.get_by_role("status")).to_contain_text("Een schrijver kijkt het na.")


def ann_withdraws(ann: Page, url: str) -> None:
    """From her list to the end."""
    ann.goto(f"{url}/aanvragen")
    heads(ann, "Mijn aanvragen")
    ann.get_by_role("link", name="Pact", exact=True).click()
    ann.locator("summary", has_text="Intrekken").click()
    press(ann, "Intrekken")
    expect(ann.get_by_role("status")).to_contain_text("Dit pact is ingetrokken.")


def test_two_people_make_a_pact(site: Live, pacts: Pacts, two: tuple[Page, Page]) -> None:
    ann, bob = two
    ann_begins(ann, site.url)
    pacts.world.pump()
    ann.reload()
    expect(ann.get_by_role("status")).to_contain_text("U bent aan zet")
    heads(ann, "Pact")
    bob_joins(bob, site.url + pacts.invitation(ann.url.rpartition("/")[2]))
    ann_changes(ann)
    bob_agrees(bob)
    ann_withdraws(ann, site.url)
