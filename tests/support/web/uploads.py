"""Files that a browser without JavaScript, or a program, puts into the bucket itself."""

from collections.abc import Callable, Mapping

from chalice.test import HTTPResponse

from chalicelib.adapters.aws.uploads.scanner import TAG
from chalicelib.adapters.memory.uploads import MemoryIncoming
from chalicelib.wiring import Wiring
from tests.support.web.counter import Visitor, form_of

type Put = Callable[[str, bytes], None]
"""Puts bytes under a key."""


def into_memory(wiring: Wiring) -> Put:
    """Into the bucket of a counter in memory."""
    incoming = wiring.uploads.incoming
    assert isinstance(incoming, MemoryIncoming)
    return incoming.contents.__setitem__


def into_bucket(wiring: Wiring, found: str = "NO_THREATS_FOUND") -> Put:
    """Into S3, where the scanner looks at them at once."""
    s3, bucket = wiring.platform.clients.s3, wiring.platform.settings.bucket

    def put(key: str, content: bytes) -> None:
        s3.put_object(Bucket=bucket, Key=key, Body=content, Tagging=f"{TAG}={found}")

    return put


def to_upload(visitor: Visitor, where: str, fields: Mapping[str, str], field: str) -> str:
    """Leave a form to choose a file; the path of the page where that is done."""
    answer = visitor.post(where, {**fields, "_bestand": field})
    assert answer.status_code == 303, answer.body
    return str(answer.headers["Location"])


def upload(visitor: Visitor, path: str, content: bytes, put: Put) -> HTTPResponse:
    """Send a file to where the page says, and come back to it."""
    page = visitor.get(path)
    text = page.body.decode()
    address = text.split('enctype="multipart/form-data"')[0].rpartition('action="')[2]
    put(form_of(page, address.split('"')[0])["key"], content)
    return visitor.get(path)


def basket_of(path: str) -> str:
    """The basket of a page where files are chosen."""
    return path.split("?", maxsplit=1)[0].rpartition("/")[2]
