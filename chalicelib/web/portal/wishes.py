"""The page on which somebody says what they wish of our mails."""

from typing import get_args

from chalice import Response

from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.process.messages import MailStep
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.language import Language
from chalicelib.ports.sessions import Session
from chalicelib.web.http.addresses import get, post
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page, redirect
from chalicelib.web.http.payloads.bodies import mail_address
from chalicelib.web.http.problems import FieldError
from chalicelib.web.http.sessions import signed_form, signed_in_as
from chalicelib.web.portal.wished import SURE_ENOUGH, wishes_of

_PATH = "/mijn-gegevens/voorkeuren"
_GO, _AWAY, _KEPT = "_naar", "weg", "bewaard"
_EMAIL, _LANGUAGE = "email", "taal"


@get(_PATH)
def wishes(asked: RequestContext) -> Response:
    """What somebody wishes now."""
    session = signed_in_as(asked, SURE_ENOUGH)
    return _page(asked, session, wishes_of(asked, session.number))


@post(_PATH)
def wish(asked: RequestContext) -> Response:
    """Keep what is wished, or throw all of it away."""
    signed_in_as(asked, SURE_ENOUGH)
    session, form = signed_form(asked)
    use_case = asked.wiring.mail.wish
    if form.get(_GO) == _AWAY:
        use_case.none(asked.tenant, session.number)
        return redirect(asked.link(_PATH))
    wished = MailWishes(form.get(_EMAIL, ""), language=_language(form), unwanted=_unwanted(form))
    try:
        use_case(asked.tenant, session.number, _checked(wished))
    except InvalidInputError as error:
        return _page(asked, session, wished, (FieldError(_EMAIL, error.code, error.public),))
    return redirect(asked.link(f"{_PATH}?{_KEPT}=1"))


def _checked(wished: MailWishes) -> MailWishes:
    """With an address as mails can be sent to; none is none. Raises InvalidInputError."""
    return wished.at(mail_address(wished.email)) if wished.email else wished


def _language(form: dict[str, str]) -> Language | None:
    languages: tuple[Language, ...] = get_args(Language.__value__)
    return next((one for one in languages if one == form.get(_LANGUAGE)), None)


def _unwanted(form: dict[str, str]) -> frozenset[MailStep]:
    """The steps that aren't ticked."""
    return frozenset(step for step in MailStep if step.value not in form)


def _page(
    asked: RequestContext,
    session: Session,
    wished: MailWishes,
    errors: tuple[FieldError, ...] = (),
) -> Response:
    return page(
        asked,
        "my_wishes.html",
        status=422 if errors else 200,
        session=session,
        wished=wished,
        steps=tuple(MailStep),
        values={_EMAIL: wished.email, _LANGUAGE: wished.language_at(asked.municipality)},
        errors=errors,
        wrong={error.pointer: error.detail for error in errors},
        is_kept=bool(asked.query(_KEPT)),
    )
