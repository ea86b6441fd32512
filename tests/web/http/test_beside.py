"""What browsers and search engines ask every site for."""

import json
import re
from datetime import datetime

import pytest

from tests.support.web.counter import Counter, Visitor

PUBLIC = [
    "/",
    "/english",
    "/documenten",
    "/documenten/akte-geboorte",
    "/toegankelijkheid",
    "/privacy",
    "/v",
]
OF_NOBODY = ["/documenten?zoek=gezin", "/aanvragen", "/mijn-gegevens", "/nergens", "/v/abcd"]


def described(text: str) -> str:
    found = re.search(r'<meta name="description" content="([^"]*)">', text)
    return found[1] if found else ""


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_says_what_it_is_and_where_it_lives(visitor: Visitor, path: str) -> None:
    text = visitor.get(path).body.decode()
    assert 50 <= len(described(text)) <= 200
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' in text
    assert "noindex" not in text


def test_no_two_public_pages_say_the_same(visitor: Visitor) -> None:
    assert len({described(visitor.get(path).body.decode()) for path in PUBLIC}) == len(PUBLIC)


@pytest.mark.parametrize("path", OF_NOBODY)
def test_any_other_page_is_kept_out_of_search_engines(citizen: Visitor, path: str) -> None:
    text = citizen.get(path).body.decode()
    assert text.count('<meta name="robots" content="noindex">') == 1
    assert "canonical" not in text


def test_search_engines_leave_what_is_of_people_alone(visitor: Visitor) -> None:
    lines = visitor.get("/robots.txt").body.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /aanvragen", "Disallow: /d/", "Disallow: /loket"} <= set(lines)
    closed = tuple(line.removeprefix("Disallow: ") for line in lines[1:])
    assert not any(path.startswith(closed) for path in PUBLIC)


def test_who_finds_a_fault_knows_whom_to_tell(counter: Counter, visitor: Visitor) -> None:
    text = visitor.get("/.well-known/security.txt").body.decode()
    said = dict(line.split(": ", 1) for line in text.splitlines())
    assert said["Contact"] == "mailto:burgerzaken@kortrijk.example"
    assert said["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    ahead = datetime.fromisoformat(said["Expires"]) - counter.clock.now()
    assert 100 < ahead.days < 365


def test_a_phone_gets_a_name_and_an_icon(visitor: Visitor) -> None:
    answer = visitor.get("/manifest.webmanifest")
    manifest = json.loads(answer.body)
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "Thuisloket Stad Kortrijk"
    icon = visitor.get(manifest["icons"][0]["src"])
    assert icon.headers["Content-Type"] == "image/svg+xml"
    assert 'rel="manifest" href="/manifest.webmanifest"' in visitor.get("/").body.decode()


def test_an_icon_is_where_it_always_was(visitor: Visitor) -> None:
    assert visitor.get("/favicon.ico").headers["Location"].startswith("/static/wapen.svg?v=")


@pytest.mark.parametrize(
    "path", [*PUBLIC, *OF_NOBODY, "/api/v1/documents", "/health", "/static/site.css", "/cijfers"]
)
def test_head_answers_like_get_but_for_the_body(visitor: Visitor, path: str) -> None:
    whole, head = visitor.get(path), visitor.ask("HEAD", path)
    assert (head.status_code, head.body) == (whole.status_code, b"")
    assert head.headers == whole.headers
