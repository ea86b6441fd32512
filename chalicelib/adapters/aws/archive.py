"""The PDFs in S3: written once, encrypted, fetched through addresses that soon end."""

import base64
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any, override
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib.adapters.aws.errors import code_of, translated
from chalicelib.log import logger
from chalicelib.ports.documents import Archive, Rendered, Stored
from chalicelib.ports.errors import PermanentError, RetryableError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PDF = "application/pdf"

NOT_THERE = {"NoSuchKey", "404", "AccessDenied", "403"}
"""S3 tells 404 only to who may list the bucket; our functions may not, and are told 403."""


class S3Archive(Archive):
    """Archive in one bucket. What AWS answers becomes RetryableError or PermanentError.

    How a file is encrypted is the bucket's to say: a put that names KMS without a key would take
    the account's own key in place of the bucket's.
    """

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    @override
    def put_once(self, key: str, document: Rendered, media_type: str = PDF) -> Stored:
        """Raises RetryableError, PermanentError."""
        digest = sha256(document.pdf)
        stored = Stored(digest.hexdigest(), len(document.pdf), document.pages)
        params: Any = {
            "Bucket": self._bucket,
            "Key": key,
            "Body": document.pdf,
            "IfNoneMatch": "*",
            "ContentType": media_type,
            "ChecksumSHA256": base64.b64encode(digest.digest()).decode(),
            "Metadata": {"sha256": stored.sha256, "pages": str(stored.pages)},
        }
        with translated("s3.PutObject"):
            try:
                self._client.put_object(**params)
            except ClientError as error:
                if code_of(error) not in {"PreconditionFailed", "412"}:
                    raise
                return self._there(key)
        return stored

    @override
    def link(self, key: str, *, filename: str, seconds: int, media_type: str = PDF) -> str:
        """The browser saves it under `filename`."""
        with translated("s3.GetObject"):
            return self._client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self._bucket,
                    "Key": key,
                    "ResponseContentType": media_type,
                    "ResponseContentDisposition": _attachment(filename),
                    "ResponseCacheControl": "private, no-store",
                },
                ExpiresIn=seconds,
            )

    @override
    def read(self, key: str) -> bytes | None:
        with translated("s3.GetObject"):
            try:
                return self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            except ClientError as error:
                if code_of(error) not in NOT_THERE:
                    raise
                logger.warning("no file in the archive", code=code_of(error))
                return None

    @override
    def erase(self, key: str) -> int:
        """Markers of deletion are taken away too."""
        versions = list(self._versions(key))
        for version in versions:
            with translated("s3.DeleteObject"):
                self._client.delete_object(Bucket=self._bucket, Key=key, VersionId=version)
        if versions and next(self._versions(key), None) is not None:
            raise RetryableError(f"s3.DeleteObject: something is left of {key}")
        return len(versions)

    @override
    def keys(self, prefix: str) -> list[str]:
        return sorted({key for key, _ in self._below(prefix)})

    def _versions(self, key: str) -> Iterator[str]:
        """The versions of one object."""
        yield from (version for found, version in self._below(key) if found == key)

    def _below(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Keys and versions: whoever sent a thousand files can be forgotten too."""
        pages = self._client.get_paginator("list_object_versions")
        with translated("s3.ListObjectVersions"):
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                found = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
                yield from ((item["Key"], str(item["VersionId"])) for item in found)

    def _there(self, key: str) -> Stored:
        with translated("s3.HeadObject"):
            head = self._client.head_object(Bucket=self._bucket, Key=key)
        known = head["Metadata"]
        if not {"sha256", "pages"} <= known.keys():
            raise PermanentError(f"what lies in the archive isn't ours: {key}")
        return Stored(known["sha256"], head["ContentLength"], int(known["pages"]))


def _attachment(filename: str) -> str:
    """A header value after RFC 6266, whatever stands in the name."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"
