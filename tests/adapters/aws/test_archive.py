"""The archive on S3, where it answers in pages."""

from botocore.stub import Stubber

from chalicelib.adapters.aws.archive import S3Archive
from tests.support.stages.aws import a_session

CASE = "34022/2026/01KKXJ2M8R0000000000000001"


def test_files_beyond_the_first_page_are_listed_too() -> None:
    client = a_session().client("s3")
    first = {"Versions": [{"Key": f"{CASE}/a", "VersionId": "1"}], "IsTruncated": True}
    second = {"Versions": [{"Key": f"{CASE}/b", "VersionId": "2"}], "IsTruncated": False}
    marks = {"NextKeyMarker": f"{CASE}/a", "NextVersionIdMarker": "1"}
    asked = {"Bucket": "bucket", "Prefix": CASE}
    with Stubber(client) as s3:
        s3.add_response("list_object_versions", first | marks, asked)
        more = {"KeyMarker": f"{CASE}/a", "VersionIdMarker": "1"}
        s3.add_response("list_object_versions", second, asked | more)

        assert S3Archive(client, "bucket").keys(CASE) == [f"{CASE}/a", f"{CASE}/b"]
