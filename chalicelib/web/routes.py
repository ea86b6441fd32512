"""Every HTTP route of the counter."""

from chalice import Chalice

from chalicelib.web import (
    account,
    answering,
    api,
    api_review,
    api_verify,
    citizen,
    desk_documents,
    figures,
    links,
    requesting,
    requests,
    static,
    text_twin,
    verify,
)
from chalicelib.web.desk import actions, case, entrance, intake, lists, mails, paper
from chalicelib.web.frame import install
from chalicelib.web.multipart import MULTIPART
from chalicelib.web.pages import error_page


def register(app: Chalice) -> None:
    """Give an app all pages and the API."""
    pages = (
        citizen,
        requesting,
        requests,
        answering,
        account,
        text_twin,
        links,
        figures,
        verify,
        static,
    )
    programs = (api, api_review, api_verify)
    desk = (entrance, lists, case, actions, intake, paper, mails, desk_documents)
    app.api.binary_types.append(MULTIPART)
    install(app, tuple(module.routes for module in (*pages, *programs, *desk)), error_page)
