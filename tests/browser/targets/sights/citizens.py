"""What anybody and a citizen sees of certificates: pages, forms, and each state of a request."""

from collections.abc import Callable, Iterator, Mapping

from playwright.sync_api import Browser, Page

from chalicelib.adapters.memory.figures import MemoryFigures
from chalicelib.domain.cases.moving.frame import Happening
from chalicelib.domain.cases.moving.steps import Extra
from chalicelib.domain.certificates.order import PROCESS, CertificateCase
from tests.browser.targets.sights.sight import Sight, gone_to, lead_on, opened, press
from tests.browser.test_accessibility import ANYBODY, CITIZEN, requests_in_each_state
from tests.support.figures import a_year
from tests.support.orders import a_certificate_case, stored
from tests.support.web.counter import PDF, Counter, number_in_print
from tests.support.web.live import Live, live
from tests.support.web.pacts import pacts_at

BIRTH = "/documenten/akte-geboorte/aanvragen"
WEDDING = "/documenten/akte-huwelijk/aanvragen"
ALIVE = "/documenten/attest-leven/aanvragen"
SMS = "urn:be:vlaanderen:authmech:csamsms"
MORE = ("/uitnodiging", "/uitnodiging/niets", "/d/niets", "/cijfers", "/afgemeld?via=acm")
"""What anybody can open besides what the judge of accessibility looks at."""


def sights(browser: Browser) -> Iterator[Sight]:
    """Without signing in, on the way in, and signed in."""
    with live() as site, opened(browser) as page:
        known = requests_in_each_state(site)
        yield from gone_to(page, "anybody", site.url, *ANYBODY, *MORE, **known)
        yield from _figures(page, site)
        yield from _files(page, site, known["code"])
        yield from _ways_in(page, site)
        yield from gone_to(page, "citizen", site.url, *CITIZEN, "/uitnodiging", **known)
        yield from _asked_for(page, site)
        yield from _certificates(page, site)
        yield from _left(page, site)
    with live() as site, opened(browser) as page:
        yield from _chosen_files(page, site)


def _figures(page: Page, site: Live) -> Iterator[Sight]:
    figures = MemoryFigures()
    a_year(figures)
    site.counter.wiring.give(rollups=figures)
    yield from gone_to(page, "anybody", site.url, "/cijfers/2022", "/cijfers/2021")


def _files(page: Page, site: Live, code: str) -> Iterator[Sight]:
    """A file held beside the document behind its code: the same, and another."""
    for name, data in (("same", PDF), ("other", PDF + b" ")):
        page.goto(f"{site.url}/v/{code}")
        file = {"name": "document.pdf", "mimeType": "application/pdf", "buffer": data}
        page.get_by_label("Kies de pdf").set_input_files([file])  # type: ignore[list-item]
        page.get_by_role("button", name="Dit bestand nakijken").click()
        page.wait_for_url("**sha256=*")
        yield Sight(page, f"anybody-file-{name}")


def _ways_in(page: Page, site: Live) -> Iterator[Sight]:
    """What one meets on the way in, up to being in."""
    page.goto(f"{site.url}/aanmelden?terug={BIRTH}")
    lead_on(page, page.get_by_role("button", name="Deny access"))
    yield Sight(page, "sign-in-denied")
    page.goto(f"{site.url}/aanmelden?terug={BIRTH}")
    lead_on(page, page.get_by_role("button", name="Onbeschikbaar"))
    yield Sight(page, "sign-in-busy")
    page.goto(f"{site.url}/aanmelden?terug={BIRTH}")
    page.get_by_label("Middel").select_option(SMS)
    lead_on(page, page.get_by_role("button", name="Authorize as persoon-1"))
    yield Sight(page, "sign-in-too-weak")
    yield from gone_to(page, "weak", site.url, f"{BIRTH}?toch=1", "/aanvragen")
    page.goto(f"{site.url}/aanmelden?terug=/&opnieuw=1")
    lead_on(page, page.get_by_role("button", name="Authorize as persoon-1"))
    page.wait_for_url(f"{site.url}/")
    yield Sight(page, "citizen-home")


