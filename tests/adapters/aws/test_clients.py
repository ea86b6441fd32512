"""Clients and the translation of their errors."""

from concurrent.futures import ThreadPoolExecutor

import boto3
import pytest
from botocore.exceptions import (
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
)

from chalicelib.adapters.aws.archive import S3Archive
from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.dynamodb.table import query
from chalicelib.adapters.aws.errors import translated
from chalicelib.ports.errors import PermanentError, RetryableError
from tests.support.stages.aws import Faults, a_session


def test_a_client_is_made_once_however_many_ask():
    clients = Clients(a_session())
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: clients.dynamodb, range(8)))
    assert len({id(client) for client in made}) == 1


def test_clients_have_little_patience():
    clients = Clients(a_session())
    for client in (clients.dynamodb, clients.sqs, clients.s3, clients.ses, clients.ssm):
        config = client.meta.config
        assert config.connect_timeout <= 2
        assert config.read_timeout <= 10
        assert config.retries["mode"] == "standard"


def test_mail_is_tried_once_and_the_rest_three_times():
    clients = Clients(a_session())
    tries = {c: getattr(clients, c).meta.config.retries["total_max_attempts"] for c in KINDS}
    assert tries == {"dynamodb": 3, "sqs": 3, "s3": 3, "ses": 1, "ssm": 3}


def test_documents_are_signed_with_version_four():
    assert Clients(a_session()).s3.meta.config.signature_version == "s3v4"


@pytest.mark.parametrize("region", ["eu-central-1", "eu-north-1", "eu-south-1", "eu-west-3"])
def test_a_link_to_a_document_leads_to_the_buckets_own_region(region):
    clients = Clients(boto3.Session("testing", "testing", region_name=region))
    link = S3Archive(clients.s3, "documents").link("a.pdf", filename="a.pdf", seconds=60)
    assert link.startswith(f"https://documents.s3.{region}.amazonaws.com/a.pdf?")


def test_on_a_local_aws_a_link_leads_there(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5999")
    link = S3Archive(Clients(a_session()).s3, "documents").link("a", filename="a", seconds=60)
    assert link.startswith("http://127.0.0.1:5999/documents/a?")


@pytest.mark.parametrize(
    ("code", "status"), [("NoSuchKey", 404), ("AccessDenied", 403), ("403", 403)]
)
def test_a_document_that_is_gone_is_gone_whatever_s3_may_tell_us(code, status):
    s3 = Clients(a_session()).s3
    Faults(s3).answer("GetObject", code, status)
    assert S3Archive(s3, "documents").read("34022/a.pdf") is None


def test_where_aws_is_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5999")
    assert Clients(a_session()).dynamodb.meta.endpoint_url == "http://127.0.0.1:5999"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ConnectTimeoutError(endpoint_url="https://aws.example"), RetryableError),
        (EndpointConnectionError(endpoint_url="https://aws.example"), RetryableError),
        (NoCredentialsError(), RetryableError),
        (ParamValidationError(report="value: iemand@voorbeeld.example"), PermanentError),
    ],
)
def test_what_botocore_raises_becomes_one_of_two_kinds(error, kind):
    with pytest.raises(kind) as raised, translated("service.Operation"):
        raise error
    assert str(raised.value) == f"service.Operation: {type(error).__name__}"
    assert raised.value.__suppress_context__


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("ThrottlingException", 400, RetryableError),
        ("ExpiredTokenException", 400, RetryableError),
        ("Whatever", 503, RetryableError),
        ("Whatever", 429, RetryableError),
        ("AccessDeniedException", 400, PermanentError),
        ("ValidationException", 400, PermanentError),
    ],
)
def test_what_aws_answers_becomes_one_of_two_kinds(code, status, kind):
    answer = {
        "Error": {"Code": code, "Message": "about iemand@voorbeeld.example"},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    with pytest.raises(kind) as raised, translated("service.Operation"):
        raise ClientError(answer, "Operation")
    assert str(raised.value) == f"service.Operation: {code}"


def test_other_errors_pass_as_they_are():
    with pytest.raises(KeyError), translated("service.Operation"):
        raise KeyError


def test_a_client_that_tries_again_gets_over_a_fault(aws):
    patient = Clients(a_session())
    Faults(patient.dynamodb).before("Query", times=1)
    found = query(
        patient.dynamodb,
        1,
        TableName=aws.table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "nothing"}},
    )
    assert list(found) == []


KINDS = ("dynamodb", "sqs", "s3", "ses", "ssm")
