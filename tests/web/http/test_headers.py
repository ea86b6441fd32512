"""Every answer, whatever it is, tells browsers to be careful with it."""

import pytest

from chalicelib.web.http.headers import SECURITY
from tests.support.web.counter import Program, Visitor

PATHS = [
    "/",
    "/documenten",
    "/documenten/akte-geboorte",
    "/documenten/onbestaand",
    "/documenten/akte-geboorte/aanvragen",
    "/aanvragen",
    "/aanvragen/onzin",
    "/mijn-gegevens",
    "/aanmelden",
    "/aanmelden/terug",
    "/toegankelijkheid",
    "/privacy",
    "/d/onzin",
    "/static/site.css",
    "/static/stad.css",
    "/static/onbestaand.css",
    "/schemas/document-facts-1.json",
    "/nergens",
    "/health",
    "/api/v1/documents",
    "/api/v1/openapi.json",
    "/api/v1/requests",
    "/api/v1/nergens",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_every_answer_has_the_headers(citizen: Visitor, path: str, method: str) -> None:
    answer = citizen.ask(method, path)
    for name, value in SECURITY.items():
        assert answer.headers[name] == value
    assert answer.headers["Cache-Control"]
    assert answer.headers["Content-Type"]


def test_nothing_inline_may_run_and_nobody_may_frame_us() -> None:
    policy = dict(part.split(" ", 1) for part in SECURITY["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_anything_inline(citizen: Visitor, path: str) -> None:
    text = citizen.get(path).body.decode()
    assert "style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("path", ["/", "/aanvragen", "/mijn-gegevens", "/privacy"])
def test_pages_of_a_person_are_kept_nowhere(citizen: Visitor, path: str) -> None:
    assert citizen.get(path).headers["Cache-Control"] == "no-store"


def test_answers_about_a_person_are_kept_nowhere(program: Program) -> None:
    assert program.get("/api/v1/requests").headers["Cache-Control"] == "no-store"


def test_a_file_is_kept_for_ever_under_its_version_only(visitor: Visitor) -> None:
    text = visitor.get("/").body.decode()
    start = text.index("/static/site.css?v=")
    versioned = text[start : text.index('"', start)]
    assert "immutable" in visitor.get(versioned).headers["Cache-Control"]
    assert "immutable" not in visitor.get("/static/site.css?v=oud").headers["Cache-Control"]


@pytest.mark.parametrize("name", ["..%2Fapp.py", "site.css%00", ".gitignore", "34022.toml"])
def test_only_files_for_the_web_are_given(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/static/{name}").status_code == 404
