"""A marriage at a server: who signed in, and both partners' pages in every state."""

from collections.abc import Iterator

from playwright.sync_api import Browser, BrowserContext, Page

from chalicelib.domain.registers.national_number import NationalNumber
from tests.browser.test_accessibility import PHONE, overflow
from tests.support.processes.marriage import POSTS, Wedding
from tests.support.processes.marriage_states import Stand
from tests.support.web.live import LOCALHOST, PATIENCE


def enter(context: BrowserContext, wedding: Wedding, who: NationalNumber) -> None:
    """From now on the browser is somebody's, at the desk when they work there."""
    visitor = wedding.at_desk(who) if who in POSTS else wedding.visitor(who)
    context.clear_cookies()
    context.add_cookies(
        [
            {"name": n, "value": v, "domain": LOCALHOST, "path": "/", "secure": True}
            for n, v in visitor.cookies.items()
        ]
    )


def signed_in(
    browser: Browser, wedding: Wedding, who: NationalNumber, width: int, *, scripts: bool
) -> Page:
    """A browser of somebody who signed in; at the desk when they work there."""
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, locale="nl-BE", java_script_enabled=scripts)
    context.set_default_timeout(PATIENCE)
    enter(context, wedding, who)
    return context.new_page()


def both_pages(
    browser: Browser, url: str, stands: Iterator[Stand]
) -> Iterator[tuple[Stand, str, Page]]:
    """Where each couple stands, and the page that each of the two reads then, on a telephone."""
    with browser.new_context(viewport=PHONE, locale="nl-BE") as context:
        for stand in stands:
            for name, who in (("one", stand.couple.a), ("other", stand.couple.b)):
                enter(context, stand.couple, who)
                page = context.new_page()
                page.goto(f"{url}{_path(stand, name)}")
                assert said(stand, who) - set(page.inner_text("main").splitlines()) == set()
                assert overflow(page, PHONE["width"]) == 0
                yield stand, name, page
                page.close()


def said(stand: Stand, who: NationalNumber) -> set[str]:
    """Who acts, what and by when, as the case tells a partner; nothing before they joined."""
    if stand.couple.case(stand.case_id).party_of(who) is None:
        return set()
    seen = stand.couple.seen(stand.case_id, who)
    return {seen["label"], seen["explanation"]}


def _path(stand: Stand, name: str) -> str:
    """The case; the invitation for who is asked and didn't answer yet."""
    is_asked = name == "other" and stand.couple.case(stand.case_id).parties[1].person is None
    return stand.couple.invitation(stand.case_id) if is_asked else f"/aanvragen/{stand.case_id}"
