"""Every page, in every state, for everybody: axe-core, small screens, targets large enough."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.usecases.cases.links import link_of
from tests.support.orders import a_certificate_case, asked_by, stored
from tests.support.printing.desk import printed, rendered
from tests.support.printing.marked import marked
from tests.support.requests import KORTRIJK, a_number
from tests.support.web.counter import number_in_print
from tests.support.web.live import PATIENCE, Live, live

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
PHONE, DESK = ViewportSize(width=360, height=800), ViewportSize(width=1280, height=800)
TARGET = 44
"""CSS pixels in height of everything that is pressed."""

ANYBODY = [
    "/",
    "/documenten",
    "/documenten?zoek=trouwen",
    "/documenten?zoek=zwembad",
    "/documenten/akte-geboorte",
    "/documenten/akte-overlijden",
    "/documenten/strafregister-uittreksel",
    "/aanvragen",
    "/toegankelijkheid",
    "/english",
    "/privacy",
    "/nergens",
    "/v",
    "/v?code=ABC",
    "/v/{code}",
    "/v/{code}?sha256=" + "0" * 64,
    "/v/" + "0" * 18,
    "{link}",
]
CITIZEN = [
    "/documenten/akte-geboorte/aanvragen",
    "/documenten/akte-overlijden/aanvragen",
    "/documenten/strafregister-uittreksel/aanvragen?stap=doel",
    "/documenten/akte-geboorte/aanvragen?stap=vorm",
    "/aanvragen",
    "/aanvragen/{moving}",
    "/aanvragen/{human}",
    "/aanvragen/{asked}",
    "/aanvragen/{refused}",
    "/aanvragen/{ready}",
    "/aanvragen/{ready}/tekst",
    "/mijn-gegevens",
    "/mijn-gegevens/register",
    "/mijn-gegevens/kopie",
    "/mijn-gegevens/voorkeuren",
    "/mijn-gegevens/wissen",
    "{link}",
]
ASKED = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})"


@cache
def axe() -> str:
    """The judge, from its package."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Live, dict[str, str]]]:
    """A counter with a request in each state."""
    with live() as opened:
        yield opened, requests_in_each_state(opened)


def requests_in_each_state(site: Live) -> dict[str, str]:
    counter = site.counter
    moving, human, refused, ready, by_letter = (_stored(site, n) for n in range(1, 6))
    counter.hand_over(human)
    counter.refuse(refused)
    document = rendered(marked(printed("attest-gezinssamenstelling")))
    counter.deliver(ready, document.pdf)
    counter.deliver(by_letter)
    context = AccessContext(
        KORTRIJK, Actor(ActorKind.SYSTEM, "issue"), a_number(1), "attest-leven", "wet", ready.id
    )
    counter.wiring.state.access_log.record(context, {Service.PERSON})
    return {
        "moving": moving.id,
        "human": human.id,
        "asked": counter.ask(counter.hand_over(_stored(site, 6)), "Waarvoor?").id,
        "refused": refused.id,
        "ready": ready.id,
        "code": counter.code(ready).text,
        "link": f"/d/{link_of(counter.wiring.platform.keys, KORTRIJK, by_letter.id, 1)}",
    }


def _stored(site: Live, serial: int) -> CertificateCase:
    case = a_certificate_case(serial, at=site.counter.wiring.platform.clock.now())
    return stored(site.counter.store, asked_by(case, assurance=None) if serial == 5 else case)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=PHONE, locale="nl-BE") as opened:
        opened.set_default_timeout(PATIENCE)
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page of somebody who isn't signed in."""
    context.clear_cookies()
    opened = context.new_page()
    yield opened
    opened.close()


@pytest.fixture
def citizen(page: Page, site: tuple[Live, dict[str, str]]) -> Page:
    """A page of somebody who is."""
    page.goto(f"{site[0].url}/aanmelden")
    page.get_by_role("button", name="Authorize as persoon-1").click()
    page.wait_for_url(f"{site[0].url}/")
    return page


def judged(page: Page) -> list[str]:
    """What axe finds wrong, with where, once the page has its styles."""
    page.wait_for_load_state("load")
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe())
    found: dict[str, Any] = page.evaluate(ASKED, {"type": "tag", "values": RULES})
    return [
        f"{wrong['id']}: {wrong['help']} – {json.dumps([n['html'] for n in wrong['nodes']])}"
        for wrong in found["violations"]
    ]


def in_the_dark(page: Page) -> list[str]:
    """What can't be told apart in the dark: the rest of a page is what it is in the light."""
    page.emulate_media(color_scheme="dark")
    found: dict[str, Any] = page.evaluate(ASKED, {"type": "rule", "values": OF_COLOURS})
    page.emulate_media(color_scheme="light")
    return [
        f"in the dark: {json.dumps([n['html'] for n in wrong['nodes']])}"
        for wrong in found["violations"]
    ]


def too_small(page: Page) -> list[str]:
    """What is pressed and is lower than a fingertip."""
    script = """height => [...document.querySelectorAll(
        'button, .button, .quiet, nav a, footer li a, select, .choice, .brand,'
        + 'input:not([type=hidden]):not([type=radio]):not([type=checkbox]), .list a, .card,'
        + 'summary, .back a, .more')]
      .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < height)
      .map(e => e.outerHTML)"""
    found: list[str] = page.evaluate(script, TARGET)
    return found


