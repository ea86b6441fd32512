"""CaseQueue and Mailer, in memory and on SQS and SES."""

from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.mail import Mail
from tests.support.municipalities import a_municipality
from tests.support.requests import KORTRIJK, an_id


def test_a_message_arrives_as_it_was_sent(world):
    message = CaseMessage(KORTRIJK, an_id(), 3)
    world.queue.send(message)
    assert world.received() == [message]


def test_the_same_message_may_be_sent_twice(world):
    message = CaseMessage(KORTRIJK, an_id(), 3)
    world.queue.send(message)
    world.queue.send(message)
    assert world.received() == [message, message]


def test_a_mail_is_handed_over_without_a_word(world):
    mail = Mail(
        to="iemand@voorbeeld.example",
        subject="Uw document is klaar",
        text="Goeiedag",
        html="<p>Goeiedag</p>",
        tenant=KORTRIJK,
        request_id=an_id(),
        template="cr_ready",
    )
    assert world.mailer.send(mail, a_municipality()) is None
