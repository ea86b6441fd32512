"""From the home page to the document, as people do it."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.web.counter import PDF
from tests.support.web.live import PATIENCE, Live


def sign_in(page: Page, serial: int = 1) -> None:
    """Say at the identity provider who one is."""
    page.get_by_role("button", name=f"Authorize as persoon-{serial}").click()


def downloaded(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name="Download uw document (pdf)").click()
    return download.value.path().read_bytes()


def test_a_citizen_finds_asks_waits_and_downloads(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url)
    page.get_by_label("Zoek in uw eigen woorden").fill("geboorte")
    page.get_by_role("button", name="Zoeken").click()
    page.get_by_role("link", name="Akte van geboorte").click()
    page.get_by_role("link", name="Dit document aanvragen").click()
    page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    sign_in(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("Uw e-mailadres")).to_have_value("persoon-1@voorbeeld.example")
    page.get_by_role("button", name="Aanvragen").click()
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")

    site.counter.deliver(site.counter.stored()[0])

    expect(page.get_by_role("status")).to_contain_text("Klaar")
    expect(page.locator("#verloop")).to_contain_text("Uw document is klaar.")
    expect(page).to_have_title("Klaar – Akte van geboorte – Thuisloket Kortrijk")
    assert downloaded(page) == PDF


def test_a_second_click_makes_no_second_request(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/documenten/attest-leven/aanvragen")
    page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    sign_in(page)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Aanvragen").dblclick()
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")
    page.go_back()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Aanvragen").click()
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")
    assert len(site.counter.stored()) <= 2
    ids = {case.payload.document_id for case in site.counter.stored()}
    assert ids == {"attest-leven"}


def test_mistakes_are_shown_where_they_are(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/aanmelden?terug=/documenten/akte-geboorte/aanvragen")
    sign_in(page)
    page.get_by_label("Voor iemand anders").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Rijksregisternummer van die persoon").fill("123")
    page.get_by_role("button", name="Verder").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Dit is geen geldig rijksregisternummer").click()
    expect(page.get_by_label("Rijksregisternummer van die persoon")).to_be_focused()
    expect(page.get_by_label("Rijksregisternummer van die persoon")).to_have_value("123")


def test_going_back_shows_each_page_as_it_was(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/aanmelden?terug=/documenten/strafregister-uittreksel/aanvragen")
    sign_in(page)
    heading, on = page.get_by_role("heading", level=1), page.get_by_role("button", name="Verder")
    on.click()
    page.get_by_label("Een activiteit die de wet regelt").check()
    on.click()
    page.get_by_label("Welke activiteit?").select_option(index=2)
    on.click()
    expect(heading).to_have_text("Klopt alles?")
    page.go_back()
    expect(heading).to_have_text("Welke activiteit?")
    page.go_back()
    expect(page.get_by_label("Een activiteit die de wet regelt")).to_be_checked()
    page.go_back()
    expect(heading).to_have_text("Voor wie is het document?")


def test_who_signs_out_is_out(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/aanmelden?terug=/aanvragen")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mijn aanvragen")
    page.get_by_role("button", name="Afmelden").click()
    page.goto(f"{site.url}/aanvragen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Meld u eerst aan")


def test_who_stops_signing_in_can_try_again(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/aanmelden")
    page.get_by_role("button", name="Deny access").click()
    expect(page.get_by_role("main")).to_contain_text("U brak het aanmelden af.")
    page.get_by_role("link", name="Opnieuw aanmelden").click()
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welk document hebt u nodig?")


def focus(page: Page, text: str) -> None:
    """Press Tab until what has the focus reads so."""
    for _ in range(80):
        page.keyboard.press("Tab")
        reads = page.evaluate(
            "() => { const e = document.activeElement;"
            " return (e.labels?.[0] ?? e).textContent.trim() }"
        )
        if reads.startswith(text):
            return
    raise AssertionError(f"Tab never reaches {text!r}")


def enter(page: Page, address: str) -> None:
    """Press Enter, and wait for the page that it leads to."""
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_the_keyboard_alone_will_do(site: Live, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_in_viewport()
    page.keyboard.press("Enter")
    focus(page, "Zoek in uw eigen woorden")
    page.keyboard.type("leven")
    enter(page, "**/documenten?zoek=leven")
    focus(page, "Attest van leven")
    enter(page, "**/attest-leven")
    focus(page, "Dit document aanvragen")
    enter(page, "**/attest-leven/aanvragen")
    focus(page, "Aanmelden met itsme of eID")
    enter(page, "**/oauth2/authorize*")
    focus(page, "persoon-1")
    enter(page, "**/attest-leven/aanvragen")
    focus(page, "Voor mezelf")
    page.keyboard.press("ArrowDown")
    focus(page, "Verder")
    enter(page, "**/aanvragen?stap=ander")
    focus(page, "Rijksregisternummer van die persoon")
    focus(page, "Terug")
    enter(page, "**/aanvragen?stap=wie")
    focus(page, "Voor iemand anders")
    page.keyboard.press("ArrowUp")
    focus(page, "Verder")
    enter(page, "**/aanvragen?stap=nazicht")
    focus(page, "Aanvragen")
    enter(page, "**/aanvragen/*")
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")
    site.counter.deliver(site.counter.stored()[0])
    expect(page.get_by_role("status")).to_contain_text("Klaar")
    focus(page, "Download uw document (pdf)")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes() == PDF


@pytest.mark.parametrize("width", [360, 1280])
def test_it_works_without_javascript(site: Live, browser: Browser, width: int) -> None:
    size = {"width": width, "height": 800}
    with browser.new_context(viewport=size, java_script_enabled=False) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{site.url}/documenten/akte-geboorte")
        page.get_by_role("link", name="Dit document aanvragen").click()
        page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
        sign_in(page)
        page.get_by_label("Voor iemand anders").check()
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("alert")).to_contain_text("Vul het rijksregisternummer in.")
        page.get_by_role("button", name="Terug").click()
        page.get_by_label("Voor mezelf").check()
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("button", name="Aanvragen").click()
        expect(page.get_by_role("status")).to_contain_text("Ontvangen")
        site.counter.deliver(site.counter.stored()[0])
        expect(page.get_by_role("status")).to_contain_text("Klaar", timeout=15_000)
        assert downloaded(page) == PDF
