"""Around every view: the request, the errors, the headers; and how a view gets its address."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from chalice import Blueprint, Chalice, Response

from chalicelib.web.http import problems
from chalicelib.web.http.asked import CURRENT, RequestContext, asked
from chalicelib.web.http.headers import secured

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
API = "/api/v1"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
DEEPEST = 7
"""Paths with more parts than any of ours are refused by API Gateway itself."""

_PAGES: list[re.Pattern[str]] = []
"""The paths that can be gone to, filled when the application is put together."""

type View = Callable[..., Response]
type ErrorPage = Callable[[RequestContext, problems.Problem], Response]


def get(blueprint: Blueprint, path: str) -> Callable[[View], View]:
    """Let a view answer GET and HEAD at a path; it gets the request and the parts of the path."""
    _PAGES.append(re.compile(re.sub(r"\{[a-z_]+\}", "[^/]+", path)))
    return _at(blueprint, path, ["GET", "HEAD"], [JSON])


def post(blueprint: Blueprint, path: str, *content_types: str) -> Callable[[View], View]:
    """Let a view answer POST at a path, of a form unless other content types are named."""
    return _at(blueprint, path, ["POST"], list(content_types) or [FORM])


def _at(
    blueprint: Blueprint, path: str, methods: list[str], content_types: list[str]
) -> Callable[[View], View]:
    def register(view: View) -> View:
        @wraps(view)
        def guarded(**parts: str) -> Response:
            question = asked()
            try:
                return view(question, **parts)
            except Exception as error:
                return _refusal(problems.problem_of(error))

        blueprint.route(path, methods=methods, content_types=content_types)(guarded)
        return view

    return register


def nearest_page(path: str) -> str:
    """The page where a form that is sent to a path stands: there, or above it."""
    while path and not any(page.fullmatch(path) for page in _PAGES):
        path = path.rpartition("/")[0]
    return path or "/"


class Middleware:
    """The middleware of all HTTP functions; `error_page` shows a problem to a person."""

    def __init__(self, error_page: ErrorPage) -> None:
        self._error_page = error_page

    def __call__(self, request: Any, get_response: Callable[[Any], Response]) -> Response:  # noqa: ANN401 - Chalice's
        """Answer a request, whatever happens."""
        token = CURRENT.set(request)
        try:
            answer = secured(self._shaped(get_response(request)))
            return _without_body(answer) if request.method == "HEAD" else answer
        finally:
            CURRENT.reset(token)

    def _shaped(self, response: Response) -> Response:
        """Chalice's own refusals, and those of our views, in our shape."""
        if isinstance(response.body, problems.Problem):
            return self._shown(response.body, {})
        if isinstance(response.body, dict) and set(response.body) == {"Code", "Message"}:
            problem = problems.chalice_problem(response.status_code)
            return self._shown(problem, {"Allow": response.headers.get("Allow", "")})
        return response

    def _shown(self, problem: problems.Problem, headers: dict[str, str]) -> Response:
        question = asked()
        show = problems.as_json if question.is_for_api else self._page_of(question)
        response = show(problem)
        response.headers |= {name: value for name, value in headers.items() if value}
        return response

    def _page_of(self, question: RequestContext) -> Callable[[problems.Problem], Response]:
        def page(problem: problems.Problem) -> Response:
            try:
                return self._error_page(question, problem)
            except Exception as error:
                known = problem if problem.status < 500 else problems.problem_of(error)
                return problems.as_json(known)

        return page


def install(app: Chalice, blueprints: tuple[Blueprint, ...], error_page: ErrorPage) -> None:
    """Give an app its routes; any other path is answered in our shape too."""
    app.register_middleware(Middleware(error_page), "http")
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    nowhere = Blueprint("nowhere")
    for depth in range(1, DEEPEST + 1):
        path = "".join(f"/{{part{number}}}" for number in range(depth))
        nowhere.route(path, methods=list(METHODS), content_types=[])(_nothing)
    app.register_blueprint(nowhere)


def _without_body(response: Response) -> Response:
    """What HEAD answers: all that GET would say, but for the body (RFC 9110, 9.3.2)."""
    response.body = ""
    return response


def _nothing(**_parts: str) -> Response:
    return Response(body=problems.chalice_problem(404))


def _refusal(problem: problems.Problem) -> Response:
    """Shown by the middleware, which has the design of pages."""
    return Response(body=problem, status_code=problem.status)
