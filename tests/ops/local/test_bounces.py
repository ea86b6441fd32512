"""In the demo a mail comes back when somebody says so, as SES would tell it."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from chalicelib.adapters.aws.mail.feedback import read
from chalicelib.domain.mail.trouble import Trouble
from ops.local import outbox
from ops.local.bounces import SENDING, TaggedMails, bounce_of

TAGS = {"tenant": "34022", "request": "01J", "template": "cr_ready"}
MAIL = "To: ann@example.org\nSubject: Uw document staat klaar\n\nHallo."


def asked(path: str, body: bytes) -> dict[str, Any]:
    length = str(len(body))
    method = {"REQUEST_METHOD": "POST", "PATH_INFO": path, "CONTENT_LENGTH": length}
    return method | {"wsgi.input": BytesIO(body)}


def started(_status: str, _headers: list[tuple[str, str]]) -> None:
    """What a WSGI server is told first."""


def test_a_mail_that_comes_back_tells_of_whom_and_what_it_was() -> None:
    def ses(environ: dict[str, Any], _start: object) -> Iterable[bytes]:
        assert json.loads(environ["wsgi.input"].read())["EmailTags"]
        return [b'{"MessageId": "m1"}']

    aws, told = TaggedMails(ses), []
    sent = {"EmailTags": [{"Name": name, "Value": value} for name, value in TAGS.items()]}
    assert b"m1" in b"".join(aws(asked(SENDING, json.dumps(sent).encode()), started))
    page = outbox.application(
        lambda: [("m1", MAIL), ("m2", MAIL)],
        lambda known, to: told.append(read(bounce_of(known, to, aws.tags[known]))),
    )
    list(page(asked("/terug", b"mail=m1"), started))
    (trouble,) = told
    assert trouble
    assert (trouble.tenant, trouble.request_id, trouble.template) == tuple(TAGS.values())
    assert (trouble.trouble, trouble.address) == (Trouble.BOUNCED, "ann@example.org")
    assert trouble.is_lasting
