"""Every page and state as a picture, small and large, in the light and in the dark, on one sheet.

`make shots` writes them into build/shots; build/shots/index.html shows them all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.marriages import both_pages
from tests.browser.test_accessibility import ANYBODY, CITIZEN, requests_in_each_state
from tests.browser.test_desk_accessibility import PAGES, cases_in_each_state
from tests.support.processes.marriage import singles, weddings
from tests.support.processes.marriage_states import COUPLES, every
from tests.support.processes.moving import (
    CLERK_AT_WORK,
    LIEN,
    LUCJA,
    NEW,
    OFFICER_AT_WORK,
    Moves,
    as_,
    moves,
)
from tests.support.web.counter import Visitor, form_of
from tests.support.web.desk import Desk, live_office
from tests.support.web.live import (
    ARGUMENTS,
    LOCALHOST,
    at_an_address,
    chromium,
    live,
)

FOLDER = Path(__file__).resolve().parents[2] / "build" / "shots"
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
_TALLEST = 3000
"""CSS pixels; what is longer is cut off in the picture."""


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        taken = [name for page, paths in _visits(browser) for name in _taken(page, *paths)]
        browser.close()
    (FOLDER / "index.html").write_text(_sheet(sorted(set(taken))), encoding="utf-8")
    print(f"{len(set(taken))} pages, each in {len(WIDTHS) * len(SCHEMES)} pictures: {FOLDER}")


def _visits(browser: Browser) -> Iterator[tuple[Page, tuple[str, str, str, dict[str, str]]]]:
    """Each page that can be gone to: in which browser, who goes, and where."""
    with live() as site:
        known = requests_in_each_state(site)
        for who, paths in (("anybody", ANYBODY), ("citizen", CITIZEN)):
            with _page(browser) as page:
                if who == "citizen":
                    page.goto(f"{site.url}/aanmelden")
                    page.get_by_role("button", name="Authorize as persoon-1").click()
                    page.wait_for_url(f"{site.url}/")
                yield from ((page, (who, site.url, path, known)) for path in paths)
    yield from _marriages(browser)
    with live_office() as (url, office), _page(browser) as page:
        known = cases_in_each_state(office)
        page.goto(f"{url}/loket/aanmelden")
        page.get_by_role("button", name="Authorize as Ambtenaar").click()
        page.wait_for_url(f"{url}/loket")
        yield from ((page, ("clerk", url, path, known)) for path in PAGES)
    yield from _moves(browser)


def _moves(browser: Browser) -> Iterator[tuple[Page, tuple[str, str, str, dict[str, str]]]]:
    """A move: each page of its form, and its case for who moves, the officer and the clerk."""
    with moves() as town, at_an_address() as url:
        mover = Visitor(http=town.counter.client.http)
        mover.sign_in(LIEN.digits)
        with _page(browser) as page:
            page.context.add_cookies(_cookies(mover))
            for path in ("/zaken", "/zaken/adreswijziging", *_pages_of_a_move(mover)):
                yield page, ("mover", url, path, {})
        for name, until in STATES.items():
            case_id = town.declare()
            until(town, case_id)
            for who, place in SEEN_BY.items():
                with _page(browser) as page:
                    page.context.add_cookies(_cookies(_visitor(town, who)))
                    yield page, (f"{who}-move-{name}", url, place, {"case": case_id})
            town.act(case_id, "withdraw", as_(LUCJA))


SEEN_BY = {"mover": "/aanvragen/{case}", "officer": "/wijk", "clerk": "/loket/zaken/{case}"}
STATES: Mapping[str, Callable[[Moves, str], object]] = {
    "visiting": lambda _town, _case: None,
    "deciding": lambda town, case: town.found_there(case),
}
"""What happens to a move until it stands where it is shown."""


def _cookies(visitor: Visitor) -> list[Any]:
    """What makes a browser somebody's who signed in."""
    return [
        {"name": n, "value": v, "domain": LOCALHOST, "path": "/", "secure": True}
        for n, v in visitor.cookies.items()
    ]


def _visitor(town: Moves, who: str) -> Visitor:
    http = town.counter.client.http
    if who == "mover":
        visitor = Visitor(http=http)
        visitor.sign_in(LUCJA.digits)
        return visitor
    at_work = OFFICER_AT_WORK if who == "officer" else CLERK_AT_WORK
    return Desk(int(at_work.digits), http=http)


def _pages_of_a_move(mover: Visitor) -> Iterator[str]:
    """The addresses of the pages, each filled in so that the next can be gone to."""
    answer, path = mover.get(MOVE), MOVE
    for typed in FILLED_IN:
        yield path
        form = form_of(answer, MOVE) | typed | {"_naar": "verder"}
        path = mover.post(MOVE, form).headers["Location"]
        answer = mover.get(path)
    yield path


MOVE = "/zaken/adreswijziging/nieuw"
FILLED_IN: tuple[dict[str, str], ...] = (
    {"moved_on": "2026-03-12"},
    {f"address.{part}": text for part, text in (NEW | {"street": "Vlasstraat"}).items()},
    {"movers": LIEN.digits},
    {"joins": "nee"},
    {},
    {},
    {"declares": "ja"},
)


def _marriages(browser: Browser) -> Iterator[tuple[Page, tuple[str, str, str, dict[str, str]]]]:
    """Both partners' pages in every state."""
    with weddings(*singles()[2 : 2 * COUPLES]) as wedding, at_an_address() as url:
        for stand, name, page in both_pages(browser, url, every(wedding)):
            path = page.url.removeprefix(url)
            yield page, (f"marriage-{stand.happened.replace(' ', '-')}-{name}", url, path, {})


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="nl-BE", java_script_enabled=True) as context:
        yield context.new_page()


def _taken(page: Page, who: str, url: str, path: str, known: dict[str, str]) -> Iterator[str]:
    """One page in all its pictures; gives its name."""
    name = f"{who}-{re.sub(r'[^a-z0-9]+', '-', path.lower()).strip('-')[:50] or 'home'}"
    if who.startswith("marriage"):
        name = who
    page.goto(url + path.format(**known))
    for scheme in SCHEMES:
        kind: Any = scheme
        page.emulate_media(color_scheme=kind)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            tall = min(_TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
            page.screenshot(
                path=FOLDER / f"{name}-{width}-{scheme}.png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": tall},
            )
    yield name


def _sheet(names: list[str]) -> str:
    rows = "".join(
        f"<h2>{name}</h2><p>"
        + "".join(
            f'<a href="{name}-{width}-{scheme}.png"><img loading="lazy" height="420"'
            f' src="{name}-{width}-{scheme}.png" alt="{width} {scheme}"></a> '
            for width in WIDTHS
            for scheme in SCHEMES
        )
        + "</p>"
        for name in names
    )
    return f'<!doctype html><meta charset="utf-8"><title>Every page</title>{rows}'


if __name__ == "__main__":
    main()
