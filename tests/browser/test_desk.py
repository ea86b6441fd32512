"""A clerk's work, as clerks do it: by keyboard, at the counter, and without JavaScript."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.office import SUPERVISOR as BOSS
from tests.support.office import Office, persona
from tests.support.web.counter import PDF
from tests.support.web.desk import live_office, somebody

CLERK = "Medewerker Balie (medewerker)"
REGISTRAR = "Ambtenaar Burgerlijke Stand (ambtenaar)"
PEOPLE = (
    "volwassene",
    "ouder",
    "nabestaande",
    "letters",
    "twaalf",
    "voogd",
    "strafblad",
    "papieren-akte",
    "dertig-adressen",
    "cyrillisch",
)

type Place = tuple[str, Office]


@pytest.fixture
def place() -> Iterator[Place]:
    with live_office() as opened:
        yield opened


def entered(place: Place, context: BrowserContext, who: str = CLERK) -> Page:
    """The console of somebody who just signed in."""
    page = context.new_page()
    page.goto(f"{place[0]}/loket")
    page.get_by_role("link", name="Aanmelden als medewerker").click()
    page.get_by_role("button", name=f"Authorize as {who}").click()
    page.wait_for_url(f"{place[0]}/loket")
    return page


def states(office: Office, keys: tuple[str, ...]) -> set[str]:
    found = (office.store.of_person("34022", persona(key), 9) for key in keys)
    return {case.instance.state for those in found for case in those}


def test_ten_cases_are_drained_by_keyboard(place: Place, context: BrowserContext) -> None:
    for key in PEOPLE:
        place[1].waiting(key)
    page = entered(place, context)
    for number in range(10):
        page.keyboard.press("n" if number == 0 else "Enter")
        page.wait_for_url("**/loket/zaken/*")
        page.keyboard.press("1")
        expect(page.get_by_label("Op grond waarvan").first).to_be_focused()
        page.keyboard.type("De aanvrager zelf; nagekeken.")
        page.keyboard.press("Control+Enter")
        page.wait_for_url("**/loket?gedaan=actie*")
        following = page.locator("#gedaan").get_by_role("button", name="Volgend dossier")
        expect(following).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("status")).to_contain_text("Er wacht geen dossier meer")
    place[1].drain()
    assert states(place[1], PEOPLE) == {"delivered"}


def test_a_counter_request_is_issued_and_printed(place: Place, context: BrowserContext) -> None:
    page = entered(place, context)
    page.keyboard.press("i")
    page.get_by_label("Welk document?").select_option(label="Attest van leven")
    page.get_by_label("Rijksregisternummer").fill(somebody("volwassene"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Lien Godelieve Vandewalle")
    page.get_by_role("button", name="Ingeven").click()
    expect(page.get_by_role("status")).to_contain_text("De aanvraag is ingegeven.")
    expect(page.get_by_role("status")).to_contain_text("Deze bladzijde wordt vanzelf bijgewerkt.")
    place[1].drain()
    expect(page.get_by_role("status")).to_contain_text("Het document is klaar.")
    with page.expect_download() as download:
        page.keyboard.press("p")
    assert download.value.path().read_bytes() == PDF


def test_a_refusal_shows_reason_law_and_appeal(place: Place, context: BrowserContext) -> None:
    request = place[1].waiting("volwassene")
    page = entered(place, context, REGISTRAR)
    page.keyboard.press("n")
    page.wait_for_url("**/loket/zaken/*")
    page.keyboard.press("3")
    page.get_by_label("De identiteit van de aanvrager is niet bewezen").check()
    page.get_by_label("Uitleg voor de aanvrager").fill("De kopie was onleesbaar.")
    page.keyboard.press("Control+Enter")
    letter = page.get_by_role("article", name="Brief")
    said = (
        "Wij konden niet nagaan dat u bent wie u zegt te zijn.",
        "De kopie was onleesbaar.",
        "Verordening (EU) 2016/679",
        "Raad van State",
    )
    for text in said:
        expect(letter).to_contain_text(text)
    assert place[1].now(request).instance.state == "clerk_review"
    page.keyboard.press("b")
    expect(page.get_by_role("status")).to_contain_text("Uw stap is gezet.")
    page.goto(f"{place[0]}/aanmelden?terug=/aanvragen/{request.id}")
    page.get_by_role("button", name="Authorize as volwassene", exact=True).click()
    for text in said:
        expect(page.get_by_role("article", name="Brief")).to_contain_text(text)


def test_a_question_travels_to_the_citizen_and_back(place: Place, context: BrowserContext) -> None:
    request = place[1].waiting("volwassene")
    page = entered(place, context)
    page.keyboard.press("n")
    page.wait_for_url("**/loket/zaken/*")
    page.keyboard.press("3")
    page.keyboard.type("Waarvoor dient het?")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("Uw stap is gezet.")
    page.goto(f"{place[0]}/aanmelden?terug=/aanvragen/{request.id}")
    page.get_by_role("button", name="Authorize as volwassene", exact=True).click()
    expect(page.locator("#gesprek")).to_contain_text("Waarvoor dient het?")
    page.get_by_label("Uw antwoord").fill("Voor mijn werk.")
    files = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.locator("input[type=file]").set_input_files([files])
    expect(page.locator(".files")).to_contain_text("Pdf, 1 kB")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("status")).to_contain_text("Wacht op een medewerker")
    page.goto(f"{place[0]}/loket/zaken/{request.id}")
    expect(page.get_by_role("main")).to_contain_text("Voor mijn werk.")
    expect(page.get_by_role("link", name="Bijlage 1")).to_be_visible()


def test_keys_rest_while_somebody_types_and_can_be_switched_off(
    place: Place, context: BrowserContext
) -> None:
    request = place[1].waiting("volwassene")
    page = entered(place, context)
    page.keyboard.press("/")
    page.get_by_label("Dossiernummer").fill("")
    page.keyboard.type("n?i")
    expect(page.get_by_label("Dossiernummer")).to_have_value("n?i")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    box = page.get_by_role("dialog", name="Sneltoetsen").get_by_label("Sneltoetsen gebruiken")
    box.uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.press("m")
    page.reload()
    page.keyboard.press("n")
    expect(page).to_have_url(f"{place[0]}/loket/zoeken")
    assert place[1].now(request).instance.state == "clerk_review"
    assert place[1].now(request).handling.lease is None


def test_the_heart_beats_until_somebody_takes_over(place: Place, context: BrowserContext) -> None:
    request = place[1].waiting("volwassene")
    page = entered(place, context)
    page.clock.install()
    page.keyboard.press("n")
    page.wait_for_url("**/loket/zaken/*")
    before = place[1].now(request).handling.lease
    with page.expect_response("**/bezig") as answer:
        page.clock.fast_forward(61_000)
    assert answer.value.ok
    after = place[1].now(request).handling.lease
    assert before
    assert after
    assert after.until > before.until
    place[1].wiring.handling.take_over(BOSS, request.id)
    page.keyboard.press("1")
    page.keyboard.type("Halverwege een zin")
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("alert")).to_contain_text("U behandelt dit dossier niet meer.")
    expect(page.get_by_label("Op grond waarvan").first).to_have_value("Halverwege een zin")


@pytest.mark.parametrize("width", [360, 1280])
def test_it_works_without_javascript(place: Place, browser: Browser, width: int) -> None:
    request = place[1].waiting("volwassene")
    size = {"width": width, "height": 800}
    with browser.new_context(viewport=size, java_script_enabled=False) as context:
        page = entered(place, context)
        page.get_by_role("button", name="Volgend dossier").click()
        page.get_by_role("button", name="Langer houden").click()
        page.get_by_text("Goedkeuren", exact=False).first.click()
        page.get_by_role("button", name="Goedkeuren", exact=True).click()
        field = page.get_by_label("Op grond waarvan").first
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill("De aanvrager zelf.")
        page.get_by_role("button", name="Goedkeuren", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Uw stap is gezet.")
        assert place[1].now(request).instance.state == "fetching"
