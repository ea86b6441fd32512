"""What GuardDuty Malware Protection for S3 writes on an object after it looked at it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, override

from chalicelib.adapters.aws.errors import translated
from chalicelib.ports.uploads import Arrived, Scan, Scanner

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

TAG = "GuardDutyMalwareScanStatus"
_KNOWN = {"": Scan.PENDING, "NO_THREATS_FOUND": Scan.CLEAN, "THREATS_FOUND": Scan.HARMFUL}


@dataclass(frozen=True, slots=True)
class TagScanner(Scanner):
    """The tag of exactly the bytes that were read; what it couldn't scan isn't let in."""

    client: "S3Client"
    bucket: str

    @override
    def scan(self, file: Arrived) -> Scan:
        return _KNOWN.get(self._tags(file).get(TAG, ""), Scan.FAILED)

    def _tags(self, file: Arrived) -> dict[str, str]:
        """Of the version, where the bucket keeps versions: a local AWS's doesn't."""
        where: Any = {"Bucket": self.bucket, "Key": file.key}
        where |= {"VersionId": file.version} if file.version else {}
        with translated("s3.GetObjectTagging"):
            found = self.client.get_object_tagging(**where)
        return {tag["Key"]: tag["Value"] for tag in found["TagSet"]}
