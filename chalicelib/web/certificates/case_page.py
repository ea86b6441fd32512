"""What the page of a case shows for certificates only."""

from collections.abc import Mapping

from chalicelib.domain.cases.intake import Delivery
from chalicelib.usecases.cases.reading.view import CaseView
from chalicelib.web.http import texts
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.portal.own import OwnPages

START = "/documenten"
"""Where somebody chooses what they need."""


def _values(asked: RequestContext, view: CaseView) -> Mapping[str, object]:
    return {
        "details": _details(asked, view),
        "again": f"/documenten/{view.told['document']}",
        "is_mailed": view.is_mailed and view.told["delivery"] == Delivery.LINK,
    }


def _details(asked: RequestContext, view: CaseView) -> str:
    """What tells this one from another of the same document."""
    told = view.told
    document = asked.wiring.templates.catalogue.get(told["document"])
    variant = document.variant(told["variant"]) if document else None
    is_choice = document is not None and len(document.variants) > 1
    language = "" if told["language"] == "nl" else texts.words("languages")[told["language"]]
    return ", ".join(
        part for part in (variant.names.nl if variant and is_choice else "", language) if part
    )


PAGES = OwnPages(START, "certificate_case.html", "events", _values)
"""What a certificate shows in the place of the generated pages."""
