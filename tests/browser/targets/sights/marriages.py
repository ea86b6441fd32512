"""A marriage: each page of its form, every state for both partners and at the desk, the week."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from tests.browser.marriages import both_pages, enter
from tests.browser.targets.sights.sight import Sight, gone_to, opened, press
from tests.support.processes.marriage import PROCESS, REGISTRAR, Wedding, singles, weddings
from tests.support.processes.marriage_states import COUPLES, every
from tests.support.web.live import at_an_address

FORM = "/zaken/huwelijk/nieuw"


def sights(browser: Browser) -> Iterator[Sight]:
    """The form of one couple, then all couples."""
    with weddings(*singles()[2 : 2 * COUPLES]) as wedding, at_an_address() as url:
        with opened(browser, wedding.visitor(wedding.a)) as page:
            yield from gone_to(page, "partner", url, "/zaken/huwelijk")
            yield from _form(page, url)
        yield from _everywhere(browser, wedding, url)


def _form(page: Page, url: str) -> Iterator[Sight]:
    """Page by page; the day is one on which nobody marries, first."""
    page.goto(f"{url}{FORM}")
    typed = (
        {},
        {"E-mailadres van uw partner": "ander@voorbeeld.example"},
        {"Wij zijn hier allebei ingeschreven.": ""},
        {"Dag": "2026-05-16"},
        {},
        {},
    )
    for number, fields in enumerate(typed, 1):
        yield Sight(page, f"partner-form-{number}")
        for label, text in fields.items():
            field = page.get_by_label(label, exact=label == "Dag")
            field.fill(text) if text else field.check()
        press(page, "Verder")
    yield Sight(page, f"partner-form-{len(typed) + 1}")


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
        yield from gone_to(desk, "registrar", url, "/loket/huwelijken?week=2026-05-13")
