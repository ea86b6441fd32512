"""Signing in and out, and what a session is good for."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from chalice.test import HTTPResponse

from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.web.http.cookies import SESSION_COOKIE, name_of
from tests.support.web.counter import Counter, Program, Two, Visitor, form_of, open_counter

HERE = name_of(SESSION_COOKIE, "34022")


def test_a_citizen_signs_in_and_comes_back_where_they_were(
    counter: Counter, visitor: Visitor
) -> None:
    answer = visitor.sign_in(1, "/documenten/akte-geboorte/aanvragen")
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/documenten/akte-geboorte/aanvragen"
    assert b"Testpersoon 1" in visitor.get("/aanvragen").body


def test_the_session_cookie_can_be_read_by_nobody_but_us(visitor: Visitor) -> None:
    cookies = visitor.sign_in().headers["Set-Cookie"]
    session = next(c for c in cookies if c.startswith(f"{HERE}="))
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
    [
        "/aanmelden/terug",
        "/afgemeld",
        "/loket",
        "https://elders.example",
        "//elders.example",
        "/\\elders.example",
        "javascript:x",
        "",
        "a b",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Visitor, elsewhere: str) -> None:
    assert visitor.sign_in(1, elsewhere).headers["Location"] == "/"


def back(visitor: Visitor, counter: Counter, query: str = "code=1", nth: int = -1) -> HTTPResponse:
    """Come back from the identity provider with an answer to one of the sign-ins begun."""
    return visitor.get(f"/aanmelden/terug?state={counter.people.asked[nth].state}&{query}")


PLACE = "/documenten/akte-geboorte/aanvragen"
HOW_TO_GO_ON = f'href="/aanmelden?terug={PLACE}'


def begun(visitor: Visitor) -> None:
    visitor.get(f"/aanmelden?terug={PLACE}")


def test_a_sign_in_begun_in_another_browser_is_refused(counter: Counter, visitor: Visitor) -> None:
    begun(visitor)
    victim = Visitor()
    victim.get("/aanmelden")
    answer = back(victim, counter, nth=0)
    assert answer.status_code == 403
    assert HERE not in victim.cookies
    text = answer.body.decode()
    assert "U begon in een andere browser" in text
    assert HOW_TO_GO_ON in text


def test_a_doubled_answer_leads_on_and_signs_nobody_in(counter: Counter, visitor: Visitor) -> None:
    begun(visitor)
    assert back(visitor, counter).headers["Location"] == PLACE
    assert back(visitor, counter).headers["Location"] == PLACE
    assert visitor.get(PLACE).status_code == 200
    visitor.post("/afmelden", form_of(visitor.get("/aanvragen"), "/afmelden"))
    assert back(visitor, counter).headers["Location"] == PLACE
    assert visitor.get(PLACE).status_code == 401


def test_two_windows_of_one_browser_both_sign_in(counter: Counter, visitor: Visitor) -> None:
    begun(visitor)
    visitor.get("/aanmelden?terug=/mijn-gegevens")
    assert back(visitor, counter, nth=0).headers["Location"] == PLACE
    assert back(visitor, counter, nth=1).headers["Location"] == "/mijn-gegevens"
    assert visitor.get("/mijn-gegevens").status_code == 200


def test_a_sign_in_that_took_too_long_is_refused(counter: Counter, visitor: Visitor) -> None:
    begun(visitor)
    counter.clock.move(timedelta(minutes=11))
    text = back(visitor, counter).body.decode()
    assert "Het aanmelden duurde te lang" in text
    assert HOW_TO_GO_ON in text


@pytest.mark.parametrize("state", ["", "bedacht", "x" * 5000, "%00", "%C3%A9"])
def test_an_answer_to_nothing_says_so(visitor: Visitor, state: str) -> None:
    answer = visitor.get(f"/aanmelden/terug?state={state}&code=1")
    assert answer.status_code == 400
    assert "Deze aanmelding kennen wij niet meer" in answer.body.decode()


@pytest.mark.parametrize(
    ("query", "status", "title"),
    [
        ("code=fout", 403, "Het aanmelden is niet gelukt"),
        ("code=", 403, "Het aanmelden is niet gelukt"),
        ("", 403, "Het aanmelden is niet gelukt"),
        ("error=invalid_scope", 403, "Het aanmelden is niet gelukt"),
        ("error=access_denied", 403, "U bent niet aangemeld"),
        ("error=temporarily_unavailable", 503, "De aanmelddienst heeft even een storing"),
        ("error=server_error", 503, "De aanmelddienst heeft even een storing"),
        ("code=weg", 503, "Aanmelden lukt nu even niet"),
        ("code=klok", 503, "De klok van de aanmelddienst loopt niet gelijk"),
        ("code=stuk", 500, "Aanmelden lukt niet door een fout bij ons"),
        ("code=naamloos", 403, "Wij kennen uw rijksregisternummer niet"),
    ],
)
def test_each_way_in_which_it_can_fail_has_its_page_and_remembers_what_was_wanted(
    counter: Counter, visitor: Visitor, query: str, status: int, title: str
) -> None:
    begun(visitor)
    answer = back(visitor, counter, query)
    text = answer.body.decode()
    assert (answer.status_code, f"<h1>{title}</h1>" in text) == (status, True)
    assert HOW_TO_GO_ON in text
    assert "terug=/aanmelden" not in text
    assert HERE not in visitor.cookies


def test_who_changes_their_mind_after_saying_no_still_gets_in(
    counter: Counter, visitor: Visitor
) -> None:
    """The browser's back button leads to the provider again, with the same state."""
    begun(visitor)
    back(visitor, counter, "error=access_denied")
    assert back(visitor, counter).headers["Location"] == PLACE


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [
        (RetryableError("away"), 503, "Aanmelden lukt nu even niet"),
        (PermanentError("no keys"), 500, "Aanmelden lukt niet door een fout bij ons"),
    ],
)
def test_a_provider_that_is_down_says_so_before_anybody_leaves(
    counter: Counter, visitor: Visitor, error: Exception, status: int, title: str
) -> None:
    counter.people.is_down, counter.people.down = True, error
    answer = visitor.get(f"/aanmelden?terug={PLACE}")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (
        status,
        "30" if status == 503 else None,
    )
    assert f"<h1>{title}</h1>" in answer.body.decode()
    assert HOW_TO_GO_ON in answer.body.decode()


