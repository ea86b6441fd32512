"""Answering what anybody may send costs in proportion to its size, wherever in a request it is."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import app
from tests.support.steps import steps
from tests.support.web.counter import HOST
from tests.support.web.desk import open_office

SIZE = 3_000
TWICE = 2.2
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

type Place = Callable[[str], dict[str, Any]]
"""A request with a text somewhere in it, as API Gateway hands it to the function."""


def event(
    path: str,
    method: str = "GET",
    body: str = "",
    query: dict[str, str] | None = None,
    parts: dict[str, str] | None = None,
    **headers: str,
) -> dict[str, Any]:
    sent = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    whole = path.format(**parts or {})
    return {
        "resource": path,
        "path": whole,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {n: [v] for n, v in (query or {}).items()} or None,
        "pathParameters": parts,
        "stageVariables": None,
        "requestContext": {"resourcePath": path, "httpMethod": method, "path": whole},
        "body": body,
        "isBase64Encoded": False,
    }


def header(name: str, path: str = "/") -> Place:
    return lambda text: event(path, **{name: text})


PLACES: dict[str, Place] = {
    "cookie": header("cookie", "/aanvragen"),
    "bearer": lambda text: event("/api/v1/requests", authorization=f"Bearer {text}"),
    "authorization": header("authorization", "/api/v1/requests"),
    "language": header("accept_language"),
    "accept": header("accept"),
    "host": header("host"),
    "etag": header("if_none_match"),
    "range": header("range"),
    "forwarded": header("x_forwarded_for"),
    "type of content": lambda text: event("/v", "POST", "code=a", content_type=text),
    "form": lambda text: event("/v", "POST", text, content_type=FORM),
    "field of a form": lambda text: event("/v", "POST", f"code={text}", content_type=FORM),
    "json": lambda text: event("/api/v1/verify", "POST", text, content_type=JSON),
    "list of json": lambda text: event("/api/v1/verify", "POST", f"[{text}", content_type=JSON),
    "code": lambda text: event("/v/{code}", parts={"code": text}),
    "token": lambda text: event("/d/{token}", parts={"token": text}),
    "invitation": lambda text: event("/uitnodiging/{token}", parts={"token": text}),
    "document": lambda text: event("/documenten/{document_id}", parts={"document_id": text}),
    "year": lambda text: event("/cijfers/{year}", parts={"year": text}),
    "search": lambda text: event("/documenten", query={"zoek": text}),
    "way back": lambda text: event("/aanmelden", query={"terug": text}),
    "state": lambda text: event("/aanmelden/terug", query={"state": text, "code": "1"}),
}
SLOW = (";", "; a=", '"', "\\", "a=b; ", ",", "=", "&", "%", "[", "{", " ", "-", "a.", "1", "é")
"""What parsers of headers and bodies go back over, if they do."""


@pytest.fixture(scope="module", autouse=True)
def counter() -> Iterator[None]:
    with open_office():
        for place in PLACES.values():  # what is read or compiled once is no step of an answer
            app.app(place("a"), None)
        yield


def cost(place: Place, text: str) -> int:
    asked = place(text)
    return steps(lambda: app.app(asked, None))


def is_in_proportion(place: Place, text: str) -> bool:
    """Of what comes on top of answering nothing, twice the input costs twice at most."""
    once, twice = (text * (size // len(text)) for size in (SIZE, 2 * SIZE))
    return cost(place, twice) <= TWICE * cost(place, once)


@pytest.mark.parametrize("name", PLACES)
def test_what_is_made_to_be_slow_is_not(name: str) -> None:
    slow = [text for text in SLOW if not is_in_proportion(PLACES[name], text)]
    assert slow == []


@hypothesis_settings(max_examples=12)
@given(name=st.sampled_from(sorted(PLACES)), text=st.text(min_size=1, max_size=6))
def test_whatever_repeats_costs_twice_when_it_is_twice_as_long(name: str, text: str) -> None:
    assert is_in_proportion(PLACES[name], text)
