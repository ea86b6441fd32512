"""What of the smaller adapters only shows on AWS: calls, faults, parameters."""

import base64
import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest

from chalicelib.adapters.aws.access_log import DynamoAccessLog
from chalicelib.adapters.aws.archive import S3Archive
from chalicelib.adapters.aws.cases.messages import SqsCaseQueue, decode, encode
from chalicelib.adapters.aws.mail.mailer import SesMailer
from chalicelib.adapters.aws.secret import load_versions
from chalicelib.adapters.aws.sessions import REMEMBERED, DynamoSessions
from chalicelib.adapters.aws.tries import DynamoTries
from chalicelib.adapters.memory.platform import MemoryClock, SeededIds, known_keys
from chalicelib.adapters.secrets.versions import Version
from chalicelib.adapters.secrets.versions import encode as encode_versions
from chalicelib.domain.registers.access import AccessContext, Actor, ActorKind, Service
from chalicelib.ports.cases.messages import CaseMessage
from chalicelib.ports.documents import Rendered
from chalicelib.ports.errors import PermanentError, RetryableError
from chalicelib.ports.mail import Mail
from chalicelib.ports.sessions import PendingSignIn, Session
from tests.adapters.aws.conftest import BUCKET
from tests.support.municipalities import a_municipality
from tests.support.requests import KORTRIJK, a_number, an_id
from tests.support.stages.aws import Faults

HOUR = timedelta(hours=1)
KEY = "34022/2026/01KKXJ2M8R0000000000000001.pdf"
PDF = Rendered(b"%PDF-1.7 bytes", 2)
MAIL = Mail(
    to="iemand@voorbeeld.example",
    subject="Uw aanvraag 26-AAAAA-BBBBB: document één is klaar",
    text="Goeiedag, één document.",
    html="<p>Goeiedag, één document.</p>",
    tenant=KORTRIJK,
    request_id=an_id(),
    template="cr_ready",
)
CONTEXT = AccessContext(
    KORTRIJK, Actor(ActorKind.CLERK, "staff-7"), a_number(), "attest-leven", "wet", an_id()
)


class SameId:
    """Ids that have run out."""

    def request_id(self):
        return an_id()

    def secret(self):
        return "s"


def access_log(aws, ids=None):
    clock = MemoryClock()
    return DynamoAccessLog(
        aws.clients.dynamodb, aws.table, known_keys(), ids or SeededIds(clock), clock
    )


def a_session_of(clock):
    until = clock.now() + HOUR
    return Session("id" * 20, KORTRIJK, a_number(), "Łucja", "a@b.example", "high", "csrf", until)


# --- access log ---------------------------------------------------------------------------------


def test_a_consultation_is_logged_in_one_call_under_a_pseudonym(aws):
    access_log(aws).record(CONTEXT, [Service.PERSON])
    assert aws.counter.calls == ["dynamodb.PutItem"]
    (line,) = aws.items("T#34022#LOG#")
    assert line["actor"]["S"] == "staff-7"
    assert a_number().digits not in json.dumps(line)


@pytest.mark.parametrize("when", ["before", "after"])
def test_without_a_sure_log_line_there_is_no_proof(aws, when):
    getattr(aws.faults, when)("PutItem")
    with pytest.raises(RetryableError, match="PutItem"):
        access_log(aws).record(CONTEXT, [Service.PERSON])


def test_a_log_line_that_is_found_again_counts_once(aws):
    """What botocore does by itself after a lost answer."""
    log = access_log(aws, SameId())
    assert log.record(CONTEXT, [Service.PERSON]) == log.record(CONTEXT, [Service.PERSON])
    assert len(aws.items("T#34022#LOG#")) == 1


def test_a_log_line_is_never_written_over(aws):
    log = access_log(aws, SameId())
    log.record(CONTEXT, [Service.PERSON])
    before = aws.items()
    with pytest.raises(PermanentError, match="taken"):
        log.record(CONTEXT, [Service.ACTS])
    assert aws.items() == before


# --- sessions and tries -------------------------------------------------------------------------


def test_the_secret_of_a_session_stands_nowhere(aws):
    clock = MemoryClock()
    sessions = DynamoSessions(aws.clients.dynamodb, aws.table, known_keys(), clock)
    session = a_session_of(clock)
    sessions.open(session)
    sessions.begin(PendingSignIn("the-state", "n", "v", "/", session.expires_at))
    stored = json.dumps(aws.items())
    assert session.id not in stored
    assert "the-state" not in stored
    ends = {int(item["expires"]["N"]) for item in aws.items()}
    remembered = clock.now() + REMEMBERED
    assert ends == {int(at.timestamp()) + 1 for at in (session.expires_at, remembered)}


