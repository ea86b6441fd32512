"""A counter in memory for every test of the web."""

from collections.abc import Iterator

import pytest

from tests.support.office import Office, persona
from tests.support.web.counter import Counter, Program, Visitor, open_counter
from tests.support.web.desk import open_office


@pytest.fixture
def counter() -> Iterator[Counter]:
    with open_counter() as opened:
        yield opened


@pytest.fixture
def visitor(counter: Counter) -> Visitor:
    """Somebody who isn't signed in."""
    return Visitor()


@pytest.fixture
def citizen(counter: Counter) -> Visitor:
    """Somebody who is."""
    visitor = Visitor()
    visitor.sign_in()
    return visitor


@pytest.fixture
def program(counter: Counter) -> Program:
    return Program()


@pytest.fixture
def office() -> Iterator[Office]:
    """A counter with its desks."""
    with open_office() as opened:
        yield opened


@pytest.fixture
def adult(office: Office) -> Visitor:
    """Somebody of age who is signed in there."""
    visitor = Visitor()
    visitor.sign_in(persona("volwassene").digits)
    return visitor
