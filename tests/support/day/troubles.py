"""What goes wrong in a day: AWS fails, messages get lost, a function dies halfway."""

from contextlib import suppress
from datetime import timedelta

from chalicelib.ports.errors import RetryableError
from tests.support.counter import population
from tests.support.day.visits import REMARK, Day
from tests.support.stages.aws import Faults

LETTERS = population().personas["letters"].number
A_WHILE = timedelta(hours=6)


def services_fail(day: Day) -> None:
    """Mail, queue and registers, until the tick has put it right."""
    counter, clients = day.counter, day.counter.wiring.platform.clients
    Faults(clients.ses).answer("SendEmail", "TooManyRequestsException", 429)
    day.decided(LETTERS)
    Faults(clients.sqs).before("SendMessage", times=3)
    day.asks(LETTERS, document="attest-nationaliteit")
    Faults(clients.dynamodb).before("BatchGetItem", times=6)
    day.decided(LETTERS, document="attest-hoofdverblijfplaats-burgerlijke-staat")
    for _ in range(12):
        day.clock.move(A_WHILE)
        counter.tick()
        counter.drain()


def seal_fails(day: Day) -> None:
    """KMS refuses to sign; the case is a clerk's."""
    Faults(day.counter.wiring.platform.clients.kms).answer("Sign", "KMSInvalidStateException")
    day.in_state(day.decided(), "clerk_review")


def archive_fails(day: Day) -> None:
    """S3 takes no document; the case is a clerk's."""
    Faults(day.counter.wiring.platform.clients.s3).answer("PutObject", "AccessDenied", 403)
    day.in_state(day.decided(), "clerk_review")


def messages_get_lost(day: Day) -> None:
    """Nobody takes a request's message, however often it is sent; a case finds no clerk."""
    counter = day.counter
    day.asks(document="attest-nationaliteit")
    Faults(counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=6)
    for _ in range(10):
        day.clock.move(A_WHILE)
        counter.bodies(counter.outputs.issue_queue)
        counter.tick()
    body = _only_message(day, document="attest-nationaliteit", remark=REMARK)
    Faults(counter.wiring.platform.clients.sqs).before("SendMessage", times=3)
    counter.deliver(body)
    day.clock.move(timedelta(hours=1))
    counter.tick()


def it_crashes_after_storing(day: Day) -> None:
    """The document is there, its state isn't; the message comes again."""
    body = _only_message(day, document="attest-kiezer")
    Faults(day.counter.wiring.platform.clients.dynamodb).before("TransactWriteItems", times=12)
    for _ in range(5):
        with suppress(RetryableError):
            day.counter.deliver(body)


def _only_message(day: Day, **wish: str) -> str:
    """Ask for something; the message of it, whatever the tick had sent again before."""
    day.counter.bodies(day.counter.outputs.issue_queue)
    day.asks(**wish)
    (body,) = day.counter.bodies(day.counter.outputs.issue_queue)
    return body
