"""Every page and state as a picture, small and large, in the light and in the dark, on one sheet.

`make shots` writes them into build/shots; build/shots/index.html shows them all. Each is judged by
axe as well, and for what is too wide at 320 pixels. What is at fault is said at the end, with the
pages of the route table and the states of processes that have no picture.
"""

import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

import app
from chalicelib.log import logger
from tests.browser.targets.sights import citizens, desks, marriages, moves, obstacles
from tests.browser.targets.sights.sight import LARGE, Sight
from tests.browser.test_accessibility import at_sizes, in_the_dark, judged, overflow
from tests.support.orders import certificates
from tests.support.web.live import ARGUMENTS, chromium

FOLDER = Path(__file__).resolve().parents[3] / "build" / "shots"
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
NARROWEST = 320
"""1280 at 400 % (WCAG 1.4.10)."""
_TALLEST = 3000
"""CSS pixels; what is longer is cut off in the picture."""

type Part = Callable[[Browser], Iterator[Sight]]
PARTS: dict[str, Part] = {
    "citizens": citizens.sights,
    "obstacles": obstacles.sights,
    "desks": desks.sights,
    "moves": moves.sights,
    "marriages": marriages.sights,
}
"""Each can be taken alone: `python -m tests.browser.targets.shots moves`."""

NO_PAGE = re.compile(
    r"/(api|static|schemas|\.well-known)/.*|/(robots\.txt|manifest\.webmanifest|favicon\.ico|health)"
    r"|/cijfers/feed\.atom|/V/.*|.*/(document(en/\{slot\})?|document/\{slot\}|agenda)"
    r"|/mijn-gegevens/kopie/\{form\}|.*/bijlagen/.*|(/loket)?/aanmelden|(/\{part[0-9]\})+"
)
"""Addresses that lead on, or answer with something else than a page."""
SOON_OVER = ("auto",)
"""Kinds of states that pass in seconds; only a marriage can be held still in them."""


def main(wanted: list[str]) -> int:
    """Take those of some parts, or of all; 1 when something is at fault, or lacks among all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    logger.setLevel(logging.CRITICAL)
    taken: dict[str, Sight] = {}
    paths: set[str] = set()
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for part in wanted or PARTS:
            for sight in PARTS[part](browser):
                paths.add(urlsplit(sight.page.url).path)
                _take(sight)
                found = list(_faults(sight))
                faults += found
                print("".join(f"\r{one}\n" for one in found), end="")
                taken[sight.name] = sight
                print(f"\r{part}: {len(taken)} pages ", end="", flush=True)
        browser.close()
    if not wanted:
        _clear(set(taken))
    (FOLDER / "index.html").write_text(_sheet(_called()), encoding="utf-8")
    print(f"\r{len(taken)} pages, each in {len(WIDTHS) * len(SCHEMES)} pictures: {FOLDER}")
    lacking = () if wanted else (*_unseen(paths), *_unmet(taken.values()))
    for one in lacking:
        print(f"no picture: {one}")
    return 1 if faults or lacking else 0


def _take(sight: Sight) -> None:
    """One page in all its pictures."""
    page = sight.page
    for scheme in SCHEMES:
        kind: Any = scheme
        page.emulate_media(color_scheme=kind)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            tall = min(_TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
            page.screenshot(
                path=FOLDER / f"{sight.name}-{width}-{scheme}.png",
                full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": tall},
            )
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(LARGE)


def _faults(sight: Sight) -> Iterator[str]:
    """What keeps somebody out of a page."""
    page = sight.page
    wrong = (*at_sizes(page, judged), *in_the_dark(page))
    yield from (f"{sight.name}: {one}" for one in wrong)
    if wide := overflow(page, NARROWEST):
        yield f"{sight.name}: {wide} pixels wider than {NARROWEST}"


def _called() -> list[str]:
    """What there are pictures of."""
    return sorted({_name_of(file) for file in FOLDER.glob("*.png")})


def _name_of(file: Path) -> str:
    return file.name.rsplit("-", 2)[0]


def _clear(names: set[str]) -> None:
    """Take away the pictures of pages that aren't there any more."""
    for old in FOLDER.glob("*.png"):
        if _name_of(old) not in names:
            old.unlink()


def _unseen(paths: set[str]) -> Iterator[str]:
    """The pages of the route table that nobody went to."""
    for path, methods in app.app.routes.items():
        like = re.compile(re.sub(r"\{[a-z_]+\}", "[^/]+", path))
        if "GET" in methods and not NO_PAGE.fullmatch(path) and not any(map(like.fullmatch, paths)):
            yield path


def _unmet(sights: Iterable[Sight]) -> Iterator[str]:
    """The states of processes in which nobody was shown a case."""
    met = {(sight.process, sight.state) for sight in sights}
    types = certificates()
    for process in types.ids():
        for state in types.definition(process).states.values():
            if state.kind not in SOON_OVER and (process, state.id) not in met:
                yield f"{process} in {state.id}"


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
    sys.exit(main(sys.argv[1:]))
