"""Whatever somebody without a session sends is answered, and never with a fault of ours."""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import app
from chalicelib.adapters.memory.figures import MemoryFigures
from tests.support.figures import a_year
from tests.support.web.counter import HOST
from tests.support.web.desk import open_office

ROUTES = sorted((path, method) for path, ways in app.app.routes.items() for method in ways)
TYPES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data; boundary*=utf-8''%E2%82%AC",
    "multipart/form-data; boundary=" + "x" * 80,
    'multipart/form-data; boundary="é"',
    "multipart/form-data; boundary=",
    "multipart/form-data" + ";" * 5_000,
)
HEADERS = (
    "accept", "accept-language", "authorization", "content-type", "cookie", "host", "if-none-match",
    "idempotency-key", "origin", "range", "referer", "x-csrf-token", "x-forwarded-for",
)  # fmt: skip
QUERY = ("code", "state", "terug", "sha256", "jaar", "document", "zoek", "q", "pagina", "error")
PART = b'--x\r\nContent-Disposition: form-data; name="bestand"; filename="a"\r\n\r\n'

texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "\r\nX-Y: z", "\x00", "..", "%00", "Bearer a.b.c", "a=b; =", "2022", "-1"]
    ),
    st.text('";=\\/%.\r\n', max_size=40),
)
types = st.one_of(st.sampled_from(TYPES), texts)
bodies = st.one_of(
    st.binary(max_size=200),
    st.binary(max_size=60).map(lambda content: PART + content + b"\r\n--x--\r\n"),
    st.sampled_from([b"[" * 9_000, b'{"sha256": 1e999}', b'{"sha256": "\\ud800"}', b"&" * 500]),
    st.dictionaries(st.sampled_from(["sha256", "code", "a"]), st.from_type(str) | st.none()).map(
        lambda fields: json.dumps(fields).encode()
    ),
)


@st.composite
def events(draw: Any) -> dict[str, Any]:
    """An event as API Gateway hands it to the function."""
    path, method = draw(st.sampled_from(ROUTES))
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    parts = {name: draw(texts) for name in names}
    headers = draw(st.dictionaries(st.sampled_from(HEADERS), texts, max_size=4))
    headers = {"host": HOST, "content-type": draw(types)} | headers
    query = draw(st.dictionaries(st.sampled_from(QUERY), st.lists(texts, min_size=1, max_size=2)))
    body, is_encoded = draw(bodies), draw(st.booleans())
    return {
        "resource": path,
        "path": path.format(**parts),
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": parts or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": path,
            "httpMethod": method,
            "path": path.format(**parts),
            "identity": {"sourceIp": draw(texts)},
        },
        "body": b64encode(body).decode() if is_encoded else body.decode("utf-8", "replace"),
        "isBase64Encoded": is_encoded,
    }


@pytest.fixture(scope="module", autouse=True)
def counter() -> Iterator[None]:
    figures = MemoryFigures()
    a_year(figures)
    with open_office() as office:
        office.wiring.give(rollups=figures)
        yield


@hypothesis_settings(max_examples=600)
@given(event=events())
def test_nothing_that_nobody_sends_is_a_fault_of_ours(event: dict[str, Any]) -> None:
    answer = app.app(event, None)
    assert answer["statusCode"] < 500
    assert json.dumps(answer)
    assert not any("\n" in str(value) for value in answer["headers"].values())


@pytest.mark.parametrize("path", ["/v", "/api/v1/verify-file"])
@pytest.mark.parametrize("content_type", TYPES[3:])
def test_a_content_type_that_is_none_is_a_mistake_of_the_sender(
    path: str, content_type: str
) -> None:
    assert app.app(sent(path, content_type, ""), None)["statusCode"] == 400


def test_what_is_too_large_is_refused_before_it_is_decoded() -> None:
    nothing_once_decoded = "!" * 100_000
    event = sent("/api/v1/verify", "application/json", nothing_once_decoded)
    assert app.app(event | {"isBase64Encoded": True}, None)["statusCode"] == 413


def sent(path: str, content_type: str, body: str) -> dict[str, Any]:
    return {
        "headers": {"host": HOST, "content-type": content_type},
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"resourcePath": path, "httpMethod": "POST", "path": path},
        "body": body,
    }
