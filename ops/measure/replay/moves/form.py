"""What a declaration fills in."""

from collections.abc import Iterator
from datetime import timedelta

from chalicelib.domain.cases.forms.raw import Raw
from ops.measure.replay.moves.declarations import PlannedMove


def form_of(move: PlannedMove) -> Raw:
    """What is filled in."""
    moved_on = (move.at - timedelta(days=move.moved_days_ago)).date().isoformat()
    raw: dict[str, str | list[str]] = dict(_address(move))
    raw |= {"moved_on": moved_on, "movers": [number.digits for number in move.movers]}
    return raw | {"joins": "ja" if move.joined else "nee", "custody": "both", "declares": "ja"}


def _address(move: PlannedMove) -> Iterator[tuple[str, str]]:
    street, number, box = move.street.name, str(move.number), ""
    postcode, locality = move.street.postcode, move.street.locality
    if move.joined:
        there = move.joined.address
        street, number, box = there.street, there.house_number, there.box
        postcode, locality = there.postcode, there.locality
    yield "address.street", street
    yield "address.number", number
    yield "address.box", box
    yield "address.postcode", postcode
    yield "address.locality", locality
