"""Every route × everybody × their own, somebody else's, another town's and an invented object."""

from collections.abc import Iterator

import pytest

import app
from chalicelib.wiring import use
from tests.support.attack import world as people
from tests.support.attack.roles import everybody
from tests.support.attack.rows import ROWS, For
from tests.support.attack.stage import Stage
from tests.support.web.routes import routes

TABLE = {
    f"{method} {path}": app.app.routes[path][method].content_types
    for path, methods in routes().items()
    for method in methods
}
ASKED = [name for name in ROWS if name in TABLE]
"""In the order of the table: sessions end last."""


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    world = people.World()
    with use(world.office.wiring):
        world.fill()
        yield Stage(world, everybody())


def test_every_route_has_its_row_and_every_row_its_route() -> None:
    """A new route comes with whose it is."""
    heads = {name.replace("HEAD", "GET") for name in TABLE if name.startswith("HEAD")}
    assert {name for name in TABLE if not name.startswith("HEAD")} == set(ROWS)
    assert heads == {name for name in ROWS if name.startswith("GET")}


@pytest.mark.parametrize("name", ASKED)
def test_who_may_ask_it_does_and_to_everybody_else_it_says_nothing(stage: Stage, name: str) -> None:
    wrong = [
        f"{asking}: {said}"
        for asking in stage.askings(name, ROWS[name], TABLE[name])
        if (said := stage.trouble(asking))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", [n for n in ASKED if ROWS[n].whose is For.STAFF and ROWS[n].on])
def test_whoever_of_staff_looks_or_acts_is_in_the_log_first(stage: Stage, name: str) -> None:
    """Of the kind of question, for a clerk; while the log is away nothing is shown or done."""
    away, lines, done = stage.traced(name, ROWS[name], TABLE[name])
    assert away == 503
    assert lines >= 1, f"no trace of {name}, answered {done}"


def test_no_page_that_somebody_can_reach_has_a_word_of_somebody_else(stage: Stage) -> None:
    found = [
        f"{caller.name} at {path}: {words}"
        for caller in stage.fresh()
        for path, words in stage.crawl(caller)
    ]
    assert not found, "\n".join(found)
