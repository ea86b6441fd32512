"""What may go wrong on the way in, each by its page."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser

from chalicelib.ports.errors import PermanentError, RetryableError
from tests.browser.targets.sights.sight import Sight, opened
from tests.support.office import Office
from tests.support.web.counter import Visitor
from tests.support.web.desk import CLERK, open_office
from tests.support.web.live import at_an_address

FORM = "/documenten/akte-geboorte/aanvragen"
ANSWERS = {
    "failed": "code=iets",
    "clock": "code=klok",
    "no-number": "code=naamloos",
    "broken": "code=stuk",
    "away": "code=weg",
    "not-a-citizen": f"code={CLERK}",
}
"""What comes back from the identity provider."""


def sights(browser: Browser) -> Iterator[Sight]:
    """One after the other, each on the way to the same form."""
    with open_office() as office, at_an_address() as url:
        for name, answer in ANSWERS.items():
            yield from _stopped(browser, f"{url}/aanmelden/terug?{answer}", name)
        yield from _stopped(browser, f"{url}/aanmelden/terug?code=1", "not-staff", door="/loket")
        yield from _stopped(browser, f"{url}/aanmelden/terug?code=1", "elsewhere", is_same=False)
        yield from _stopped(browser, f"{url}/aanmelden/terug?code=1", "expired", office=office)
        with opened(browser) as page:
            page.goto(f"{url}/aanmelden/terug?state=van-gisteren&code=1")
            yield Sight(page, "sign-in-unknown")
        yield from _not_begun(browser, office, url)


def _stopped(
    browser: Browser,
    back: str,
    name: str,
    *,
    door: str = "",
    is_same: bool = True,
    office: Office | None = None,
) -> Iterator[Sight]:
    """Begun, and come back: in the same browser or another, at once or too late for an office."""
    visitor = Visitor()
    there = visitor.get(f"{door}/aanmelden?terug={door or FORM}").headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    if office:
        office.clock.move(timedelta(minutes=11))
    with opened(browser, visitor if is_same else None) as page:
        page.goto(f"{back}&state={state}")
        yield Sight(page, f"sign-in-{name}")


def _not_begun(browser: Browser, office: Office, url: str) -> Iterator[Sight]:
    """The provider can't be reached, or our own keys are wrong."""
    people = office.wiring.sign_in.identity
    for name, down in (("down", RetryableError("away")), ("misset", PermanentError("no keys"))):
        people.is_down, people.down = True, down  # type: ignore[attr-defined]
        with opened(browser) as page:
            page.goto(f"{url}/aanmelden?terug={FORM}")
            yield Sight(page, f"sign-in-{name}")