def test_who_is_signed_in_goes_on_from_an_old_answer(counter: Counter, citizen: Visitor) -> None:
    """A second tab, or a page of yesterday: nothing is left to sign in for."""
    begun(citizen)
    counter.clock.move(timedelta(minutes=11))
    assert back(citizen, counter).headers["Location"] == PLACE
    unknown = citizen.get("/aanmelden/terug?state=bedacht&code=1")
    assert (unknown.status_code, unknown.headers["Location"]) == (303, "/aanvragen")


def test_who_breaks_off_saying_again_who_they_are_stays_signed_in(
    counter: Counter, citizen: Visitor
) -> None:
    citizen.get(f"/aanmelden?terug={PLACE}&opnieuw=1")
    answer = back(citizen, counter, "error=access_denied")
    text = answer.body.decode()
    assert "<h1>U bevestigde niet wie u bent</h1>" in text
    assert "opnieuw=1" in text.split(HOW_TO_GO_ON)[1].split('"')[0]
    assert "Verdergaan zonder te bevestigen" in text
    assert citizen.get("/aanvragen").status_code == 200


def test_a_new_sign_in_ends_the_session_before_it(counter: Counter, citizen: Visitor) -> None:
    before = dict(citizen.cookies)
    citizen.sign_in(1)
    assert citizen.get("/aanvragen").status_code == 200
    citizen.cookies = before
    assert citizen.get("/aanvragen").status_code == 401


def test_a_program_is_out_when_its_owner_signs_out(counter: Counter, citizen: Visitor) -> None:
    program = Program(1)
    assert program.get("/api/v1/requests").status_code == 200
    counter.clock.move(timedelta(seconds=1))
    citizen.post("/afmelden", form_of(citizen.get("/aanvragen"), "/afmelden"))
    assert program.get("/api/v1/requests").json_body["code"] == "invalid_token"
    assert Program(2).get("/api/v1/requests").status_code == 200


def test_a_token_of_the_second_in_which_somebody_signed_out_is_good(
    counter: Counter, citizen: Visitor
) -> None:
    """Providers say in whole seconds when they made it."""
    now = counter.clock.now()
    counter.clock.move(timedelta(seconds=2) - timedelta(microseconds=now.microsecond + 1))
    citizen.post("/afmelden", form_of(citizen.get("/aanvragen"), "/afmelden"))
    second = int(counter.clock.now().timestamp())
    answers = {}
    for made in (second - 1, second, second + 1):
        counter.people.made_at = made
        answers[made - second] = Program(1).get("/api/v1/requests").status_code
    assert answers == {-1: 401, 0: 200, 1: 200}


def test_signing_out_ends_the_session_for_who_kept_the_cookie(
    counter: Counter, citizen: Visitor
) -> None:
    kept = dict(citizen.cookies)
    answer = citizen.post("/afmelden", form_of(citizen.get("/aanvragen"), "/afmelden"))
    assert answer.headers["Location"] == "/afgemeld?via=acm"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert HERE not in citizen.cookies
    citizen.cookies = kept
    assert citizen.get("/aanvragen").status_code == 401


