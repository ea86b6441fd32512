"""A clerk's work, as clerks do it: by keyboard, at the counter, and without JavaScript."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_uploads import PHOTO
from tests.support.office import BIRTH, Office, persona
from tests.support.office import SUPERVISOR as BOSS
from tests.support.web.counter import PDF
from tests.support.web.desk import TEN, live_office, somebody
from tests.support.web.live import PATIENCE

CLERK = "Medewerker Balie (medewerker)"
REGISTRAR = "Ambtenaar Burgerlijke Stand (ambtenaar)"

ATTESTS = ("attest-hoofdverblijfplaats", "attest-leven", "attest-nationaliteit")

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


class Keys:
    """A keyboard that counts: each key once, a text as one per character."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.count += len(keys)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)


def written(keys: Keys, text: str) -> None:
    keys.write(text)
    keys.press("Control+Enter")


def in_own_words(keys: Keys) -> None:
    keys.press("1")
    written(keys, "Zelf gevraagd.")


def handed_up(keys: Keys) -> None:
    keys.press("e")
    written(keys, "Twijfel.")


def noted(keys: Keys) -> None:
    keys.press("o")
    written(keys, "Belde.")
    keys.page.wait_for_url("**?gedaan=notitie")
    keys.press("1", "1")


KINDS: Mapping[str, Callable[[Keys], None]] = {
    "Goedkeuren met een vaste tekst": lambda keys: keys.press("1", "1"),
    "Een vaste vraag stellen": lambda keys: keys.press("3", "1"),
    "Wachten op een andere overheid": lambda keys: keys.press("4", "ArrowDown", "Control+Enter"),
    "Doorgeven in 8 tekens": handed_up,
    "Notitie van 6 tekens, dan goedkeuren": noted,
    "Goedkeuren in eigen woorden, 14 tekens": in_own_words,
}
"""What a clerk does with a case, by keyboard."""

WORK = (*KINDS, *list(KINDS)[:4] * 3, *list(KINDS)[:2] * 2)
"""So many cases of thirty, mixed; the other eight are alike, and are done at once."""

TOGETHER = "Acht gelijke dossiers samen goedkeuren"

DOCS = Path(__file__).resolve().parents[2] / "docs" / "desk.md"


def approved_together(keys: Keys, many: int) -> int:
    """Choose what is alike, and approve it with a standard text: with how many keys."""
    keys.press("m")
    keys.page.wait_for_url("**/loket")
    first = keys.page.locator(".found .case:has(input[name=dossier]) a.what").first
    first.focus()
    keys.count = 0
    keys.press("X")
    expect(keys.page.locator("[data-picked]")).to_have_text(f"{many} gekozen")
    keys.press("s")
    keys.page.wait_for_url("**/loket/samen?*")
    keys.press("1", "1")
    said = f"{many} van {many} dossiers zijn behandeld."
    expect(keys.page.get_by_role("status")).to_contain_text(said)
    return keys.count


def test_thirty_mixed_cases_are_worked_away_by_keyboard(place: Place, browser: Browser) -> None:
    for key in TEN:
        for document in ATTESTS:
            place[1].waiting(key, document)
    act = place[1].waiting("volwassene", BIRTH)
    counted: dict[str, int] = {}
    with browser.new_context(viewport={"width": 1280, "height": 800}, locale="nl-BE") as context:
        context.set_default_timeout(PATIENCE)
        keys = Keys(entered(place, context))
        rows = keys.page.locator(".cases a.what")
        expect(rows.first).to_be_focused()
        keys.press("j", "j", "k")
        expect(rows.nth(1)).to_be_focused()
        for number, kind in enumerate(WORK):
            keys.press("Enter")
            keys.page.wait_for_url("**/loket/zaken/*")
            keys.press(*("t",) if number == 0 else ())
            expect(keys.page.locator("[data-lease]")).to_be_visible()
            keys.count = 0
            KINDS[kind](keys)
            keys.page.wait_for_url("**/loket?gedaan=*")
            counted[kind] = keys.count
            following = keys.page.locator("#gedaan").get_by_role("button", name="Volgend dossier")
            expect(following).to_be_focused()
        counted[TOGETHER] = approved_together(keys, 8)
        keys.press("Enter")
        keys.page.wait_for_url("**/loket")
        keys.press("n")
        expect(keys.page.get_by_role("status")).to_contain_text("Er wacht geen dossier meer")
    place[1].drain()
    left = states(place[1], TEN)
    assert left == {"delivered", "waiting_applicant", "waiting_authority", "clerk_review"}
    assert not place[1].now(act).handling.touched
    told = re.findall(r"^\| (.+?) \| (\d+) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert {kind: int(n) for kind, n in told} == counted


def test_a_counter_request_is_issued_and_printed(place: Place, context: BrowserContext) -> None:
    page = entered(place, context)
    page.keyboard.press("i")
    page.get_by_label("Welk document?").select_option(label="Attest van leven")
    page.get_by_label("Rijksregisternummer").fill(somebody("volwassene"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Lien Godelieve Vandewalle")
    page.get_by_label("identiteitskaart gezien").check()
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
    photo = {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}
    page.locator("input[type=file]").set_input_files([photo])
    expect(page.locator(".files")).to_contain_text("Foto (jpg), 8,0 MB")
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
    for _ in range(PATIENCE // 100):
        # The next beat is set once the answer to the last was read.
        page.clock.fast_forward(61_000)
        page.wait_for_timeout(100)
        if page.get_by_role("alert").count():
            break
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
