"""The figures in a real browser: on a phone and a desk, for everybody, in grey, and on paper."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from chalicelib.adapters.memory.figures import MemoryFigures
from tests.support.figures import a_year
from tests.support.web.live import PATIENCE, live

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TARGET = 44


@cache
def axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The page of a year, on a counter that listens."""
    figures = MemoryFigures()
    a_year(figures)
    with live() as opened:
        opened.counter.wiring.give(rollups=figures)
        yield f"{opened.url}/cijfers/2022"


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    size = {"width": request.param, "height": 800}
    permissions = ["clipboard-read", "clipboard-write"]
    with browser.new_context(viewport=size, locale="nl-BE", permissions=permissions) as opened:
        opened.set_default_timeout(PATIENCE)
        yield opened


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    opened = context.new_page()
    opened.goto(address)
    return opened


def open_all(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


def test_the_page_has_no_accessibility_faults_closed_or_open(page: Page) -> None:
    page.evaluate(axe())
    for _ in range(2):
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES
        )
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
        open_all(page)


def test_the_page_fits_its_screen_and_no_text_of_a_chart_overlaps(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    overlapping = page.evaluate(
        """() => [...document.querySelectorAll('svg')].flatMap(svg => {
          const shown = [...svg.querySelectorAll('text')]
            .filter(t => getComputedStyle(t).display !== 'none')
            .map(t => [t.textContent, t.getBoundingClientRect()]);
          return shown.flatMap(([a, one], i) => shown.slice(i + 1)
            .filter(([, two]) => one.left < two.right && two.left < one.right
              && one.top + 4 < two.bottom && two.top + 4 < one.bottom)
            .map(([b]) => `${a} / ${b}`));
        })"""
    )
    assert overlapping == []


def test_a_screen_reader_hears_what_each_chart_is_and_finds_its_table(page: Page) -> None:
    charts = page.get_by_role("img", name="Aandeel van het Thuisloket per jaar")
    expect(charts).to_be_visible()
    for summary in page.locator("figure summary").all():
        summary.click()
    table = page.get_by_role("table", name="Aanvragen per kanaal in 2022")
    expect(table.get_by_role("row", name="Thuisloket 23.818 80,59 %")).to_be_visible()


def test_the_parts_of_a_chart_differ_in_grey(page: Page) -> None:
    lightness = page.evaluate(
        """() => ['.legend .whole', '.legend .by-hand'].map(selector => {
          const colour = getComputedStyle(document.querySelector(selector)).backgroundColor;
          const [r, g, b] = colour.match(/[0-9]+/g).map(Number);
          return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
        })"""
    )
    assert abs(lightness[0] - lightness[1]) > 0.3


def test_the_text_for_the_press_can_be_copied(page: Page) -> None:
    page.get_by_role("button", name="Kopieer de tekst").click()

    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")
    assert copied.startswith("Stad Kortrijk: 80,59 % van de akten en attesten")
    assert "52,66 % van alle akten en attesten" in copied


def test_what_is_pressed_is_large_enough(page: Page) -> None:
    small = page.evaluate(
        """target => [...document.querySelectorAll('main a, main button, main summary')]
          .filter(e => e.getBoundingClientRect().height > 0)
          .filter(e => e.getBoundingClientRect().height < target)
          .map(e => e.textContent)""",
        TARGET,
    )
    assert small == []


def test_without_script_there_is_no_button_that_does_nothing(
    browser: Browser, address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)

        expect(page.get_by_role("button", name="Kopieer de tekst")).to_have_count(0)
        expect(page.get_by_role("heading", name="Tekst voor de pers")).to_be_visible()
