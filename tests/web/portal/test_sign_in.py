"""Signing in and out, and what a session is good for."""

from datetime import timedelta

import pytest

from chalicelib.web.http.sessions import SESSION_COOKIE, STATE_COOKIE
from tests.support.web.counter import Counter, Two, Visitor, form_of, open_counter


def test_a_citizen_signs_in_and_comes_back_where_they_were(
    counter: Counter, visitor: Visitor
) -> None:
    answer = visitor.sign_in(1, "/documenten/akte-geboorte/aanvragen")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/documenten/akte-geboorte/aanvragen"
    assert b"Testpersoon 1" in visitor.get("/aanvragen").body


def test_the_session_cookie_can_be_read_by_nobody_but_us(visitor: Visitor) -> None:
    cookies = visitor.sign_in().headers["Set-Cookie"]
    session = next(c for c in cookies if c.startswith(f"{SESSION_COOKIE}="))
    assert session.split("; ")[1:] == [
        "Path=/",
        "HttpOnly",
        "Secure",
        "SameSite=Lax",
        "Max-Age=7200",
    ]


def test_state_nonce_and_verifier_are_new_each_time(counter: Counter, visitor: Visitor) -> None:
    visitor.get("/aanmelden")
    visitor.get("/aanmelden")
    first, second = counter.people.asked
    for name in ("state", "nonce", "verifier"):
        assert getattr(first, name) != getattr(second, name)
    assert len({first.state, first.nonce, first.verifier}) == 3


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elders.example", "//elders.example", "/\\elders.example", "javascript:x", "", "a b"],
)
def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Visitor, elsewhere: str) -> None:
    assert visitor.sign_in(1, elsewhere).headers["Location"] == "/"


def test_a_sign_in_begun_in_another_browser_is_refused(counter: Counter, visitor: Visitor) -> None:
    visitor.get("/aanmelden")
    state = counter.people.asked[0].state
    victim = Visitor()
    victim.get("/aanmelden")
    answer = victim.get(f"/aanmelden/terug?state={state}&code=1")
    assert answer.status_code == 403
    assert SESSION_COOKIE not in victim.cookies


def test_a_sign_in_can_be_finished_once(counter: Counter, visitor: Visitor) -> None:
    visitor.get("/aanmelden")
    state = counter.people.asked[0].state
    cookie = visitor.cookies[STATE_COOKIE]
    assert visitor.get(f"/aanmelden/terug?state={state}&code=1").status_code == 303
    visitor.cookies = {STATE_COOKIE: cookie}
    assert visitor.get(f"/aanmelden/terug?state={state}&code=1").status_code == 403


def test_a_sign_in_that_took_too_long_is_refused(counter: Counter, visitor: Visitor) -> None:
    visitor.get("/aanmelden")
    counter.clock.move(timedelta(minutes=11))
    answer = visitor.get(f"/aanmelden/terug?state={counter.people.asked[0].state}&code=1")
    assert answer.status_code == 403
    assert "duurde te lang" in answer.body.decode()


@pytest.mark.parametrize("query", ["code=fout", "error=access_denied", "code="])
def test_a_sign_in_that_fails_says_so_and_offers_another_try(
    counter: Counter, visitor: Visitor, query: str
) -> None:
    visitor.get("/aanmelden")
    state = counter.people.asked[0].state
    answer = visitor.get(f"/aanmelden/terug?state={state}&{query}")
    assert answer.status_code == 403
    assert "Opnieuw aanmelden" in answer.body.decode()
    assert SESSION_COOKIE not in visitor.cookies


def test_signing_out_ends_the_session_for_who_kept_the_cookie(
    counter: Counter, citizen: Visitor
) -> None:
    kept = dict(citizen.cookies)
    answer = citizen.post("/afmelden", form_of(citizen.get("/aanvragen"), "/afmelden"))
    assert answer.status_code == 303
    assert SESSION_COOKIE not in citizen.cookies
    citizen.cookies = kept
    assert citizen.get("/aanvragen").status_code == 401


def test_a_session_ends_by_itself(counter: Counter, citizen: Visitor) -> None:
    counter.clock.move(timedelta(hours=2))
    assert citizen.get("/aanvragen").status_code == 401


def test_a_session_of_another_municipality_is_none_here() -> None:
    with open_counter({"municipalities": Two()}):
        citizen = Visitor()
        citizen.sign_in()
        assert citizen.get("/aanvragen").status_code == 200
        citizen.host = "elders.example"
        assert citizen.get("/aanvragen").status_code == 401


def test_at_an_address_of_no_municipality_there_is_nothing() -> None:
    with open_counter({"municipalities": Two()}):
        nowhere = Visitor("nergens.example")
        assert nowhere.get("/").status_code == 404
        assert nowhere.get("/api/v1/documents").json_body["code"] == "not_found"


@pytest.mark.parametrize("cookie", ["", "x" * 3000, "onzin; onzin", "\u00e9", "a=b=c", "%00"])
def test_a_cookie_that_is_no_session_is_nobody(visitor: Visitor, cookie: str) -> None:
    visitor.cookies[SESSION_COOKIE] = cookie
    assert visitor.get("/aanvragen").status_code == 401


def test_who_must_sign_in_first_is_told_how_and_comes_back(visitor: Visitor) -> None:
    answer = visitor.get("/documenten/akte-geboorte/aanvragen")
    assert answer.status_code == 401
    assert 'href="/aanmelden?terug=/documenten/akte-geboorte/aanvragen"' in answer.body.decode()


def test_links_carry_the_stage_of_api_gateway() -> None:
    with open_counter(public_url="http://127.0.0.1:8000/api"):
        visitor = Visitor()
        assert visitor.sign_in(1, "/aanvragen").headers["Location"] == "/api/aanvragen"
        text = visitor.get("/").body.decode()
        assert 'href="/api/documenten"' in text
        assert 'href="/api/static/site.css?v=' in text
