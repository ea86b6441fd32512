"""The table of every route: whose it is, what it is about, and what a good question of it says."""

from dataclasses import dataclass, field
from enum import StrEnum

from tests.support.attack.world import Held
from tests.support.requests import a_number


class For(StrEnum):
    """Who may ask it; what isn't theirs answers as what isn't there."""

    ALL = "everybody"
    CITIZENS = "citizens, each about their own"
    STAFF = "who handles the case"
    REGISTRARS = "registrars"
    SUPERVISORS = "supervisors"
    OFFICERS = "district officers"
    WORKERS = "who has a role here, for whatever organisation"
    BOTH = "citizens about their own, and who handles the case"
    OWN = "citizens and staff, each about what they put ready themselves"
    LINK = "who has the link; what it opens takes a sign-in"
    INVITED = "whoever signed in and has the invitation, until somebody answered"


@dataclass(frozen=True)
class Row:
    """`on` is what the object in the address is: one of `Held`, or a word of its own.

    `fill` are the other parts of the address, `form` what is sent, where `task` becomes the key of
    the task of the object. `may` are statuses that a good question may get beside the usual ones.
    """

    whose: For = For.ALL
    on: str = ""
    fill: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    may: tuple[int, ...] = ()

    def sent(self, held: Held | None) -> dict[str, str]:
        """What is sent about somebody's."""
        tasks = getattr(held, self.on).tasks if held and self.on in ("mail", "letter") else ()
        key = tasks[0].key if tasks else "een/taak"
        return {name: key if value == "task" else value for name, value in self.form.items()}


def _citizens(on: str = "", /, **fill: str) -> Row:
    return Row(For.CITIZENS, on, fill)


def _staff(on: str = "", /, form: dict[str, str] | None = None, **fill: str) -> Row:
    return Row(For.STAFF, on, fill, form or {})


_KEYED = Row(For.STAFF, "", {"slug": "huwelijk"})

ANSWERED_AT_ONCE = {
    "/v": "a file is looked at and kept nowhere, so there is no address of what was found",
    "/v/{code}": "the same",
    "/d/{token}": "what a number opens is shown once, to who has no session",
    "/loket/kopieen": "whose documents were listed may stand in no address",
    "/loket/intake/persoon": "who was found may stand in no address",
    "/loket/samen/{slug}": "what came of each is kept nowhere, and each has a key",
    "/loket/zaken/{case_id}/brief/{slug}": "a letter read before it is sent carries its form along",
    "/loket/zaken/{case_id}/aanpassen/{slug}": "back from that letter, with what was typed",
}
"""Forms that may be answered with a page, and why: sending them again does nothing.

Every other one leads on with 303 (see other), or says with 4xx what is wrong.
"""