def test_signing_out_is_confirmed_and_leads_to_the_provider(citizen: Visitor) -> None:
    text = citizen.get("/afgemeld?via=acm").body.decode()
    assert "<h1>U bent afgemeld</h1>" in text
    back_here = quote("http://127.0.0.1:8000/afgemeld", safe="")
    assert f'href="https://aanmelden.example/afmelden?back={back_here}"' in text
    for unknown in ("", "?via=", "?via=elders", "?via=javascript:x"):
        assert "https://aanmelden.example" not in citizen.get(f"/afgemeld{unknown}").body.decode()


@pytest.mark.parametrize("error", [RetryableError("away"), PermanentError("wrong")])
def test_signing_out_here_needs_no_provider(
    counter: Counter, citizen: Visitor, error: Exception
) -> None:
    counter.people.is_down, counter.people.down = True, error
    form = form_of(citizen.get("/aanvragen"), "/afmelden")
    answer = citizen.get(citizen.post("/afmelden", form).headers["Location"])
    assert (answer.status_code, "Ook daar afmelden" in answer.body.decode()) == (200, False)


def test_a_session_in_which_nothing_is_done_ends_by_itself(
    counter: Counter, citizen: Visitor
) -> None:
    counter.clock.move(timedelta(minutes=30))
    assert citizen.get("/aanvragen").status_code == 401


def test_doing_something_keeps_a_session_but_not_for_ever(
    counter: Counter, citizen: Visitor
) -> None:
    for _ in range(5):
        counter.clock.move(timedelta(minutes=20))
        assert citizen.get("/aanvragen").status_code == 200
    counter.clock.move(timedelta(minutes=20))
    assert citizen.get("/aanvragen").status_code == 401


def test_what_a_script_asks_by_itself_keeps_no_session(counter: Counter, citizen: Visitor) -> None:
    counter.clock.move(timedelta(minutes=20))
    assert citizen.get("/aanvragen", sec_fetch_dest="empty").status_code == 200
    counter.clock.move(timedelta(minutes=20))
    assert citizen.get("/aanvragen").status_code == 401


def test_one_key_keeps_a_session(counter: Counter, citizen: Visitor) -> None:
    counter.clock.move(timedelta(minutes=25))
    csrf = citizen.get("/aanvragen", sec_fetch_dest="empty").body.decode()
    token = csrf.split('data-csrf="')[1].split('"')[0]
    assert citizen.post("/blijf", {"csrf": token}).json_body == {"seconds": 1800}
    assert citizen.post("/blijf", {"csrf": "bedacht"}).status_code == 403
    counter.clock.move(timedelta(minutes=25))
    assert citizen.get("/aanvragen").status_code == 200


def test_providers_find_our_public_keys(visitor: Visitor) -> None:
    answer = visitor.get("/.well-known/jwks.json")
    assert answer.json_body == {"keys": []}
    assert answer.headers["Cache-Control"] == "public, max-age=1800"


def test_the_level_and_the_way_that_are_asked_for_reach_the_provider(
    counter: Counter, visitor: Visitor
) -> None:
    visitor.get("/aanmelden?niveau=substantial&via=itsme&opnieuw=1")
    visitor.get("/aanmelden?niveau=bedacht")
    chosen, usual = counter.people.asked
    assert (chosen.level, chosen.way, bool(chosen.anew_since)) == ("substantial", "itsme", True)
    assert (usual.level, usual.way, usual.anew_since) == ("high", "acm", None)
    assert visitor.get("/aanmelden?via=acm-staff").status_code == 404


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
    visitor.cookies[HERE] = cookie
    assert visitor.get("/aanvragen").status_code == 401


def test_who_must_sign_in_first_is_told_how_and_comes_back(visitor: Visitor) -> None:
    answer = visitor.get("/documenten/akte-geboorte/aanvragen")
    assert answer.status_code == 401
    assert 'href="/aanmelden?terug=/documenten/akte-geboorte/aanvragen"' in answer.body.decode()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/documenten/akte-geboorte/aanvragen", "/documenten/akte-geboorte/aanvragen"),
        (
            "/aanvragen/01JCABCDEFGHJKMNPQRSTVWXYZ/intrekken",
            "/aanvragen/01JCABCDEFGHJKMNPQRSTVWXYZ/intrekken",
        ),
        ("/afmelden", "/"),
    ],
)
def test_whoever_sends_a_form_too_late_comes_back_to_it(
    visitor: Visitor, path: str, page: str
) -> None:
    answer = visitor.post(path, {"csrf": "oud"})
    assert answer.status_code == 401
    assert f'href="/aanmelden?terug={page}"' in answer.body.decode()


def test_links_carry_the_stage_of_api_gateway() -> None:
    with open_counter(public_url="http://127.0.0.1:8000/api"):
        visitor = Visitor()
        assert visitor.sign_in(1, "/aanvragen").headers["Location"] == "/api/aanvragen"
        text = visitor.get("/").body.decode()
        assert 'href="/api/documenten"' in text
        assert 'href="/api/static/site.css?v=' in text
