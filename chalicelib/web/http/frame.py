"""Around every view: the request, the errors, the headers."""

from collections.abc import Callable, Iterable
from typing import Any

from chalice import Chalice, Response

from chalicelib.web.http import problems
from chalicelib.web.http.addresses import API, RouteAddress, View, can_be_gone_to
from chalicelib.web.http.asked import CURRENT, RequestContext, asked
from chalicelib.web.http.headers import secured

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ANY = "X-AMAZON-APIGATEWAY-ANY-METHOD"
"""Every method that a path has no other entry for, as API Gateway's extension of OpenAPI has it.

So such a question reaches us, and Chalice says that the path has no such method.
"""
NOWHERE = "nowhere"
"""The name of what answers where we have nothing."""
DEEPEST = 7
"""Paths with more parts than any of ours are refused by API Gateway itself, but for programs."""

type ErrorPage = Callable[[RequestContext, problems.Problem], Response]


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
            return self._shown(problem, {"Allow": _allowed(response)})
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


def install(app: Chalice, addresses: Iterable[RouteAddress], error_page: ErrorPage) -> None:
    """Give an app its routes; any other path is answered in our shape too."""
    app.register_middleware(Middleware(error_page), "http")
    known = tuple(addresses)
    can_be_gone_to(known)
    for address in known:
        _answer(app, address, guarded(address))
    for path in dict.fromkeys(address.path for address in known):
        _answer(app, RouteAddress(path, (ANY,), (), NOWHERE), _nothing)
    deep = ("".join(f"/{{part{n}}}" for n in range(depth)) for depth in range(1, DEEPEST + 1))
    for path in (*deep, f"{API}/{{rest+}}"):
        _answer(app, RouteAddress(path, METHODS, (), NOWHERE), _nothing)


def guarded(address: RouteAddress) -> View:
    """The view of an address, loaded when it is called; what it raises is a problem to show."""

    def view(**parts: str) -> Response:
        question = asked()
        try:
            return address.found()(question, **parts)
        except Exception as error:
            return _refusal(problems.problem_of(error))

    return view


def _answer(app: Chalice, address: RouteAddress, view: View) -> None:
    methods, types = list(address.methods), list(address.content_types)
    name = address.view.rpartition(":")[2]
    app.route(address.path, methods=methods, content_types=types, name=name)(view)


def _allowed(response: Response) -> str:
    """The methods that a path has, where Chalice names them."""
    named = str(response.headers.get("Allow", "")).split(", ")
    return ", ".join(method for method in named if method != ANY)


def _without_body(response: Response) -> Response:
    """What HEAD answers: all that GET would say, but for the body (RFC 9110, 9.3.2)."""
    response.body = ""
    return response


def _nothing(**_parts: str) -> Response:
    return Response(body=problems.chalice_problem(404))


def _refusal(problem: problems.Problem) -> Response:
    """Shown by the middleware, which has the design of pages."""
    return Response(body=problem, status_code=problem.status)
