"""A page that shows the mails that were sent, for demonstrations: nothing leaves the machine."""

import email
import email.policy
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from email.message import EmailMessage
from html import escape
from typing import Any
from urllib.parse import parse_qs

FRAME_MAY = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"

type StartResponse = Callable[[str, list[tuple[str, str]]], object]


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail as its reader sees it."""

    to: str
    subject: str
    text: str
    html: str
    id: str = ""


def application(
    sent: Callable[[], list[tuple[str, str]]],
    bounce: Callable[[str, str], None] = lambda _id, _to: None,
) -> Callable[[dict[str, Any], StartResponse], Iterable[bytes]]:
    """A WSGI application over a list of raw mails: `/` to read, `/mails.json` for programs.

    To `/terug` goes the id of one that is to come back; `bounce` takes it, and to whom it went.
    """

    def serve(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        mails = [replace(read(raw), id=known) for known, raw in sent()]
        if path == "/mails.json":
            start_response("200 OK", [("Content-Type", "application/json; charset=utf-8")])
            return [json.dumps([asdict(mail) for mail in mails]).encode()]
        if path == "/terug" and environ["REQUEST_METHOD"] == "POST":
            wanted = _id_in(environ)
            for mail in mails:
                if mail.id == wanted:
                    bounce(mail.id, mail.to)
            start_response("303 See Other", [("Location", f"/?terug={wanted}")])
            return [b""]
        if path == "/":
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [page(mails).encode()]
        start_response("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Dit is er niet."]

    return serve


def _id_in(environ: dict[str, Any]) -> str:
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return parse_qs(body.decode()).get("mail", [""])[0]


def read(raw: str) -> SentMail:
    """Take a mail apart."""
    message = email.message_from_string(raw, EmailMessage, policy=email.policy.default)
    return SentMail(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def page(mails: list[SentMail]) -> str:
    """All mails on one page, newest first; each in a frame of its own that can run nothing."""
    shown = "".join(_article(mail) for mail in mails)
    nothing = (
        "<p>Er zijn nog geen mails verstuurd. Vraag een document aan en kijk hier opnieuw.</p>"
    )
    return f"""<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Postvak UIT van de demo</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<style>
body {{ font-family: system-ui, sans-serif; max-width: 52rem; margin: 0 auto; padding: 1rem;
  line-height: 1.5; color: #1c1c1c; background: #f3f2ef; }}
article {{ background: #fff; border-radius: .5rem; padding: 1rem; margin: 0 0 1.5rem; }}
h2 {{ font-size: 1.1rem; margin: 0; }} p.to {{ margin: 0 0 .5rem; color: #555; }}
iframe {{ border: 1px solid #d6d3cc; width: 100%; height: 40rem; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
</style></head><body>
<h1>Postvak UIT van de demo</h1>
<p>Deze mails bleven op deze computer. De bewoners zijn verzonnen.</p>
{shown or nothing}
</body></html>"""


def _article(mail: SentMail) -> str:
    return (
        f"<article><h2>{escape(mail.subject)}</h2><p class=to>aan {escape(mail.to)}</p>"
        "<form method=post action=/terug>"
        f"<button name=mail value={escape(mail.id, quote=True)}>Deze mail kwam niet aan</button>"
        " Het loket krijgt dan bericht, zoals van een echte mailserver: zie Mails aan het loket."
        "</form>"
        f'<iframe title="{escape(mail.subject)}"'
        f' sandbox="{FRAME_MAY}"'
        f' srcdoc="{escape(mail.html, quote=True)}"></iframe>'
        f"<details><summary>Als platte tekst</summary><pre>{escape(mail.text)}</pre></details>"
        "</article>"
    )
