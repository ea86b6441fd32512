"""The desk of any process for everybody: axe-core, small screens, targets large enough."""

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

from chalicelib.ports.errors import PermanentError
from tests.browser.test_desk_accessibility import check
from tests.support.web.cases import CHIEF, SCRIBE, CaseDesk, Scribe, open_cases

WITH_BOB = {"topic": "Iets", "with_bob": "ja", "bob_mail": "bob@example.org"}
REFUSAL = {"reason": "forbidden", "text": "Dit kan niet."}
OPEN_ALL = """() => document.querySelectorAll('details').forEach(details => {
  details.removeAttribute('name'); details.open = true; })"""


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    """Pages of cases in every stage, each whole, with its style in it."""
    with open_cases() as desk:
        return {name: _whole(Scribe(), text) for name, text in _pages(desk).items()}


def _pages(desk: CaseDesk) -> Mapping[str, str]:
    bureau = desk.bureau
    bureau.post.fails["ann@example.org"] = PermanentError("no")
    mine = bureau.waiting("Rust in de straat")
    desk.go(days=11)
    free, elsewhere = bureau.waiting("Stilte"), bureau.opened(WITH_BOB)
    bureau.tick()
    me, chief = Scribe(), Scribe(CHIEF)
    me.does(mine, "nemen")
    me.does(mine, "notitie", text="Belde terug.")
    chief.does(free, "toewijzen", to=f"k{SCRIBE}")
    return {
        "worklists": me.get("/loket").body.decode(),
        "tasks": me.get("/loket/taken").body.decode(),
        "held": chief.get("/loket/in-behandeling").body.decode(),
        "waiting": me.get("/loket/wachtend").body.decode(),
        "mine": me.case(mine),
        "a colleague's": chief.case(mine),
        "of parties": me.case(elsewhere),
        "wrong": me.fills(mine, "weigeren", to="brief").body.decode(),
        "letter": me.fills(mine, "weigeren", to="brief", **REFUSAL).body.decode(),
    }


def _whole(visitor: Scribe, page: str) -> str:
    styled = re.sub(
        r'<link rel="stylesheet" href="([^"]+)">',
        lambda found: f"<style>{visitor.get(found[1]).body.decode()}</style>",
        page,
    )
    return re.sub(r"<script[^>]*></script>", "", styled)


@pytest.mark.parametrize(
    "name",
    [
        "worklists",
        "tasks",
        "held",
        "waiting",
        "mine",
        "a colleague's",
        "of parties",
        "wrong",
        "letter",
    ],
)
def test_a_page_of_cases_is_for_everybody(
    browser: Browser, pages: Mapping[str, str], name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content(pages[name])
    page.evaluate(OPEN_ALL)
    check(page)
    page.close()
