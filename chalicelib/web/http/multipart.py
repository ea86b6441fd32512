"""Forms with files (`multipart/form-data`, RFC 7578)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from chalicelib.web.http.asked import Asked, BadRequestError

MULTIPART = "multipart/form-data"
MAX_UPLOAD = 4_600_000
"""What a Lambda function can be handed as base64, with room for the fields beside it."""

_MAX_PARTS = 30


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody sent; what it was called isn't kept."""

    field: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields and the files of a form."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[Uploaded] = field(default_factory=list)

    def file(self, name: str) -> Uploaded | None:
        """The first file of a field; None when none was chosen."""
        return next((file for file in self.files if file.field == name), None)


def filled_form(asked: Asked) -> Filled:
    """Read a form with files; a file field that was left empty gives nothing.

    Raises BadRequestError (`body_too_large`, `malformed_body`).
    """
    form = Filled()
    for disposition, media_type, content in _parts(asked):
        name = disposition.get_param("name", "", "content-disposition")
        if disposition.get_param("filename", None, "content-disposition") is None:
            form.fields[str(name)] = _text(content)
        elif content:
            form.files.append(Uploaded(str(name), media_type, content))
    return form


def _parts(asked: Asked) -> Iterator[tuple[Message, str, bytes]]:
    boundary = _header("content-type", asked.header("content-type")).get_boundary()
    if not boundary:
        raise _malformed()
    body = b"\r\n" + asked.body(MAX_UPLOAD)
    pieces = body.split(b"\r\n--" + boundary.encode("latin-1"))
    if len(pieces) > _MAX_PARTS or not pieces[-1].startswith(b"--"):
        raise _malformed()
    for piece in pieces[1:-1]:
        yield _part(piece)


def _part(piece: bytes) -> tuple[Message, str, bytes]:
    head, found, content = piece.partition(b"\r\n\r\n")
    if not found:
        raise _malformed()
    headers = Message()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip():
            headers[name.strip()] = value.strip()
    return headers, headers.get_content_type(), content


def _header(name: str, value: str) -> Message:
    message = Message()
    message[name] = value
    return message


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8").strip()
    except UnicodeDecodeError:
        raise _malformed() from None


def _malformed() -> BadRequestError:
    return BadRequestError(400, "malformed_body", "Wat u stuurt, kunnen we niet lezen.")