def at_sizes(page: Page, fault: Callable[[Page], list[str]]) -> list[str]:
    """What is at fault on a small and on a large screen; a page is laid out anew for each."""
    before, found = page.viewport_size, []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        found += [f"{size['width']} px: {wrong}" for wrong in fault(page)]
    if before:
        page.set_viewport_size(before)
    return found


def overflow(page: Page, width: int) -> int:
    """By how many pixels the page is wider than a screen."""
    height = 800
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": height})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    if before:
        page.set_viewport_size(before)
    return max(wide - width, 0)


def check(page: Page) -> None:
    assert at_sizes(page, judged) == []
    assert in_the_dark(page) == []
    assert at_sizes(page, too_small) == []
    # 320 is 1280 at 400 %, 640 is 1280 at 200 % (WCAG 1.4.4 and 1.4.10).
    assert {width: overflow(page, width) for width in (320, 360, 640, 1280)} == dict.fromkeys(
        (320, 360, 640, 1280), 0
    )


@pytest.mark.parametrize("path", ANYBODY)
def test_a_page_for_anybody(site: tuple[Live, dict[str, str]], page: Page, path: str) -> None:
    assert opens(page, site[0].url + path.format(**site[1]))
    check(page)


@pytest.mark.parametrize("path", CITIZEN)
def test_a_page_of_a_citizen(site: tuple[Live, dict[str, str]], citizen: Page, path: str) -> None:
    assert opens(citizen, site[0].url + path.format(**site[1]))
    check(citizen)


def opens(page: Page, address: str) -> bool:
    """Whether it is the page itself: that of an error of ours would please the judge as well."""
    answer = page.goto(address)
    return answer is not None and answer.status < 500


def test_a_form_with_mistakes(site: tuple[Live, dict[str, str]], citizen: Page) -> None:
    citizen.goto(f"{site[0].url}/documenten/akte-geboorte/aanvragen")
    citizen.get_by_label("Voor iemand anders").check()
    for _ in range(2):
        citizen.get_by_role("button", name="Verder").click()
    citizen.get_by_role("alert").wait_for()
    check(citizen)


def test_a_form_read_over_with_a_proof(site: tuple[Live, dict[str, str]], citizen: Page) -> None:
    citizen.goto(f"{site[0].url}/documenten/akte-huwelijk/aanvragen")
    citizen.get_by_label("Voor iemand anders").check()
    citizen.get_by_role("button", name="Verder").click()
    citizen.get_by_label("Rijksregisternummer van die persoon").fill(number_in_print(2))
    citizen.get_by_label("Wie bent u voor die persoon?").select_option("heir")
    citizen.get_by_role("button", name="Verder").click()
    citizen.get_by_label("Ik regel een erfenis").check()
    citizen.get_by_role("button", name="Verder").click()
    citizen.get_by_role("group", name="Uw bewijs").wait_for()
    check(citizen)


@pytest.mark.parametrize("path", ["/aanvragen", "/documenten/akte-geboorte/aanvragen"])
def test_the_keyboard_reaches_all_that_is_pressed_and_shows_where_it_is_in_forced_colours(
    site: tuple[Live, dict[str, str]], citizen: Page, path: str
) -> None:
    citizen.goto(site[0].url + path)
    citizen.emulate_media(forced_colors="active")
    missed: list[str] = citizen.evaluate(REACHED)
    seen: set[str] = set()
    while (here := _next_by_keyboard(citizen)) and here[0] not in seen:
        seen.add(here[0])
        assert here[1] != "none", f"nothing shows that the keyboard is at {here[0]}"
    lined = citizen.evaluate(LINED)
    citizen.emulate_media(forced_colors="none")
    assert [one for one in missed if one not in seen] == []
    assert lined == citizen.locator("nav [aria-current]").all_inner_texts()


LINED = """() => {
  const paper = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('nav a')]
    .filter(e => getComputedStyle(e).borderBottomColor !== paper).map(e => e.innerText);
}"""
"""What the menu shows a line under: only where one is, though a frame of no colour gets one."""

REACHED = """() => [...document.querySelectorAll('a[href], button, select, textarea, summary,'
      + 'input:not([type=hidden], [type=radio])')]
    .filter(e => e.checkVisibility()).map(e => e.outerHTML)"""


def _next_by_keyboard(page: Page) -> list[str]:
    """What Tab leads to, and the style of its outline; of a choice and a card it lies around."""
    page.keyboard.press("Tab")
    found: list[str] = page.evaluate(
        """() => {
          const at = document.activeElement;
          if (at === document.body) return [];
          const around = at.closest('.choice') || at;
          const styles = [getComputedStyle(at), getComputedStyle(around),
                          getComputedStyle(at, '::after')];
          const shown = styles.find(s => s.outlineStyle !== 'none');
          return [at.outerHTML, shown ? shown.outlineStyle : 'none'];
        }"""
    )
    return found