PAGES = {
    "GET /": Row(),
    "GET /.well-known/jwks.json": Row(),
    "GET /.well-known/security.txt": Row(),
    "GET /V/{code}": Row(on="code"),
    "GET /aanmelden": Row(),
    "GET /aanmelden/terug": Row(may=(400,)),
    "GET /aanvragen": _citizens(),
    "GET /aanvragen/{request_id}": _citizens("waiting"),
    "GET /aanvragen/{request_id}/agenda": Row(For.CITIZENS, "waiting", may=(404,)),
    "GET /aanvragen/{request_id}/document": _citizens("done"),
    "GET /aanvragen/{request_id}/document/{slot}": _citizens("done", slot="result"),
    "GET /aanvragen/{request_id}/tekst": Row(For.CITIZENS, "done", may=(409,)),
    "GET /aanvragen/{request_id}/{action}": _citizens("waiting", action="intrekken"),
    "POST /aanvragen": Row(For.CITIZENS, form={"weg": "process:marriage"}),
    "POST /aanvragen/{request_id}/{action}": _citizens("waiting", action="intrekken"),
    "GET /afgemeld": Row(),
    "GET /cijfers": Row(),
    "GET /cijfers/feed.atom": Row(),
    "GET /cijfers/{year}": Row(fill={"year": "2026"}, may=(404,)),
    "GET /d/{token}": Row(For.LINK, "link"),
    "POST /d/{token}": Row(
        For.LINK, "link", form={"nummer": a_number(9).digits}, may=(403, 422, 429)
    ),
    "GET /d/{token}/document": Row(For.LINK, "link"),
    "GET /documenten": Row(),
    "GET /documenten/{document_id}": Row(fill={"document_id": "attest-leven"}),
    "GET /documenten/{document_id}/aanvragen": Row(
        For.CITIZENS, fill={"document_id": "attest-leven"}
    ),
    "POST /documenten/{document_id}/aanvragen": Row(
        For.CITIZENS, fill={"document_id": "attest-leven"}
    ),
    "GET /english": Row(),
    "GET /favicon.ico": Row(),
    "GET /health": Row(),
    "GET /manifest.webmanifest": Row(),
    "GET /mijn-gegevens": _citizens(),
    "GET /mijn-gegevens/kopie": _citizens(),
    "GET /mijn-gegevens/kopie/{form}": Row(For.CITIZENS, fill={"form": "data"}),
    "GET /mijn-gegevens/register": _citizens(),
    "GET /mijn-gegevens/wissen": _citizens(),
    "POST /mijn-gegevens/wissen": Row(For.CITIZENS, form={"_naar": "toch-niet"}),
    "GET /mijn-gegevens/voorkeuren": _citizens(),
    "POST /mijn-gegevens/voorkeuren": Row(For.CITIZENS, form={"email": "ik@voorbeeld.example"}),
    "GET /opladen/{basket_id}": _citizens("basket"),
    "POST /opladen/{basket_id}": _citizens("basket"),
    "GET /privacy": Row(),
    "GET /robots.txt": Row(),
    "GET /schemas/{name}": Row(fill={"name": "issued-document-1.json"}, may=(404,)),
    "GET /static/{name}": Row(fill={"name": "site.css"}),
    "GET /toegankelijkheid": Row(),
    "GET /uitnodiging": Row(),
    "POST /uitnodiging": Row(For.CITIZENS, form={"code": "26-AAAAA-AAAAA"}, may=(422,)),
    "GET /uitnodiging/{token}": Row(For.INVITED, "invitation"),
    "POST /uitnodiging/{token}": Row(For.INVITED, "invitation"),
    "GET /v": Row(),
    "POST /v": Row(may=(422,)),
    "GET /v/{code}": Row(on="code"),
    "POST /v/{code}": Row(on="code", may=(422,)),
    "GET /zaken": Row(),
    "GET /zaken/{slug}": Row(fill={"slug": "huwelijk"}, may=(404,)),
    "GET /zaken/{slug}/nieuw": Row(For.CITIZENS, fill={"slug": "huwelijk"}),
    "POST /zaken/{slug}/nieuw": Row(For.CITIZENS, fill={"slug": "huwelijk"}),
}

DESK = {
    "GET /loket": _staff(),
    "GET /loket/aanmelden": Row(),
    "GET /loket/brieven": _staff(),
    "GET /loket/brieven/{case_id}": _staff("letter"),
    "POST /loket/brieven/{case_id}/verzonden": Row(
        For.STAFF, "letter", form={"taak": "task"}, may=(404,)
    ),
    "GET /loket/cijfers": Row(For.SUPERVISORS, may=(404,)),
    "GET /loket/documenten/{number}": _staff("number"),
    "POST /loket/documenten/{number}/behouden": _staff("number", {"uitleg": "Toch niet."}),
    "POST /loket/documenten/{number}/bevestigen": _staff("number"),
    "POST /loket/documenten/{number}/intrekken": _staff("number", {"reden": "wrong_data"}),
    "GET /loket/huwelijken": _staff(),
    "GET /loket/in-behandeling": _staff(),
    "GET /loket/intake": _staff(),
    "POST /loket/intake": _staff("", {"kanaal": "balie", "document": "attest-leven"}),
    "GET /loket/ingeven/{slug}": _KEYED,
    "POST /loket/ingeven/{slug}": _KEYED,
    "POST /loket/ingeven/{slug}/persoon": _KEYED,
    "POST /loket/taken": _staff("", {"bericht": "iets"}),
    "POST /loket/intake/persoon": _staff("", {"kanaal": "balie"}),
    "GET /loket/kopieen": Row(For.REGISTRARS),
    "POST /loket/kopieen": Row(
        For.REGISTRARS, form={"nummer": a_number(9).digits, "doel": "Klacht"}
    ),
    "GET /loket/mails": _staff(),
    "POST /loket/mails/{case_id}/{verb}": _staff(
        "mail", {"taak": "task", "email": "geen adres"}, verb="adres"
    ),
    "GET /loket/samen": _staff(),
    "POST /loket/samen/{slug}": _staff(slug="vragen", form={"_proces": "certificate_request"}),
    "GET /loket/sneltoetsen": _staff(),
    "GET /loket/taken": _staff(),
    "POST /loket/volgende": _staff(),
    "GET /loket/wachtend": _staff(),
    "GET /loket/zaken/{case_id}": _staff("waiting"),
    "POST /loket/zaken/{case_id}/aanpassen/{slug}": _staff("waiting", slug="weigeren"),
    "POST /loket/zaken/{case_id}/acties/{slug}": _staff("waiting", slug="vragen"),
    "POST /loket/zaken/{case_id}/bezig": _staff("waiting"),
    "GET /loket/zaken/{case_id}/bijlagen/{entry}/{position}": Row(
        For.STAFF, "waiting", {"entry": "000001-x", "position": "0"}, may=(404,)
    ),
    "POST /loket/zaken/{case_id}/brief/{slug}": Row(
        For.STAFF, "waiting", {"slug": "weigeren"}, may=(403,)
    ),
    "GET /loket/zaken/{case_id}/documenten/{slot}": _staff("done", slot="result"),
    "POST /loket/zaken/{case_id}/eigen/{verb}": Row(
        For.STAFF, "waiting", {"verb": "afdrukken"}, may=(404,)
    ),
    "POST /loket/zaken/{case_id}/{verb}": _staff(
        "waiting", {"text": "Een notitie."}, verb="notitie"
    ),
    "GET /loket/zoeken": _staff(),
    "POST /loket/zoeken": _staff("", {"dossier": "ABCDEFGH"}),
    "GET /wijk": Row(For.OFFICERS),
    "GET /wijk/{case_id}": Row(For.OFFICERS, "waiting", may=(404, 409)),
    "POST /wijk/{case_id}": Row(For.OFFICERS, "waiting", may=(404,)),
}