def test_every_verb_of_sessions_and_tries_is_one_call(aws):
    clock = MemoryClock()
    sessions = DynamoSessions(aws.clients.dynamodb, aws.table, known_keys(), clock)
    tries = DynamoTries(aws.clients.dynamodb, aws.table, clock)
    sessions.open(a_session_of(clock))
    sessions.get("id")
    sessions.close("id")
    sessions.begin(PendingSignIn("state", "n", "v", "/", clock.now()))
    sessions.begun("state")
    sessions.finish("state")
    tries.take("link", 5, clock.now() + HOUR)
    assert aws.counter.calls == [
        "dynamodb.PutItem",
        "dynamodb.GetItem",
        "dynamodb.DeleteItem",
        "dynamodb.PutItem",
        "dynamodb.GetItem",
        "dynamodb.UpdateItem",
        "dynamodb.UpdateItem",
    ]


def test_a_sign_in_whose_taking_got_lost_cannot_be_taken_again(aws):
    clock = MemoryClock()
    sessions = DynamoSessions(aws.clients.dynamodb, aws.table, known_keys(), clock)
    sessions.begin(PendingSignIn("state", "n", "v", "/", clock.now() + HOUR))
    aws.faults.after("UpdateItem")
    with pytest.raises(RetryableError):
        sessions.finish("state")
    assert sessions.finish("state") is None


def test_a_lost_answer_costs_a_try_and_gives_none(aws):
    clock = MemoryClock()
    tries = DynamoTries(aws.clients.dynamodb, aws.table, clock)
    aws.faults.after("UpdateItem")
    with pytest.raises(RetryableError):
        tries.take("link 85613000133", 2, clock.now() + HOUR)
    until = clock.now() + HOUR
    assert [tries.take("link 85613000133", 2, until) for _ in range(2)] == [True, False]
    assert "85613000133" not in json.dumps(aws.items())


# --- queue --------------------------------------------------------------------------------------


def test_a_message_carries_ids_and_a_version_only_and_can_wait(aws):
    url = aws.clients.sqs.create_queue(QueueName="issue")["QueueUrl"]
    aws.counter.clear()
    SqsCaseQueue(aws.clients.sqs, url).send(CaseMessage(KORTRIJK, an_id(), 3), delay=5000)
    assert aws.counter.calls == ["sqs.SendMessage"]
    (params,) = aws.counter.params
    assert params["DelaySeconds"] == 900
    assert json.loads(params["MessageBody"]) == {
        "tenant": KORTRIJK,
        "case_id": an_id(),
        "version": 3,
    }


def test_a_queue_that_fails_is_to_be_tried_again(aws):
    url = aws.clients.sqs.create_queue(QueueName="issue")["QueueUrl"]
    Faults(aws.clients.sqs).before("SendMessage")
    with pytest.raises(RetryableError, match=r"sqs\.SendMessage"):
        SqsCaseQueue(aws.clients.sqs, url).send(CaseMessage(KORTRIJK, an_id(), 3))


def test_a_queue_that_is_not_there_is_an_error_for_good(aws):
    queue = SqsCaseQueue(aws.clients.sqs, "https://sqs.eu-west-1.amazonaws.com/123456789012/none")
    with pytest.raises(PermanentError, match=r"sqs\.SendMessage"):
        queue.send(CaseMessage(KORTRIJK, an_id(), 3))


def test_a_message_is_read_as_it_was_written():
    message = CaseMessage(KORTRIJK, an_id(), 3)
    assert decode(encode(message)) == message


@pytest.mark.parametrize(
    "body",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"tenant": "34022", "case_id": "01A"}',
        '{"tenant": "34022", "case_id": "01A", "version": "3"}',
        '{"tenant": "34022", "case_id": "01A", "version": -1}',
        '{"tenant": "34022", "case_id": "01A", "version": true}',
        '{"tenant": 34022, "case_id": "01A", "version": 3}',
        '{"tenant": "", "case_id": "01A", "version": 3}',
        '{"tenant": "34022", "case_id": "a#b", "version": 3}',
        '{"tenant": "34022", "case_id": "01A", "version": 3, "name": "85.61.30-001.33"}',
    ],
)
def test_a_message_that_we_did_not_write_is_refused_without_being_quoted(body):
    with pytest.raises(PermanentError) as error:
        decode(body)
    assert "85.61.30" not in str(error.value)


# --- archive ------------------------------------------------------------------------------------


