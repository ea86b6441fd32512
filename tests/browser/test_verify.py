"""Verifying a file in a real browser: it never leaves the device."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.test_accessibility import overflow
from tests.support.orders import a_certificate_case, stored
from tests.support.web.counter import PDF
from tests.support.web.live import PATIENCE, Live, live

WIDEST = """() => [...document.querySelectorAll('.facts .ref')].forEach(
    code => { code.textContent = code.textContent.replace(/[^-]/g, 'W') })"""


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Live, str]]:
    with live() as opened:
        counter = opened.counter
        case = a_certificate_case(at=counter.wiring.platform.clock.now())
        yield opened, counter.code(counter.deliver(stored(counter.store, case))).text


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="nl-BE") as context:
        context.set_default_timeout(PATIENCE)
        yield context.new_page()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (PDF, "Dit is precies het document dat wij uitgaven."),
        (PDF + b" ", "Dit is niet het bestand dat wij uitgaven."),
    ],
    ids=["the same", "another"],
)
def test_the_browser_compares_by_fingerprint_alone(
    site: tuple[Live, str], page: Page, tmp_path: Path, data: bytes, said: str
) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(data)
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    page.goto(f"{site[0].url}/v/{site[1]}")
    page.on("request", note)
    expect(page.get_by_text("Het bestand verlaat uw toestel niet")).to_be_visible()
    page.get_by_label("Kies de pdf").set_input_files(file)
    page.get_by_role("button", name="Dit bestand nakijken").click()
    expect(page.get_by_text(said)).to_be_visible()
    assert {request.method for request in sent} == {"GET"}


def test_a_code_is_typed_and_leads_to_the_document(site: tuple[Live, str], page: Page) -> None:
    page.goto(f"{site[0].url}/v")
    page.get_by_label("De code op het document").fill(site[1].lower())
    page.get_by_role("button", name="Nakijken", exact=True).click()
    expect(page.get_by_text("Dit document is echt en geldig")).to_be_visible()
    page.evaluate(WIDEST)
    assert overflow(page, 320) == 0, "of the widest code that there can be"


def test_an_unknown_fingerprint_leads_to_sending_the_file(
    site: tuple[Live, str], page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "document.pdf"
    file.write_bytes(PDF + b" ")
    page.goto(f"{site[0].url}/v")
    page.get_by_label("Kies de pdf").set_input_files(file)
    page.get_by_role("button", name="Dit bestand nakijken").click()
    expect(page.get_by_text("Meer zegt een vingerafdruk niet.")).to_be_visible()
    page.get_by_label("Kies de pdf opnieuw").set_input_files(file)
    page.get_by_role("button", name="Bestand opsturen en vergelijken").click()
    expect(page.get_by_text("Meer zegt een vingerafdruk niet.")).to_be_hidden()
    expect(page.get_by_role("heading", name="Is dit document echt?")).to_be_visible()
