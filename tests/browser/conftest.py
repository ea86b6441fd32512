"""A real browser, a real server, a real identity provider; all on this machine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.support.web.live import ARGUMENTS, PATIENCE, Live, chromium, live


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def site() -> Iterator[Live]:
    """A counter where nobody asked for anything yet."""
    with live() as opened:
        yield opened


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser on a small and on a large screen."""
    size = {"width": request.param, "height": 800}
    with browser.new_context(viewport=size, locale="nl-BE") as opened:
        opened.set_default_timeout(PATIENCE)
        yield opened
