"""Forms with files, as browsers and others send them."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.shared.free_text import readable
from chalicelib.web.http.asked import MAX_BODY, BadRequestError
from chalicelib.web.http.payloads.multipart import MAX_UPLOAD, Filled, filled_form
from tests.support.web.desk import multipart


@dataclass
class Sent:
    """As much of a request as reading a form takes."""

    content_type: str
    content: bytes
    seen: list[str] = field(default_factory=list)

    def header(self, name: str) -> str:
        self.seen.append(name)
        return self.content_type

    def body(self, limit: int) -> bytes:
        assert limit == MAX_UPLOAD
        return self.content


def read(content_type: str, content: bytes) -> Filled:
    sent: Any = Sent(content_type, content)
    return filled_form(sent)


@given(content=st.binary(max_size=300), text=st.text(max_size=60))
def test_bytes_and_texts_come_through_as_they_are(content: bytes, text: str) -> None:
    form = read(*multipart({"tekst": text}, ("pdf", "application/pdf", content)))
    assert form.fields == {"tekst": readable(text).strip()}
    file = form.file("pdf")
    assert (file.content if file else b"") == content


def test_a_text_comes_through_without_what_nobody_sees() -> None:
    content_type, content = multipart({"note": "\0Bel\u202e terug\x07"})
    assert read(content_type, content).fields == {"note": "Bel terug"}


def test_line_ends_at_the_end_of_a_file_stay() -> None:
    for content in (b"%%EOF\n", b"%%EOF\r\n", b"\r\n\r\n", b"--grens"):
        file = read(*multipart({}, ("pdf", "application/pdf", content))).file("pdf")
        assert file
        assert file.content == content


def test_a_field_without_a_file_gives_none() -> None:
    assert read(*multipart({"a": "b"}, ("pdf", "application/octet-stream", b""))).files == []


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        ("multipart/form-data", b"--x--\r\n"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data"),
        ("multipart/form-data; boundary=x", b"--x\r\nniets\r\n--x--\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\na\r\n" * 40 + b"--x--"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--x--\r\n',
        ),
    ],
)
def test_what_cant_be_read_is_refused(content_type: str, content: bytes) -> None:
    with pytest.raises(BadRequestError) as refused:
        read(content_type, content)
    assert refused.value.status == 400


def test_no_more_is_typed_beside_a_file_than_in_a_form_without_one() -> None:
    """What is typed is kept until the file came, in a place that holds no more."""
    half = "é" * (MAX_BODY // 4)
    assert read(*multipart({"a": half, "b": half})).fields == {"a": half, "b": half}
    with pytest.raises(BadRequestError) as refused:
        read(*multipart({"a": half, "b": half, "c": "x"}))
    assert refused.value.code == "body_too_large"