API = {
    "GET access-log": _citizens(),
    "GET cases": _citizens(),
    "GET cases/{case_id}": Row(For.BOTH, "waiting"),
    "POST cases/{case_id}": Row(For.CITIZENS, fill={"case_id": "marriage"}),
    "POST cases/{case_id}/actions/{action}": Row(
        For.BOTH, "waiting", {"action": "withdraw"}, {"seen": 0}, (403,)
    ),
    "POST cases/{case_id}/assign": Row(For.STAFF, "waiting", form={"to": ""}, may=(403,)),
    "POST cases/{case_id}/claim": _staff("waiting"),
    "GET cases/{case_id}/documents/{slot}": Row(For.BOTH, "done", {"slot": "result"}),
    "POST cases/{case_id}/escalate": _staff("waiting", {"text": ""}),
    "GET cases/{case_id}/facts": _staff("waiting"),
    "POST cases/{case_id}/heartbeat": _staff("waiting"),
    "POST cases/{case_id}/note": _staff("waiting", {"text": "Een notitie."}),
    "POST cases/{case_id}/preview/{action}": Row(
        For.BOTH, "waiting", {"action": "reject"}, {"seen": 0}, (403, 404)
    ),
    "POST cases/{case_id}/release": _staff("waiting"),
    "POST cases/{case_id}/take-over": Row(For.STAFF, "waiting", may=(403,)),
    "GET documents": Row(),
    "GET figures/{year}": Row(fill={"year": "2026"}, may=(404,)),
    "GET forgetting": _citizens(),
    "POST forgetting": _citizens(),
    "POST forgetting/withdraw": _citizens(),
    "GET health": Row(),
    "POST intake": _staff(),
    "GET openapi.json": Row(),
    "GET processes": Row(),
    "GET processes/{process}": Row(fill={"process": "certificate_request"}),
    "POST requests": _citizens(),
    "GET requests": _citizens(),
    "GET requests/{request_id}": _citizens("waiting"),
    "POST requests/{request_id}/answer": Row(
        For.CITIZENS, "waiting", form={"text": "Een antwoord."}
    ),
    "GET requests/{request_id}/document": _citizens("done"),
    "POST requests/{request_id}/withdraw": _citizens("waiting"),
    "POST uploads": Row(For.BOTH, form={"field": "files"}, may=(404,)),
    "POST uploads/{basket_id}": Row(For.OWN, "basket"),
    "POST verify": Row(may=(422,)),
    "POST verify-file": Row(may=(422,)),
    "GET verify/{code}": Row(on="code", may=(404,)),
    "GET worklists": _staff(),
    "POST worklists/decide": _staff(),
    "POST worklists/next": _staff(),
}

LEAVING = {
    "POST /blijf": _citizens(),
    "POST /afmelden": _citizens(),
    "POST /loket/blijf": Row(For.WORKERS),
    "POST /loket/afmelden": Row(For.WORKERS),
}
"""What ends a session, asked last."""


def _below(path: str) -> str:
    method, _, rest = path.partition(" ")
    return f"{method} /api/v1/{rest}"


ROWS = {**PAGES, **DESK, **{_below(path): row for path, row in API.items()}, **LEAVING}
"""By method and path as the route table has it; HEAD is as GET."""
