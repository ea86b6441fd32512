"""What people meet: a child, a session that ends, somebody else's link, a change of mind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.office import Office
from tests.support.web.desk import live_office
from tests.support.web.live import PATIENCE

FORM = "/documenten/akte-geboorte/aanvragen"
REMARK = "Voor de inschrijving op school."


@pytest.fixture(scope="module")
def place() -> Iterator[tuple[str, Office]]:
    """One counter for all of them."""
    with live_office() as opened:
        yield opened


@pytest.fixture(params=[True, False], ids=["with_scripts", "without_scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    size = {"width": 360, "height": 800}
    with browser.new_context(
        viewport=size, locale="nl-BE", java_script_enabled=request.param
    ) as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


def is_somebody(page: Page, key: str) -> None:
    """Say at the identity provider who one is."""
    page.get_by_role("button", name=f"Authorize as {key}", exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_a_parent_asks_for_a_child_though_the_session_ends_unseen_by_others_and_takes_it_back(
    page: Page, place: tuple[str, Office]
) -> None:
    url, office = place
    page.goto(f"{url}/aanmelden?terug={FORM}")
    is_somebody(page, "ouder")
    page.get_by_label("Fien").check()
    press(page, "Verder")
    press(page, "Wijzigen: Opmerking")
    page.get_by_label("Wilt u er iets bij zeggen?").fill(REMARK)
    office.wiring.state.sessions._sessions.clear()
    press(page, "Verder")
    title(page, "Meld u eerst aan")
    expect(page.get_by_role("main")).to_contain_text("Wat u invulde, is bewaard")
    page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    is_somebody(page, "ouder")
    expect(page.get_by_label("Wilt u er iets bij zeggen?")).to_have_value(REMARK)
    press(page, "Verder")
    title(page, "Klopt alles?")
    expect(page.get_by_role("main")).to_contain_text("Fien")
    press(page, "Aanvragen")
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")
    case = page.url
    page.get_by_role("button", name="Afmelden").click()
    page.goto(f"{url}/aanmelden?terug={case.removeprefix(url)}")
    is_somebody(page, "volwassene")
    title(page, "Dit vonden we niet")
    page.get_by_role("main").get_by_role("link", name="Aanmelden als iemand anders").click()
    is_somebody(page, "ouder")
    page.wait_for_url(f"{case}*")
    office.drain()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Wacht op een medewerker")
    page.locator("summary", has_text="Ik heb dit document niet meer nodig").click()
    press(page, "Aanvraag intrekken")
    expect(page.get_by_role("status")).to_contain_text("Ingetrokken")
