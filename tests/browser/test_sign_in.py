"""What may go wrong while somebody signs in, as they meet it in a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_accessibility import check
from tests.support.web.live import PATIENCE, Live

FORM = "/documenten/akte-geboorte/aanvragen"
SMS = "urn:be:vlaanderen:authmech:csamsms"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="nl-BE") as opened:
        opened.set_default_timeout(PATIENCE)
        yield opened


@pytest.fixture
def page(phone: BrowserContext, site: Live) -> Page:
    """On the way to a form, at the identity provider."""
    opened = phone.new_page()
    opened.goto(f"{site.url}{FORM}")
    opened.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    return opened


def sign_in(page: Page, means: str = "") -> None:
    if means:
        page.get_by_label("Middel").select_option(means)
    page.get_by_role("button", name="Authorize as persoon-1").click()


def at_the_form(page: Page) -> None:
    page.wait_for_url(f"**{FORM}")
    title(page, "Voor wie is het document?")


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def again(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def test_too_weak_and_then_stronger_ends_at_the_same_form(page: Page) -> None:
    sign_in(page, SMS)
    title(page, "Hiervoor is een sterker middel nodig")
    again(page, "Aanmelden met itsme of eID")
    sign_in(page)
    at_the_form(page)


def test_who_cannot_sign_in_more_strongly_may_ask_all_the_same(page: Page) -> None:
    sign_in(page, SMS)
    again(page, "Vraag het toch aan")
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Aanvragen").click()
    expect(page.get_by_role("status")).to_contain_text("Ontvangen")


def test_itsme_itself_with_its_nested_token_is_another_way_to_the_same_form(
    phone: BrowserContext, site: Live
) -> None:
    page = phone.new_page()
    page.goto(f"{site.url}{FORM}")
    again(page, "Aanmelden met itsme, rechtstreeks")
    sign_in(page)
    at_the_form(page)


def test_who_says_no_can_still_say_yes(page: Page) -> None:
    page.get_by_role("button", name="Deny access").click()
    title(page, "U bent niet aangemeld")
    again(page, "Opnieuw aanmelden")
    sign_in(page)
    at_the_form(page)


def test_a_provider_that_is_away_is_tried_again_later(page: Page) -> None:
    page.get_by_role("button", name="Onbeschikbaar").click()
    title(page, "De aanmelddienst heeft even een storing")
    again(page, "Opnieuw proberen")
    sign_in(page)
    at_the_form(page)


def test_two_windows_sign_in_beside_each_other(
    page: Page, phone: BrowserContext, site: Live
) -> None:
    other = phone.new_page()
    other.goto(f"{site.url}{FORM}")
    again(other, "Aanmelden met itsme of eID")
    sign_in(page)
    at_the_form(page)
    sign_in(other)
    at_the_form(other)


def test_going_back_or_reloading_the_answer_leads_on(page: Page) -> None:
    answers: list[str] = []
    page.on("request", lambda sent: answers.append(sent.url) if "state=" in sent.url else None)
    sign_in(page)
    at_the_form(page)
    answer = next(url for url in answers if "/aanmelden/terug" in url)
    page.goto(answer)
    at_the_form(page)


def test_an_answer_of_yesterday_shows_the_way_on(page: Page, site: Live) -> None:
    page.goto(f"{site.url}/aanmelden/terug?state=van-gisteren&code=oud")
    title(page, "Deze aanmelding kennen wij niet meer")
    again(page, "Aanmelden")
    sign_in(page)
    title(page, "Welk document hebt u nodig?")


def test_a_session_that_ended_leads_back_to_the_same_place(page: Page, site: Live) -> None:
    sign_in(page)
    at_the_form(page)
    site.counter.wiring.state.sessions._sessions.clear()
    page.reload()
    title(page, "Meld u eerst aan")
    page.get_by_role("main").get_by_role("link", name="Aanmelden met itsme of eID").click()
    sign_in(page)
    at_the_form(page)


def test_signing_out_is_confirmed_and_goes_on_to_the_provider(page: Page, site: Live) -> None:
    sign_in(page)
    page.get_by_role("button", name="Afmelden").click()
    title(page, "U bent afgemeld")
    page.get_by_role("link", name="Ook daar afmelden").click()
    expect(page).to_have_url(f"{site.url}/afgemeld")
    page.go_back()
    page.goto(f"{site.url}/aanvragen")
    title(page, "Meld u eerst aan")


def test_before_a_session_ends_one_key_keeps_it(page: Page) -> None:
    sign_in(page)
    at_the_form(page)
    page.clock.install()
    page.reload()
    page.clock.fast_forward("25:01")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Over vijf minuten melden wij u af")
    with page.expect_response("**/blijf") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 200
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_about_signing_in_are_for_everybody(
    site: Live, browser: Browser, width: int
) -> None:
    size = {"width": width, "height": 800}
    with browser.new_context(viewport=size, locale="nl-BE") as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(f"{site.url}/aanmelden?terug={FORM}")
        page.get_by_role("button", name="Deny access").click()
        title(page, "U bent niet aangemeld")
        check(page)
        again(page, "Opnieuw aanmelden")
        sign_in(page, SMS)
        title(page, "Hiervoor is een sterker middel nodig")
        check(page)
        page.clock.install()
        page.reload()
        page.clock.fast_forward("25:01")
        expect(page.get_by_role("dialog")).to_be_visible()
        check(page)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Afmelden").click()
        title(page, "U bent afgemeld")
        check(page)
