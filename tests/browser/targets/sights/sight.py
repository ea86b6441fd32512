"""A page that stands as somebody sees it, and what helps to get there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page

from tests.support.web.counter import Visitor
from tests.support.web.live import LOCALHOST, PATIENCE

LARGE: Any = {"width": 1280, "height": 800}


@dataclass(frozen=True, slots=True)
class Sight:
    """A page that is there to be looked at; the state that its case is in, if it is of one."""

    page: Page
    name: str
    process: str = ""
    state: str = ""


@contextmanager
def opened(browser: Browser, visitor: Visitor | None = None) -> Iterator[Page]:
    """A page of a browser of its own; of somebody who signed in, when there is a visitor."""
    with browser.new_context(viewport=LARGE, locale="nl-BE") as context:
        context.set_default_timeout(PATIENCE)
        if visitor:
            context.add_cookies(_cookies(visitor))
        yield context.new_page()


def gone_to(page: Page, who: str, url: str, *paths: str, **known: str) -> Iterator[Sight]:
    """One page after the other, each called by who goes there and by its address."""
    for path in paths:
        page.goto(url + path.format(**known))
        slug = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")[:50]
        yield Sight(page, f"{who}-{slug or 'home'}")


def press(page: Page, name: str) -> None:
    """A button of the page itself, which leads somewhere."""
    lead_on(page, page.get_by_role("main").get_by_role("button", name=name, exact=True).first)


def lead_on(page: Page, button: Locator) -> None:
    """Press what leads to another page, and wait until that is there."""
    with page.expect_navigation():
        button.click()


def _cookies(visitor: Visitor) -> list[Any]:
    return [
        {"name": n, "value": v, "domain": LOCALHOST, "path": "/", "secure": True}
        for n, v in visitor.cookies.items()
    ]
