"""Somebody moves house, and everything that comes of it."""

from tests.support.day.visits import Day, fine
from tests.support.processes.moving import CLERK, JAN, LUCJA, NEW, Moves, as_, home_of


def somebody_moves(day: Day) -> None:
    """From the first page to the register; and somebody joins a household by mail."""
    town = Moves(day.counter, day.clock)
    fine(day.citizen(LUCJA).get("/zaken/adreswijziging/nieuw"))
    case_id = town.declare(LUCJA)
    town.registered(case_id)
    town.act(case_id, "card_done", CLERK, member=["1"])
    assert town.state(case_id) == "closed"


def somebody_joins(day: Day) -> None:
    """The reference person's mail address is known from before."""
    town = Moves(day.counter, day.clock)
    town.act(town.declare(JAN, NEW | {"number": "77"}), "withdraw", as_(JAN))
    case_id = town.declare(LUCJA, home_of(JAN), joins="ja")
    assert town.state(case_id) == "awaiting_reference"
    town.act(case_id, "withdraw", as_(LUCJA))