def test_a_document_is_put_once_in_one_call_with_its_hash(aws):
    archive = S3Archive(aws.clients.s3, BUCKET)
    stored = archive.put_once(KEY, PDF)
    assert aws.counter.calls == ["s3.PutObject"]
    head = aws.clients.s3.head_object(Bucket=BUCKET, Key=KEY)
    assert head["ContentType"] == "application/pdf"
    assert head["Metadata"] == {"sha256": sha256(PDF.pdf).hexdigest(), "pages": "2"}
    assert stored.sha256 == head["Metadata"]["sha256"]


def test_how_a_document_is_encrypted_is_left_to_the_bucket_that_names_our_key(aws):
    S3Archive(aws.clients.s3, BUCKET).put_once(KEY, PDF)
    (params,) = aws.counter.params
    assert [name for name in params if name.startswith(("Server", "SSE"))] == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_put_that_fails_can_be_repeated_and_stores_one_document(aws, when):
    archive = S3Archive(aws.clients.s3, BUCKET)
    getattr(Faults(aws.clients.s3), when)("PutObject")
    with pytest.raises(RetryableError, match=r"s3\.PutObject"):
        archive.put_once(KEY, PDF)
    assert archive.put_once(KEY, PDF).sha256 == sha256(PDF.pdf).hexdigest()
    versions = aws.clients.s3.list_objects_v2(Bucket=BUCKET)
    assert versions["KeyCount"] == 1


def test_when_a_put_acted_and_other_bytes_come_next_the_first_are_told(aws):
    archive = S3Archive(aws.clients.s3, BUCKET)
    Faults(aws.clients.s3).after("PutObject")
    with pytest.raises(RetryableError):
        archive.put_once(KEY, PDF)
    told = archive.put_once(KEY, Rendered(b"%PDF other", 9))
    assert (told.sha256, told.size, told.pages) == (
        sha256(PDF.pdf).hexdigest(),
        len(PDF.pdf),
        PDF.pages,
    )


def test_two_puts_at_one_moment_are_to_be_tried_again(aws):
    Faults(aws.clients.s3).answer("PutObject", "ConditionalRequestConflict", status=409)
    with pytest.raises(RetryableError, match="ConditionalRequestConflict"):
        S3Archive(aws.clients.s3, BUCKET).put_once(KEY, PDF)


def test_something_else_under_the_key_is_not_taken_for_our_document(aws):
    aws.clients.s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"something else")
    with pytest.raises(PermanentError, match="isn't ours"):
        S3Archive(aws.clients.s3, BUCKET).put_once(KEY, PDF)


def test_what_was_erased_is_looked_for_again_and_what_was_gone_is_not(aws):
    archive = S3Archive(aws.clients.s3, BUCKET)
    archive.put_once(KEY, PDF)
    aws.counter.clear()
    look = "s3.ListObjectVersions"
    assert archive.erase(KEY) == 1
    assert aws.counter.calls == [look, "s3.DeleteObject", look]
    assert archive.erase(KEY) == 0
    assert aws.counter.calls[3:] == [look]


