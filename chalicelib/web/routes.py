"""Every HTTP route of the counter."""

from chalice import Chalice

from chalicelib.web import openapi
from chalicelib.web.address_change import wijk
from chalicelib.web.address_change.at_desk import register_moves_at_desk
from chalicelib.web.api import cases as api_cases
from chalicelib.web.api import handling as api_handling
from chalicelib.web.api import routes as api
from chalicelib.web.certificates import api as certificates_api
from chalicelib.web.certificates import documents, requesting, text_twin
from chalicelib.web.certificates.case_page import register_pages
from chalicelib.web.certificates.counter import intake, intake_api
from chalicelib.web.certificates.counter.at_desk import register_at_desk
from chalicelib.web.desk import documents as desk_documents
from chalicelib.web.desk import entrance, mails, paper, search
from chalicelib.web.desk.cases import acting, handling, page
from chalicelib.web.desk.cases import lists as worklists
from chalicelib.web.figures import pages as figures
from chalicelib.web.http import beside, static
from chalicelib.web.http.frame import FORM, install
from chalicelib.web.http.pages import error_page
from chalicelib.web.http.payloads.multipart import MULTIPART
from chalicelib.web.marriage import coming as weddings
from chalicelib.web.marriage.at_desk import register_marriages_at_desk
from chalicelib.web.portal import (
    account,
    invited,
    links,
    matters,
    requests,
    sign_in,
    sign_out,
    starting,
)
from chalicelib.web.verification import api as verification_api
from chalicelib.web.verification import pages as verification


def register(app: Chalice) -> None:
    """Give an app all pages and the API."""
    certificates = (documents, requesting, text_twin, certificates_api)
    portal = (requests, matters, starting, invited, account, links, sign_in, sign_out)
    programs = (api, openapi, intake_api, api_cases, api_handling, verification_api)
    desk = (entrance, search, intake, paper, mails, desk_documents)
    of_cases = (worklists, page, handling, acting, wijk, weddings)
    pages = (*certificates, *portal, figures, verification, static, beside)
    register_pages()
    register_at_desk()
    register_marriages_at_desk()
    weddings.register_weddings()
    register_moves_at_desk()
    app.api.binary_types.extend((MULTIPART, FORM))
    install(
        app, tuple(module.routes for module in (*pages, *programs, *desk, *of_cases)), error_page
    )
