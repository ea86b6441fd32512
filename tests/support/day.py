"""A day of a counter in which everything happens that a test of the whole wants to have seen.

Whoever adds a use case adds it here: the policies, and what may stand in a log, are judged by it.
"""

import json
from contextlib import suppress
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import app
from chalicelib.ports.errors import RetryableError
from chalicelib.wiring import Wiring, use
from ops.memory.clock import MemoryClock
from ops.population import eligible
from ops.serve import context, schedule_event
from tests.support.aws import Faults
from tests.support.counter import Counter, population

ADULT = population().personas["volwassene"].number
_HOST = {"Host": "127.0.0.1:8000"}


def a_day(counter: Counter, clock: MemoryClock) -> None:
    """All of it; the clock has moved by days at its end."""
    app.digest(schedule_event(), context())
    citizen_on_the_web(counter)
    program_on_the_api(counter)
    every_register(counter)
    things_go_wrong(counter, clock)
    messages_get_lost(counter, clock)
    it_crashes_after_storing(counter)
    mail_comes_back(counter)
    cold_starts(counter, clock)
    documents_are_erased(counter, clock)


def citizen_on_the_web(counter: Counter) -> None:
    """Sign in, look around, open a link, sign out."""
    web = counter.client.http
    there = web.get("/aanmelden", headers=_HOST)
    state = parse_qs(urlsplit(there.headers["Location"]).query)["state"][0]
    cookies = {"Cookie": _cookies(there.headers["Set-Cookie"])}
    query = urlencode({"state": state, "code": ADULT.digits})
    back = web.get(f"/aanmelden/terug?{query}", headers=_HOST | cookies)
    signed_in = _HOST | {"Cookie": _cookies(back.headers["Set-Cookie"])}
    for path in ("/aanvragen", "/mijn-gegevens"):
        assert web.get(path, headers=signed_in).status_code == 200
    answer = counter.post(ADULT, {"document": "attest-leven"})
    counter.drain()
    token = counter.wiring.keys.link_token("34022", answer.json_body["id"])
    assert web.get(f"/d/{token}/document", headers=signed_in).status_code == 302
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(2):
        web.post(f"/d/{token}", headers=_HOST | form, body=b"nummer=1")
    session = counter.wiring.sessions.get(_value(back.headers["Set-Cookie"]))
    assert session is not None
    leave = web.post("/afmelden", headers=signed_in | form, body=f"csrf={session.csrf}".encode())
    assert leave.status_code == 303


def program_on_the_api(counter: Counter) -> None:
    """Ask, follow, download."""
    request_id = counter.post(ADULT, {"document": "attest-hoofdverblijfplaats"}).json_body["id"]
    counter.drain()
    for path in ("", f"/{request_id}", f"/{request_id}/document"):
        assert counter.get(ADULT, f"/api/v1/requests{path}").status_code in {200, 302}
    assert counter.get(ADULT, "/api/v1/access-log").status_code == 200


def every_register(counter: Counter) -> None:
    """A document of each register."""
    for document in (
        "akte-geboorte",
        "attest-gezinssamenstelling",
        "attest-hoofdverblijfplaats-historiek-gemeente",
    ):
        counter.post(eligible(population(), document)[0].applicant, {"document": document})
    counter.post(ADULT, {"document": "attest-leven", "remark": "dringend"})
    counter.drain()


