"""What staff see: every page of the console, each action open, letters, keying in, figures."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page

from chalicelib.domain.certificates.order import result_of
from chalicelib.domain.issued.verification_code import VerificationCode
from tests.browser.targets.sights.sight import Sight, gone_to, lead_on, opened, press
from tests.browser.test_desk_accessibility import ME, PAGES, cases_in_each_state
from tests.support.figures import a_year
from tests.support.office import Office, persona
from tests.support.web.desk import live_office, somebody

ACTIONS = ("1", "2", "3", "4", "5", "e", "o")
BOSS = "Diensthoofd"


def sights(browser: Browser) -> Iterator[Sight]:
    """At the door, as a registrar, as a supervisor; then what a third party reads of documents."""
    with live_office() as (url, office):
        known = cases_in_each_state(office)
        with opened(browser) as page:
            yield from gone_to(page, "door", url, "/loket", "/wijk")
            _enter(page, url, "Ambtenaar")
            yield from gone_to(page, "clerk", url, *PAGES, **known)
            yield from _with_a_case(page, f"{url}/loket/zaken/{known['mine']}")
            yield from _together(page, url, office)
            yield from _keyed_in(page, url)
            yield from _found(page, url)
        with opened(browser) as page:
            yield from _codes(page, url, office, known)
        with opened(browser) as page:
            a_year(office.figures)
            _enter(page, url, BOSS)
            yield from gone_to(
                page, "boss", url, "/loket/cijfers?jaar=2022", "/loket/in-behandeling"
            )


def _enter(page: Page, url: str, who: str) -> None:
    page.goto(f"{url}/loket/aanmelden")
    page.get_by_role("button", name=f"Authorize as {who}").first.click()
    page.wait_for_url(f"{url}/loket")


def _with_a_case(page: Page, address: str) -> Iterator[Sight]:
    for key in ACTIONS:
        page.goto(address)
        page.keyboard.press(key)
        yield Sight(page, f"clerk-action-{key}")
    page.goto(address)
    page.keyboard.press("?")
    yield Sight(page, "clerk-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("3")
    page.get_by_role("button", name="Brief nalezen").click()
    page.wait_for_url("**/brief/weigeren")
    yield Sight(page, "clerk-letter-mistakes")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Brief nalezen").click()
    page.get_by_role("article", name="Brief").wait_for()
    yield Sight(page, "clerk-letter")


def _together(page: Page, url: str, office: Office) -> Iterator[Sight]:
    cases = [office.waiting(key, "attest-leven") for key in ("volwassene", "ouder")]
    asked = "&".join(f"dossier={case.id}" for case in cases)
    yield from gone_to(page, "clerk", url, "/loket/samen?{asked}", asked=asked)


def _keyed_in(page: Page, url: str) -> Iterator[Sight]:
    page.goto(f"{url}/loket/intake")
    press(page, "Persoon opzoeken")
    yield Sight(page, "clerk-intake-mistakes")
    page.get_by_label("Welk document?").select_option(label="Akte van geboorte")
    page.get_by_label("Familienaam").fill("Declercq")
    page.get_by_label("Geboortedatum").fill("1980-05-14")
    press(page, "Persoon opzoeken")
    yield Sight(page, "clerk-intake-who")
    lead_on(page, page.get_by_role("button", name="Deze persoon").first)
    yield Sight(page, "clerk-intake-wish")
    page.goto(f"{url}/loket/ingeven/adreswijziging")
    page.get_by_label("Rijksregisternummer").fill(somebody("volwassene"))
    press(page, "Persoon opzoeken")
    yield Sight(page, "clerk-keying-mistakes")


def _found(page: Page, url: str) -> Iterator[Sight]:
    page.goto(f"{url}/loket/zoeken")
    page.get_by_label("Rijksregisternummer").fill(somebody("volwassene"))
    page.get_by_label("Waarom zoekt u").select_option("klacht")
    press(page, "Zoeken")
    page.get_by_role("heading", name="gevonden").wait_for()
    yield Sight(page, "clerk-found")


def _codes(page: Page, url: str, office: Office, known: dict[str, str]) -> Iterator[Sight]:
    """What verification says of a document that stands, and of one that was revoked."""
    keys = office.wiring.platform.keys
    for case in office.store.of_person(ME.tenant, persona("voogd"), 9):
        document = result_of(case) if case.process == "certificate_request" else None  # type: ignore[arg-type]
        if document and document.number == known["revoked"]:
            code = keys.verification_code(ME.tenant, case.id)
            text = VerificationCode.of(code).text
            yield from gone_to(page, "revoked", url, "/v/{code}", code=text)
