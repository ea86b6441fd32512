"""What S3 is asked when somebody puts a file: one place, and nothing of their own choice."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from chalicelib.adapters.aws.clients import Clients
from chalicelib.adapters.aws.uploads.incoming import S3Incoming
from chalicelib.adapters.aws.uploads.scanner import TAG, TagScanner
from chalicelib.domain.cases.forms.uploads import MAX_FILE
from chalicelib.ports.uploads import Scan

BUCKET, KEY = "thuisloket-test-documents-1", "uploads/new/34022/basket/file"
REGION = "eu-central-1"


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    with mock_aws():
        client = Clients(boto3.Session(region_name=REGION)).s3
        client.create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION}
        )
        versioning: Any = {"Status": "Enabled"}
        client.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration=versioning)
        yield client


def conditions(fields: dict[str, str]) -> list[Any]:
    found: list[Any] = json.loads(base64.b64decode(fields["policy"]))["conditions"]
    return found


def test_a_form_is_for_one_key_one_type_and_a_size(s3: Any) -> None:
    back = "https://thuisloket.example/opladen/basket"
    form = S3Incoming(s3, BUCKET).form(KEY, back)
    said = conditions(dict(form.fields))
    assert {"bucket": BUCKET} in said
    assert {"key": KEY} in said
    assert {"Content-Type": "application/octet-stream"} in said
    assert {"success_action_redirect": back} in said
    (size,) = [one for one in said if isinstance(one, list)]
    assert size[:2] == ["content-length-range", 0]
    assert MAX_FILE <= size[2] < MAX_FILE * 1.2
    free = {"policy", "x-amz-signature", "x-amz-meta"}
    named = {name for one in said if isinstance(one, dict) for name in one}
    assert set(form.fields) - free <= named, "S3 refuses a field that the policy doesn't name"


def test_a_form_and_the_policy_of_pages_name_the_bucket_in_its_region(s3: Any) -> None:
    incoming = S3Incoming(s3, BUCKET)
    assert incoming.address == incoming.form(KEY, "").address
    assert incoming.address == f"https://{BUCKET}.s3.{REGION}.amazonaws.com/"


def test_what_did_not_come_is_nothing_and_what_came_last_is_read(s3: Any) -> None:
    incoming = S3Incoming(s3, BUCKET)
    assert incoming.fetch(KEY) is None
    for content in (b"first", b"second"):
        s3.put_object(Bucket=BUCKET, Key=KEY, Body=content)
    found = incoming.fetch(KEY)
    assert found
    assert found.content == b"second"


@pytest.mark.parametrize(
    ("status", "scan"),
    [
        ("NO_THREATS_FOUND", Scan.CLEAN),
        ("THREATS_FOUND", Scan.HARMFUL),
        ("UNSUPPORTED", Scan.FAILED),
        ("FAILED", Scan.FAILED),
    ],
)
def test_the_tag_on_the_bytes_that_were_read_counts(s3: Any, status: str, scan: Scan) -> None:
    incoming, scanner = S3Incoming(s3, BUCKET), TagScanner(s3, BUCKET)
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"clean", Tagging=f"{TAG}={status}")
    read = incoming.fetch(KEY)
    s3.put_object(Bucket=BUCKET, Key=KEY, Body=b"put again")
    again = incoming.fetch(KEY)
    assert read
    assert again
    assert scanner.scan(read) is scan
    assert scanner.scan(again) is Scan.PENDING
