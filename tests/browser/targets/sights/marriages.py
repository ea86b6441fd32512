"""A marriage: each page of its form, every state for both partners and at the desk, the week."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Browser, Page

from tests.browser.marriages import both_pages, enter
from tests.browser.targets.sights.sight import Sight, gone_to, opened, press
from tests.browser.test_marriage import chooses
from tests.support.processes.marriage import PROCESS, REGISTRAR, Wedding, singles, weddings
from tests.support.processes.marriage_states import COUPLES, every
from tests.support.web.live import at_an_address

FORM = "/zaken/huwelijk/nieuw"
DAY = "2026-05-23"
"""A Saturday on which none of the couples marries: an hour that somebody chose is held."""


def sights(browser: Browser) -> Iterator[Sight]:
    """The form of one couple, then all couples."""
    with weddings(*singles()[2 : 2 * COUPLES]) as wedding, at_an_address() as url:
        with opened(browser, wedding.visitor(wedding.a)) as page:
            yield from gone_to(page, "partner", url, "/zaken/huwelijk")
            yield from _form(page, url)
        yield from _everywhere(browser, wedding, url)


def _form(page: Page, url: str) -> Iterator[Sight]:
    """Page by page; the day is chosen once without an hour."""
    page.goto(f"{url}{FORM}")
    for number, fill_in in enumerate(STEPS, 1):
        yield Sight(page, f"partner-form-{number}")
        fill_in(page)
        press(page, "Verder")
    yield Sight(page, f"partner-form-{len(STEPS) + 1}")


STEPS: tuple[Callable[[Page], object], ...] = (
    lambda _page: None,
    lambda page: page.get_by_label("E-mailadres van uw partner").fill("ander@voorbeeld.example"),
    lambda page: page.get_by_label("Wij zijn hier allebei ingeschreven.").check(),
    lambda page: page.get_by_label("Dag", exact=True).fill(DAY),
    lambda page: chooses(page, DAY),
    lambda page: page.get_by_label("Namen van uw getuigen").fill("Els Peeters"),
    lambda page: page.get_by_label("Wat ik hier aangeef, is juist.").check(),
)
"""What is filled in on each page before one goes on."""


def _everywhere(browser: Browser, wedding: Wedding, url: str) -> Iterator[Sight]:
    seen: set[str] = set()
    for stand, name, page in both_pages(browser, url, every(wedding)):
        called = f"marriage-{stand.happened.replace(' ', '-')}"
        yield Sight(page, f"{called}-{name}", PROCESS, stand.state)
        if stand.case_id + stand.state not in seen:
            seen.add(stand.case_id + stand.state)
            with opened(browser) as desk:
                enter(desk.context, stand.couple, REGISTRAR)
                desk.goto(f"{url}/loket/zaken/{stand.case_id}")
                yield Sight(desk, f"{called}-registrar", PROCESS, stand.state)
    with opened(browser) as desk:
        enter(desk.context, wedding, REGISTRAR)
        yield from gone_to(desk, "registrar", url, "/loket/huwelijken?dag=2026-05-13")