def things_go_wrong(counter: Counter, clock: MemoryClock) -> None:
    """Whatever makes the tick work, and a document that was stored before."""
    letters = population().personas["letters"].number
    Faults(counter.wiring.clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    counter.post(letters, {"document": "attest-leven"})
    counter.drain()
    Faults(counter.wiring.clients.sqs).before("SendMessage", times=3)
    counter.post(letters, {"document": "attest-nationaliteit"})
    Faults(counter.wiring.clients.dynamodb).before("BatchGetItem", times=6)
    counter.post(letters, {"document": "attest-hoofdverblijfplaats-burgerlijke-staat"})
    counter.drain()
    for _ in range(12):
        clock.move(timedelta(hours=6))
        counter.tick()
        for body in counter.bodies(counter.outputs.issue_queue):
            counter.deliver(body)


def messages_get_lost(counter: Counter, clock: MemoryClock) -> None:
    """Nobody takes a request's message, however often it is sent; a case finds no clerk."""
    counter.post(ADULT, {"document": "attest-nationaliteit"})
    for _ in range(10):
        clock.move(timedelta(hours=6))
        counter.bodies(counter.outputs.issue_queue)
        counter.tick()
    body = _only_message(counter, {"document": "attest-nationaliteit", "remark": "dringend"})
    Faults(counter.wiring.clients.sqs).before("SendMessage", times=3)
    counter.deliver(body)
    clock.move(timedelta(hours=1))
    counter.tick()


def it_crashes_after_storing(counter: Counter) -> None:
    """The document is there, its state isn't; the message comes again."""
    body = _only_message(counter, {"document": "attest-kiezer"})
    Faults(counter.wiring.clients.dynamodb).before("TransactWriteItems", times=12)
    for _ in range(5):
        with suppress(RetryableError):
            counter.deliver(body)


def somebody_verifies(counter: Counter) -> None:
    """The file itself, and its hash, on the page for everybody."""
    pdf = counter.pdf(counter.objects()[0])
    edge = "grens"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="bestand"; filename="a.pdf"\r\n\r\n'
    body = head.encode() + pdf + f"\r\n--{edge}--\r\n".encode()
    headers = _HOST | {"Content-Type": f"multipart/form-data; boundary={edge}"}
    assert counter.client.http.post("/v", headers=headers, body=body).status_code == 200
    assert counter.client.http.get("/v/ABC", headers=_HOST).status_code == 422


def documents_are_erased(counter: Counter, clock: MemoryClock) -> None:
    """Years later."""
    clock.move(timedelta(days=3 * 366))
    counter.tick()


def cold_starts(counter: Counter, clock: MemoryClock) -> None:
    """Each function by itself, with nothing in memory yet."""
    wiring = counter.wiring
    for call in (
        lambda: counter.get(ADULT, "/api/v1/requests"),
        lambda: counter.post(ADULT, {"document": "attest-leven", "remark": "nog eens"}),
        counter.drain,
        counter.tick,
        lambda: mail_comes_back(counter),
        lambda: somebody_verifies(counter),
        lambda: app.digest(schedule_event(), context()),
        lambda: app.figures(schedule_event(), context()),
    ):
        fresh = Wiring(wiring.settings, clients=wiring.clients, identity=counter.badge, clock=clock)
        with use(fresh):
            call()


def mail_comes_back(counter: Counter) -> None:
    """A bounce for the first request."""
    request = counter.wiring.requests.of_person("34022", ADULT, 50)[-1]
    event = {
        "eventType": "Bounce",
        "mail": {
            "messageId": "m",
            "destination": ["test@burger.example"],
            "tags": {"tenant": ["34022"], "request": [request.id], "template": ["cr_ready"]},
        },
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [{"emailAddress": "test@burger.example"}],
        },
    }
    record = {"Sns": {"Message": json.dumps(event), "Subject": "s", "MessageAttributes": {}}}
    app.mail_feedback({"Records": [record]}, context())


def _only_message(counter: Counter, wish: dict[str, str]) -> str:
    """Ask for something; the message of it, whatever the tick had sent again before."""
    counter.bodies(counter.outputs.issue_queue)
    counter.post(ADULT, wish)
    (body,) = counter.bodies(counter.outputs.issue_queue)
    return body


def _cookies(headers: list[str]) -> str:
    return "; ".join(header.partition(";")[0] for header in headers)


def _value(headers: list[str]) -> str:
    pairs = (header.partition(";")[0].partition("=") for header in headers)
    return next(value for name, _, value in pairs if name.endswith("thuisloket") and value)