def _asked_for(page: Page, site: Live) -> Iterator[Sight]:
    """Pages of the form, with mistakes and without, read over, and left as a draft."""
    page.goto(f"{site.url}{WEDDING}")
    page.get_by_label("Voor iemand anders").check()
    press(page, "Verder")
    press(page, "Verder")
    yield Sight(page, "form-mistakes")
    page.get_by_label("Rijksregisternummer van die persoon").fill(number_in_print(2))
    page.get_by_label("Wie bent u voor die persoon?").select_option("heir")
    press(page, "Verder")
    yield Sight(page, "form-interest")
    page.get_by_label("Ik regel een erfenis").check()
    press(page, "Verder")
    yield Sight(page, "form-read-over-with-proof")
    usual = (f"{BIRTH}?stap={page_id}" for page_id in ("vorm", "taal", "land", "opmerking"))
    yield from gone_to(page, "form", site.url, *usual)
    page.goto(f"{site.url}{ALIVE}")
    press(page, "Verder")
    yield Sight(page, "form-read-over")
    yield from gone_to(page, "draft", site.url, ALIVE, "/aanvragen", "/aanvragen?zoek=zwembad")
    page.goto(f"{site.url}{BIRTH}")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("25:01")
    page.get_by_role("dialog").wait_for()
    yield Sight(page, "session-ends-soon")


def _certificates(page: Page, site: Live) -> Iterator[Sight]:
    """Each state of a certificate that lasts longer than its making."""
    for name, until in STATES.items():
        case = until(site.counter)
        page.goto(f"{site.url}/aanvragen/{case.id}")
        yield Sight(page, f"certificate-{name}", PROCESS, site.counter.now(case).instance.state)


def _left(page: Page, site: Live) -> Iterator[Sight]:
    """Signed out, and what stands there when a session is gone in the middle of a form."""
    page.goto(f"{site.url}{BIRTH}")
    site.counter.wiring.state.sessions._sessions.clear()  # type: ignore[attr-defined]
    press(page, "Verder")
    yield Sight(page, "form-kept")
    page.goto(f"{site.url}/aanmelden?terug=/")
    lead_on(page, page.get_by_role("button", name="Authorize as persoon-1"))
    lead_on(page, page.get_by_role("button", name="Afmelden"))
    yield Sight(page, "signed-out")


def _chosen_files(page: Page, site: Live) -> Iterator[Sight]:
    """Where files are chosen, with scripts and on a page of their own."""
    pacts_at(site.counter)
    page.goto(f"{site.url}/aanmelden?terug=/zaken/pact/nieuw")
    lead_on(page, page.get_by_role("button", name="Authorize as persoon-1"))
    page.get_by_label("Waarover").fill("Wie de afwas doet")
    page.get_by_label("Nee", exact=True).check()
    press(page, "Verder")
    page.locator("input[type=file]").set_input_files(
        [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe1 Exif"}]
    )
    page.locator(".files li").first.wait_for()
    yield Sight(page, "files-chosen")
    baskets = site.counter.wiring.uploads.baskets._kept  # type: ignore[attr-defined]
    yield from gone_to(page, "files", site.url, "/opladen/{basket}", basket=next(iter(baskets)))


def _by(counter: Counter, case: CertificateCase, who: str, event: str) -> CertificateCase:
    """Somebody, or the clock, has something happen."""
    frame = counter.wiring.road.frames.of(case)
    return counter.wiring.road.happen(case, (Happening(event, who, who),), frame, Extra()).case


def _new(counter: Counter, serial: int) -> CertificateCase:
    return stored(counter.store, a_certificate_case(serial, at=counter.clock.now()))


def _asked(counter: Counter, serial: int) -> CertificateCase:
    return counter.ask(counter.hand_over(_new(counter, serial)), "Waarvoor hebt u dit nodig?")


STATES: Mapping[str, Callable[[Counter], CertificateCase]] = {
    "submitted": lambda at: _new(at, 11),
    "delayed": lambda at: _by(at, _new(at, 12), "clock", "delayed"),
    "looked-at": lambda at: at.hand_over(_new(at, 13)),
    "question": lambda at: _asked(at, 14),
    "authority": lambda at: _by(at, at.hand_over(_new(at, 15)), "clerk", "ask_authority"),
    "delivered": lambda at: at.deliver(_new(at, 16)),
    "refused": lambda at: at.refuse(_new(at, 17)),
    "withdrawn": lambda at: _by(at, _new(at, 18), "applicant", "withdraw"),
    "lapsed": lambda at: _by(at, _asked(at, 19), "clock", "timeout"),
}
"""What happens to a request until it stands where it is shown."""
