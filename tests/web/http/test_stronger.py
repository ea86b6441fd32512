"""What takes a stronger or a fresh sign-in offers it, and leads back."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from chalicelib.domain.shared.assurance import Assurance
from chalicelib.domain.shared.errors import TooWeakError
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import error_page
from chalicelib.web.http.problems import problem_of
from chalicelib.web.http.sessions import signed_in_as, signed_in_lately
from tests.support.web.counter import HOST, Counter, Visitor, open_counter

FORM = "/documenten/akte-geboorte/aanvragen"


@dataclass
class Request:
    """A question of a browser with cookies."""

    cookies: dict[str, str]
    method: str = "GET"
    query_params: dict[str, str] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, str]:
        return {"path": "/ergens"}

    @property
    def headers(self) -> dict[str, str]:
        return {"host": HOST, "cookie": "; ".join(f"{n}={v}" for n, v in self.cookies.items())}


def question(counter: Counter, visitor: Visitor, **query: str) -> RequestContext:
    return RequestContext(Request(visitor.cookies, query_params=query), counter.wiring)


@pytest.mark.parametrize("has", Assurance)
@pytest.mark.parametrize("needs", Assurance)
def test_a_level_is_enough_for_itself_and_for_lower_ones(has: Assurance, needs: Assurance) -> None:
    with open_counter() as counter:
        counter.people.assurance = has.value
        visitor = Visitor()
        visitor.sign_in()
        asked = question(counter, visitor)
        if has.reaches(needs):
            assert signed_in_as(asked, needs).assurance == has.value
        else:
            with pytest.raises(TooWeakError) as raised:
                signed_in_as(asked, needs)
            assert raised.value.level == needs.value


def test_what_is_a_while_ago_is_asked_again(counter: Counter, citizen: Visitor) -> None:
    asked = question(counter, citizen, stap="2")
    assert signed_in_lately(asked, timedelta(minutes=5))
    counter.clock.move(timedelta(minutes=6))
    with pytest.raises(TooWeakError) as raised:
        signed_in_lately(asked, timedelta(minutes=5))
    page = error_page(asked, problem_of(raised.value))
    assert page.status_code == 403
    assert "Bevestig dat u het bent" in page.body
    assert (
        'href="/aanmelden?terug=/ergens%3Fstap%3D2&amp;via=acm&amp;niveau=high&amp;opnieuw=1"'
        in page.body
    )


def test_who_asks_too_weakly_is_offered_better_and_can_go_on(
    counter: Counter, visitor: Visitor
) -> None:
    counter.people.assurance = "substantial"
    visitor.sign_in()
    offered = visitor.get(FORM)
    assert offered.status_code == 403
    assert f'href="{FORM}?toch=1"' in offered.body.decode()
    assert visitor.get(f"{FORM}?toch=1").status_code == 200
    counter.people.assurance = "high"
    assert visitor.sign_in(1, FORM).headers["Location"] == FORM
    assert visitor.get(FORM).status_code == 200


def test_a_program_that_is_too_weak_hears_so_by_code() -> None:
    problem = problem_of(TooWeakError("high"))
    assert (problem.status, problem.code) == (403, "stronger_sign_in_needed")


def test_who_consulted_ones_data_takes_the_level_of_what_it_tells(
    counter: Counter, visitor: Visitor
) -> None:
    counter.people.assurance = "substantial"
    visitor.sign_in()
    weak = visitor.get("/mijn-gegevens")
    assert weak.status_code == 403
    assert "/aanmelden?terug=/mijn-gegevens" in weak.body.decode().replace("%2F", "/")
    assert visitor.get("/api/v1/access-log").status_code == 403
    counter.people.assurance = "high"
    assert visitor.sign_in(1, "/mijn-gegevens").headers["Location"] == "/mijn-gegevens"
    assert visitor.get("/mijn-gegevens").status_code == 200