def test_a_link_is_signed_for_a_minute_and_downloads_a_pdf_and_costs_no_call(aws):
    link = S3Archive(aws.clients.s3, BUCKET).link(KEY, filename="34022-26-A.pdf", seconds=60)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert aws.counter.calls == []
    assert asked["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert asked["X-Amz-Expires"] == "60"
    assert asked["response-content-type"] == "application/pdf"
    assert asked["response-cache-control"] == "private, no-store"
    assert asked["response-content-disposition"] == (
        "attachment; filename=\"34022-26-A.pdf\"; filename*=UTF-8''34022-26-A.pdf"
    )


def test_a_file_name_cannot_break_out_of_its_header(aws):
    link = S3Archive(aws.clients.s3, BUCKET).link(KEY, filename='a"\r\nX: é.pdf', seconds=60)
    (header,) = parse_qs(urlsplit(link).query)["response-content-disposition"]
    assert header == (
        "attachment; filename=\"a___X_ _.pdf\"; filename*=UTF-8''a%22%0D%0AX%3A%20%C3%A9.pdf"
    )


# --- mail ---------------------------------------------------------------------------------------


@pytest.fixture
def mailer(aws):
    aws.clients.ses.create_email_identity(EmailIdentity="kortrijk.example")
    aws.counter.clear()
    return SesMailer(aws.clients.ses, "thuisloket-test")


def test_a_mail_goes_in_both_forms_with_tags_that_name_nobody(aws, mailer):
    mailer.send(MAIL, a_municipality())
    assert aws.counter.calls == ["sesv2.SendEmail"]
    (params,) = aws.counter.params
    message = message_from_bytes(params["Content"]["Raw"]["Data"], policy=SMTP)
    text, html = message.iter_parts()
    assert message["Subject"] == MAIL.subject
    assert message["To"] == MAIL.to
    assert message["Reply-To"] == "burgerzaken@kortrijk.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert (text.get_content_type(), text.get_content().strip()) == ("text/plain", MAIL.text)
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", MAIL.html)
    assert params["Destination"] == {"ToAddresses": [MAIL.to]}
    assert params["ConfigurationSetName"] == "thuisloket-test"
    assert params["EmailTags"] == [
        {"Name": "tenant", "Value": KORTRIJK},
        {"Name": "template", "Value": "cr_ready"},
        {"Name": "request", "Value": an_id()},
    ]


def test_a_sender_with_letters_outside_ascii_is_encoded(aws, mailer):
    mailer.send(MAIL, a_municipality())
    sender = aws.counter.params[0]["FromEmailAddress"]
    assert sender.isascii()
    assert sender.startswith("=?utf-8?")
    assert sender.endswith("<thuisloket@kortrijk.example>")


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("TooManyRequestsException", 429, RetryableError),
        ("LimitExceededException", 400, RetryableError),
        ("SendingPausedException", 400, RetryableError),
        ("InternalFailure", 500, RetryableError),
        ("MessageRejected", 400, PermanentError),
        ("BadRequestException", 400, PermanentError),
        ("MailFromDomainNotVerifiedException", 400, PermanentError),
    ],
)
def test_what_ses_refuses_is_tried_again_or_not_and_names_nobody(aws, mailer, code, status, kind):
    Faults(aws.clients.ses).answer("SendEmail", code, status)
    with pytest.raises(kind) as error:
        mailer.send(MAIL, a_municipality())
    assert str(error.value) == f"sesv2.SendEmail: {code}"
    assert error.value.__suppress_context__


def test_a_sender_that_is_not_verified_is_refused_for_good(aws):
    with pytest.raises(PermanentError, match="MessageRejected"):
        SesMailer(aws.clients.ses, "thuisloket-test").send(MAIL, a_municipality())


def test_a_mail_whose_answer_was_lost_is_not_sent_again_by_itself(aws, mailer):
    Faults(aws.clients.ses).after("SendEmail")
    with pytest.raises(RetryableError):
        mailer.send(MAIL, a_municipality())
    assert aws.counter.calls == ["sesv2.SendEmail"]


# --- secret -------------------------------------------------------------------------------------


def put_secret(aws, value: str) -> None:
    aws.clients.ssm.put_parameter(Name="/thuisloket/test/secret", Value=value, Type="SecureString")
    aws.counter.clear()


VERSIONS = (
    Version(1, datetime(2026, 1, 1, tzinfo=UTC), bytes(32), retired=True),
    Version(2, datetime(2026, 6, 1, tzinfo=UTC), bytes(range(48))),
)
SECRET = base64.b64encode(bytes(32)).decode()


def written(secret: str = SECRET, **changes: object) -> str:
    one = {"version": 1, "since": "2026-01-01T00:00:00+00:00", "secret": secret, "retired": False}
    return json.dumps([one | changes])


def test_the_versions_of_the_secret_are_read_in_one_call(aws):
    put_secret(aws, encode_versions(VERSIONS))
    assert load_versions(aws.clients.ssm, "/thuisloket/test/secret") == VERSIONS
    assert aws.counter.calls == ["ssm.GetParameter"]


def test_a_version_does_not_show_its_secret():
    assert str(bytes(32)) not in repr(VERSIONS[0])


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (SECRET, "must be a list of versions"),
        ('{"version": 1}', "must be a list of versions"),
        ("[]", "numbered from 1"),
        (written(version=2), "numbered from 1"),
        (written("not base64!"), "must be a list of versions"),
        (written("c2hvcnQ="), "at least 32 bytes"),
        (written(since="2026-01-01T00:00:00"), "need a zone"),
        (written(since="gisteren"), "must be a list of versions"),
        (written(retired=True), "newest version can't be retired"),
    ],
)
def test_a_secret_that_cannot_be_one_is_named_but_not_shown(aws, value, what):
    put_secret(aws, value)
    with pytest.raises(PermanentError, match=what) as error:
        load_versions(aws.clients.ssm, "/thuisloket/test/secret")
    assert value not in str(error.value)


def test_a_secret_that_is_not_there_is_an_error_for_good(aws):
    with pytest.raises(PermanentError, match="ParameterNotFound"):
        load_versions(aws.clients.ssm, "/thuisloket/test/secret")
