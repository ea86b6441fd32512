"""What SES publishes, read."""

import json

import pytest

from chalicelib.adapters.aws.mail.feedback import read
from chalicelib.domain.mail.trouble import Trouble
from chalicelib.ports.errors import PermanentError
from tests.support.requests import an_id

ADDRESS = "iemand@burger.example"
TAGS = {"tenant": ["34022"], "request": [an_id()], "template": ["cr_ready"], "ses:source-ip": ["1"]}


def event(kind: str, tags=TAGS, **more) -> str:
    mail = {"messageId": "m1", "destination": [ADDRESS], "tags": tags, "timestamp": "2026"}
    return json.dumps({"eventType": kind, "mail": mail, **more})


def bounce(kind: str) -> dict[str, object]:
    recipients = [{"emailAddress": "terug@burger.example", "status": "5.1.1"}]
    return {"bounce": {"bounceType": kind, "bouncedRecipients": recipients, "feedbackId": "f"}}


@pytest.mark.parametrize(
    ("message", "trouble", "is_lasting", "address"),
    [
        (event("Bounce", **bounce("Permanent")), Trouble.BOUNCED, True, "terug@burger.example"),
        (event("Bounce", **bounce("Transient")), Trouble.BOUNCED, False, "terug@burger.example"),
        (event("Complaint", complaint={}), Trouble.COMPLAINED, True, ADDRESS),
        (event("DeliveryDelay", deliveryDelay={}), Trouble.DELAYED, False, ADDRESS),
        (event("Reject", reject={"reason": "x"}), Trouble.REFUSED, False, ADDRESS),
    ],
    ids=["gone", "full", "complaint", "delay", "reject"],
)
def test_trouble_is_read_with_whom_and_what_it_was_about(message, trouble, is_lasting, address):
    found = read(message)
    assert (found.trouble, found.is_lasting, found.address) == (trouble, is_lasting, address)
    assert (found.tenant, found.request_id, found.template) == ("34022", an_id(), "cr_ready")


def test_the_same_event_has_the_same_id_and_another_kind_another():
    ids = [read(event(kind)).id for kind in ("Complaint", "Complaint", "Reject")]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("message", [event("Delivery"), event("Bounce", tags={})])
def test_good_news_and_mails_that_are_not_ours_are_nothing(message):
    assert read(message) is None


@pytest.mark.parametrize("message", ["", "[]", '{"eventType": "Bounce", "x": "iemand@burger"}'])
def test_what_ses_would_not_write_is_refused_without_repeating_it(message):
    with pytest.raises(PermanentError) as raised:
        read(message)
    assert "burger" not in str(raised.value)
