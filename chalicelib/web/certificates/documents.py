"""Pages that anybody may read: what can be asked for, and how this counter works."""

from chalice import Response

from chalicelib.domain.certificates.catalogue import Family
from chalicelib.domain.finding.reading import LONGEST_QUERY
from chalicelib.domain.shared.errors import NotThereError
from chalicelib.web.certificates.describing import Described
from chalicelib.web.certificates.results import results
from chalicelib.web.http import texts
from chalicelib.web.http.addresses import get
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.pages import page
from chalicelib.web.portal.matters import ways_besides_documents, ways_in_english


@get("/")
def home(asked: RequestContext) -> Response:
    """Search, what is asked most, and what else can be arranged."""
    offered = {described.id: described for described in _offered(asked)}
    most_asked = [offered[i] for i in texts.most_asked() if i in offered]
    besides = ways_besides_documents(asked)
    return page(asked, "home.html", most_asked=most_asked, count=len(offered), besides=besides)


@get("/documenten")
def documents(asked: RequestContext) -> Response:
    """All documents by family, or what a query finds."""
    query = asked.query("zoek").strip()[:LONGEST_QUERY]
    offered = _offered(asked)
    found = results(asked, query, {d.id: d for d in offered}) if query else ()
    groups = () if found else _groups(offered)
    return page(asked, "documents.html", query=query, found=found, groups=groups)


@get("/documenten/{document_id}")
def document(asked: RequestContext, document_id: str) -> Response:
    """One document: what it is, who may ask, how fast, at what price."""
    return page(asked, "document.html", d=offered_document(asked, document_id))


@get("/english")
def english(asked: RequestContext) -> Response:
    """Help for who comes from another country (Regulation (EU) 2018/1724, art. 4 and 9)."""
    return page(asked, "english.html", besides=ways_in_english(asked))


@get("/toegankelijkheid")
def accessibility(asked: RequestContext) -> Response:
    """The statement that the Bestuursdecreet asks for."""
    return page(asked, "accessibility.html")


@get("/privacy")
def privacy(asked: RequestContext) -> Response:
    """What happens with people's data."""
    return page(asked, "privacy.html", retention=asked.wiring.templates.retention.get())


def offered_document(asked: RequestContext, document_id: str) -> Described:
    """A document of this municipality. Raises NotThereError."""
    found = asked.wiring.templates.catalogue.get(document_id)
    if found is None or found.id in asked.municipality.not_offered:
        raise NotThereError("Dit document bestaat niet, of u kunt het hier niet aanvragen.")
    return Described(found, asked.municipality, asked.today)


def _offered(asked: RequestContext) -> list[Described]:
    here, today = asked.municipality, asked.today
    every = asked.wiring.templates.catalogue.all()
    return [Described(d, here, today) for d in every if d.id not in here.not_offered]


def _groups(offered: list[Described]) -> list[tuple[str, list[Described]]]:
    titles = texts.words("families")
    groups = [(titles[f.value], [d for d in offered if d.document.family is f]) for f in Family]
    return [(title, documents) for title, documents in groups if documents]
