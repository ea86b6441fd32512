"""A bucket for real browsers: it takes what a presigned form sends, and gives documents."""

from io import BytesIO
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from multipart import MultipartParser, parse_options_header

from chalicelib.adapters.memory.uploads import MemoryIncoming
from tests.support.web.counter import PDF

_UPLOADS = "/uploads"
_MAY_SEND = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Allow-Methods", "POST"),
    ("Access-Control-Allow-Headers", "*"),
]
_OPEN: dict[str, MemoryIncoming] = {}
"""By the host and port where it listens."""


def incoming_at(files: str) -> MemoryIncoming:
    """What lies in the bucket that listens at an address."""
    return _OPEN.setdefault(urlsplit(files).netloc, MemoryIncoming(f"{files}{_UPLOADS}"))


def bucket(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """Answer as S3 would."""
    if environ["PATH_INFO"] != _UPLOADS:
        start(
            "200 OK", [("Content-Type", "application/pdf"), ("Content-Disposition", "attachment")]
        )
        return [PDF]
    if environ["REQUEST_METHOD"] == "OPTIONS":
        start("200 OK", _MAY_SEND)
        return []
    return _taken(environ, start)


def _taken(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    body = BytesIO(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    boundary = parse_options_header(environ["CONTENT_TYPE"])[1]["boundary"]
    parts = MultipartParser(body, boundary, spool_limit=50_000_000, memory_limit=50_000_000).parts()
    names = [part.name for part in parts]
    assert names[-1] == "file", "S3 reads no field behind the file"
    fields = {part.name: part.value for part in parts[:-1]}
    incoming = _OPEN[environ["HTTP_HOST"]]
    incoming.contents[fields["key"]] = parts[-1].raw
    back = fields.get("success_action_redirect", "")
    if back:
        start("303 See Other", [("Location", f"{back}&key={fields['key']}"), *_MAY_SEND])
    else:
        start("201 Created", _MAY_SEND)
    return []
