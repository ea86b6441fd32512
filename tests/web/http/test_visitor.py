"""Who is counted: behind what stands in front, and never whom somebody says that they are."""

from dataclasses import dataclass
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest

from chalicelib.web.http.visitor import EDGE, visitor_of

SECRET, NEXT = "s" * 64, "n" * 64
ONE = sha256(SECRET.encode()).hexdigest()
BOTH = f"{ONE} {sha256(NEXT.encode()).hexdigest()}"
EDGE_ADDRESS, CITIZEN, LIE = "130.176.1.9", "203.0.113.7", "198.51.100.1"
THROUGH = f"{CITIZEN}, {EDGE_ADDRESS}"


@dataclass(frozen=True)
class Sent:
    """A request as the views see it, as far as it is counted by."""

    headers: dict[str, str]
    source: str = EDGE_ADDRESS
    known: str = ONE
    hops: int = 1
    tenant: str = "34022"

    def header(self, name: str) -> str:
        return self.headers.get(name, "")

    @property
    def request(self) -> Any:
        return SimpleNamespace(context={"identity": {"sourceIp": self.source}})

    @property
    def wiring(self) -> Any:
        return SimpleNamespace(
            settings=SimpleNamespace(edge_sha256=self.known, edge_hops=self.hops)
        )


def counted(forwarded: str, shown: str = "", **more: Any) -> str:
    sent = Sent({EDGE: shown, "x-forwarded-for": forwarded}, **more)
    return visitor_of(sent).removeprefix("34022 ")  # type: ignore[arg-type]


@pytest.mark.parametrize("shown", [SECRET, NEXT])
def test_behind_cloudfront_each_citizen_is_counted_by_their_own_address(shown: str) -> None:
    others = {counted(f"203.0.113.{n}, {EDGE_ADDRESS}", shown, known=BOTH) for n in range(9)}
    assert len(others) == 9
    assert counted(THROUGH, shown, known=BOTH) == CITIZEN


def test_what_a_citizen_says_of_where_they_come_from_changes_nothing() -> None:
    assert counted(f"{LIE}, {THROUGH}", SECRET) == CITIZEN
    assert counted(f"{LIE},{LIE} , {LIE}, {THROUGH}", SECRET) == CITIZEN


@pytest.mark.parametrize("shown", ["", "s", ONE, SECRET + " ", "\ud800"])
@pytest.mark.parametrize("known", [ONE, ""])
def test_who_goes_round_it_is_counted_by_the_address_that_called(shown: str, known: str) -> None:
    assert counted(f"{LIE}, {CITIZEN}", shown, source=CITIZEN, known=known) == CITIZEN


def test_without_a_known_secret_nothing_is_believed() -> None:
    assert counted(f"{LIE}, {CITIZEN}", SECRET, source=CITIZEN, known="") == CITIZEN


def test_where_several_of_ours_stand_in_front_the_outermost_is_believed() -> None:
    assert counted(f"{LIE}, {CITIZEN}, 10.0.0.1, {EDGE_ADDRESS}", SECRET, hops=2) == CITIZEN
    assert counted(EDGE_ADDRESS, SECRET, hops=2) == EDGE_ADDRESS


def test_a_subscriber_is_one_visitor_whichever_of_their_addresses_they_use() -> None:
    mine = {counted(f"2001:db8:1:2::{n:x}, {EDGE_ADDRESS}", SECRET) for n in range(1, 9)}
    assert mine == {"2001:db8:1:2::/64"}
    assert counted(f"2001:db8:1:3::1, {EDGE_ADDRESS}", SECRET) not in mine
    assert counted(f"::ffff:{CITIZEN}, {EDGE_ADDRESS}", SECRET) == CITIZEN


def test_what_is_no_address_is_counted_as_it_came() -> None:
    assert counted(f"nergens, {EDGE_ADDRESS}", SECRET) == "nergens"
    assert counted("", "", source="") == ""
