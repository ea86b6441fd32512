"""Presigned forms of S3: one key, one size, one type, for a short time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, override

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.archive import NOT_THERE
from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.domain.cases.forms.uploads import MAX_FILE
from chalicelib.ports.uploads import Arrived, Incoming, UploadForm

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

FORM_SECONDS = 3600
"""Somebody without scripts looks for the file after the form was made."""

ANY = "application/octet-stream"
"""The type under which everything lies there: what it is, its bytes say."""

_SLACK = 2_000_000
"""What is a little too large still comes, so that we can say so; S3 would say it in XML."""


@dataclass(frozen=True, slots=True)
class S3Incoming(Incoming):
    """The bucket of documents; its own encryption applies, a form can't ask for another."""

    client: "S3Client"
    bucket: str

    @property
    @override
    def address(self) -> str:
        return self._signed("-", {}, []).address

    @override
    def form(self, key: str, back: str) -> UploadForm:
        fields = {"Content-Type": ANY}
        fields |= {"success_action_redirect": back} if back else {"success_action_status": "201"}
        conditions = [{name: value} for name, value in fields.items()]
        return self._signed(
            key, fields, [*conditions, ["content-length-range", 0, MAX_FILE + _SLACK]]
        )

    @override
    def fetch(self, key: str) -> Arrived | None:
        with translated("s3.GetObject"):
            try:
                found = self.client.get_object(Bucket=self.bucket, Key=key)
            except ClientError as error:
                if code_of(error) not in NOT_THERE:
                    raise
                return None
            return Arrived(key, found.get("VersionId", ""), found["Body"].read())

    def _signed(self, key: str, fields: dict[str, str], conditions: list[Any]) -> UploadForm:
        with translated("s3.PostObject"):
            made = self.client.generate_presigned_post(
                self.bucket, key, Fields=fields, Conditions=conditions, ExpiresIn=FORM_SECONDS
            )
        return UploadForm(made["url"], made["fields"])
