"""Forms with files (`multipart/form-data`, RFC 7578): limits first, then a parser that keeps them.

How large a body is, how long a content type, a boundary or a line of a part's head, and how many
parts there are, is limited before any of it is read: what anybody sends costs in proportion to its
size (docs/decisions/0040).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.domain.shared.free_text import readable
from chalicelib.web.http.asked import MAX_BODY, BadRequestError, RequestContext, too_large

if TYPE_CHECKING:
    from multipart import MultipartSegment

MULTIPART = "multipart/form-data"
MAX_UPLOAD = 4_600_000
"""What a Lambda function can be handed as base64, with room for the fields beside it."""

_MAX_PARTS = 30
_MAX_HEADERS = 6
_LONGEST_HEADER = 2_048
_LONGEST_TYPE = 300
_BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")
"""RFC 2046, section 5.1.1."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that somebody sent; what it was called isn't kept."""

    field: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields and the files of a form; of a name that comes twice `fields` has the last."""

    fields: dict[str, str] = field(default_factory=dict)
    all: dict[str, list[str]] = field(default_factory=dict)
    files: list[Uploaded] = field(default_factory=list)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> "Filled":
        """A form without files, of its fields in order."""
        form = cls()
        for name, value in pairs:
            form.fields[name] = value
            form.all.setdefault(name, []).append(value)
        return form

    def file(self, name: str) -> Uploaded | None:
        """The first file of a field; None when none was chosen."""
        return next((file for file in self.files if file.field == name), None)


def filled_form(asked: RequestContext) -> Filled:
    """Read a form with files; a file field that was left empty gives nothing.

    What is typed may be as much as in a form without files: it is kept where a file would be too
    large.

    Raises BadRequestError (`body_too_large`, `malformed_body`).
    """
    form, typed = Filled(), 0
    for head, content in _parts(_boundary(asked), asked.body(MAX_UPLOAD)):
        if head.filename is None:
            typed += len(content)
            if typed > MAX_BODY:
                raise too_large()
            text = _text(content)
            form.fields[head.name or ""] = text
            form.all.setdefault(head.name or "", []).append(text)
        elif content:
            form.files.append(Uploaded(head.name or "", head.content_type or "", content))
    return form


def _boundary(asked: RequestContext) -> str:
    from multipart import parse_options_header  # noqa: PLC0415 - forms with files only

    content_type = asked.header("content-type")
    if len(content_type) > _LONGEST_TYPE:
        raise _malformed()
    boundary = parse_options_header(content_type)[1].get("boundary", "")
    if not _BOUNDARY.fullmatch(boundary):
        raise _malformed()
    return str(boundary)


def _parts(boundary: str, body: bytes) -> Iterator[tuple["MultipartSegment", bytes]]:
    """The head and the content of each part. Raises BadRequestError."""
    from multipart import MultipartError, MultipartSegment, PushMultipartParser  # noqa: PLC0415

    limits = {
        "max_header_size": _LONGEST_HEADER,
        "max_header_count": _MAX_HEADERS,
        "max_segment_count": _MAX_PARTS,
    }
    content: list[bytes] = []
    try:
        with PushMultipartParser(boundary, strict=True, **limits) as parser:
            for event in parser.parse(body):
                if isinstance(event, MultipartSegment):
                    head, content = event, []
                elif event is not None:
                    content.append(event)
                else:
                    yield head, b"".join(content)
    except MultipartError:
        raise _malformed() from None


def _text(content: bytes) -> str:
    try:
        return readable(content.decode("utf-8")).strip()
    except UnicodeDecodeError:
        raise _malformed() from None


def _malformed() -> BadRequestError:
    return BadRequestError(400, "malformed_body", "Wat u stuurt, kunnen we niet lezen.")
