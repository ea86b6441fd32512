"""What people upload is what its bytes are, and nothing that acts when it is opened."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from chalicelib.domain.cases.forms.pictures import MOST_SEGMENTS
from chalicelib.domain.cases.forms.uploads import LONGEST_OBJECTS, File, check_document, check_files
from chalicelib.domain.shared.errors import InvalidInputError

END = b"\n%%EOF\n"
JPEG, PNG = b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"


def pdf(content: bytes) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n" + content + b"\nendobj" + END


def packed(objects: bytes) -> bytes:
    """A PDF with its objects in a stream, as most programs write them."""
    stream = zlib.compress(objects)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"
    return pdf(head + stream + b"\nendstream")


ACTIVE = {
    "script": b"<< /S /JavaScript /JS (app.alert(1)) >>",
    "script in a stream": b"<< /JS 4 0 R >>",
    "program": b"<< /S /Launch /F (cmd.exe) >>",
    "film": b"<< /Subtype /RichMedia >>",
    "password": b"<< /Encrypt 9 0 R >>",
    "written otherwise": b"<< /S /J#61vaScript >>",
}


@pytest.mark.parametrize("what", ACTIVE)
@pytest.mark.parametrize("written", [pdf, packed])
def test_a_pdf_that_acts_when_it_is_opened_or_is_closed_with_a_password_is_refused(
    what: str, written: type
) -> None:
    content = written(ACTIVE[what])
    for check in (check_document, lambda found: check_files((File(found),))):
        with pytest.raises(InvalidInputError) as refused:
            check(content)
        assert refused.value.code == "file_active"


@pytest.mark.parametrize("content", [b"<< /Type /Page >>", b"(/JSON /Encrypted /LaunchPad)"])
@pytest.mark.parametrize("written", [pdf, packed])
def test_a_pdf_to_read_is_taken(content: bytes, written: type) -> None:
    assert check_document(written(content)) == 1
    check_files((File(written(content)),))


def test_a_bomb_is_unpacked_so_far_only() -> None:
    """A gigabyte of nothing in a megabyte: what is beyond the first part is never made."""
    bomb = packed(bytes(64 * LONGEST_OBJECTS))
    assert len(bomb) < LONGEST_OBJECTS
    assert check_document(bomb) == 1


def photo(written: str, width: int, height: int) -> bytes:
    """A picture of one grey spot whose header says that it is as large."""
    made = BytesIO()
    kind, _, way = written.partition(" ")
    Image.new("L", (3, 5)).save(made, kind, progressive=way == "progressive")
    says = {"jpeg": (">HH", (5, 3), (height, width)), "png": (">II", (3, 5), (width, height))}
    form, small, large = says[kind]
    return made.getvalue().replace(struct.pack(form, *small), struct.pack(form, *large), 1)


def behind(segments: bytes, of: bytes) -> bytes:
    """A JPEG with something between its beginning and the rest."""
    return of[:2] + segments + of[2:]


WRITTEN = ("png", "jpeg", "jpeg progressive")
COMMENT = b"\xff\xfe\x00\x0b" + b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01"
"""With a frame of one pixel in it, which is none."""


@pytest.mark.parametrize("written", WRITTEN)
def test_a_picture_as_large_as_a_telephone_makes_is_taken(written: str) -> None:
    check_files((File(photo(written, 16_320, 12_240)),))


@pytest.mark.parametrize(
    "content",
    [
        *(photo(written, 60_000, 60_000) for written in WRITTEN),
        behind(COMMENT, photo("jpeg", 65_000, 65_000)),
        behind(b"\xff\x00 junk \xff\x00\xff\xff", photo("jpeg", 65_000, 65_000)),
        behind(b"\xff\xe0\x00\x02" * MOST_SEGMENTS, photo("jpeg", 3, 5)),
    ],
    ids=[*WRITTEN, "behind a comment", "behind what is nothing", "behind a head without end"],
)
def test_a_picture_that_says_it_is_absurdly_large_is_refused_unopened(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_files((File(content),))
    assert refused.value.code == "attachment_pixels"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(b"<html><script>alert(1)</script>"), "application/pdf"),
        (JPEG + b"<html><script>alert(1)</script>", "image/jpeg"),
        (PNG + b"PK\x03\x04 een zip", "image/png"),
    ],
)
def test_what_is_two_things_at_once_is_what_it_begins_as(content: bytes, media_type: str) -> None:
    """It is told to the browser as that, to be saved, and never shown as a page."""
    assert File(content).media_type == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>%PDF-1.7",
        b"<svg onload='alert(1)'/>",
        b"PK\x03\x04%PDF-1.7",
        b"MZ%PDF-1.7",
        b" %PDF-1.7",
        b"GIF89a/*",
        b"",
    ],
)
def test_what_begins_as_something_else_is_refused_whatever_it_holds(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_files((File(content),))
    assert refused.value.code in {"attachment_type", "attachment_empty"}
