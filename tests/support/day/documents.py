"""What becomes of documents: verified by anybody, revoked, replaced, listed."""

import json
from hashlib import sha256

from chalicelib.domain.certificates.order import CertificateCase, result_number
from tests.support.day.visits import ADULT, REMARK, Day, fine, upload
from tests.support.web.desk import CLERK, REGISTRAR, SECOND, Desk

ACT = "akte-geboorte"


def anybody_verifies(day: Day) -> None:
    """By code, hash and file, on the pages and by a program; and a file that was changed."""
    case, visitor = day.issued(), day.stranger()
    marking = day.counter.wiring.printing.marking
    pdf, code = day.pdf(case), str(marking.code(case.tenant, case.id))
    changed = pdf.replace(b"PDF-1.7", b"PDF-1.6", 1)
    fine(visitor.get("/v"))
    for path in (f"/v/{code}", f"/V/{code}"):
        assert "echt en geldig" in fine(visitor.get(path)).body.decode()
    for path in ("/v", f"/v/{code}"):
        for data in (pdf, changed):
            fine(upload(visitor, path, {}, ("bestand", "application/pdf", data)))
    by_code = fine(visitor.get(f"/api/v1/verify/{code}")).json_body
    assert by_code["status"] == "authentic"
    for data, verdict in ((pdf, "authentic"), (changed, "changed")):
        file = ("file", "application/pdf", data)
        found = fine(upload(visitor, "/api/v1/verify-file", {}, file)).json_body
        assert found["status"] == verdict
    body = json.dumps({"sha256": sha256(pdf).hexdigest(), "code": code}).encode()
    json_type = {"content-type": "application/json"}
    found = fine(visitor.ask("POST", "/api/v1/verify", body, **json_type)).json_body
    assert found["status"] == "authentic"


def clerk_revokes(day: Day) -> None:
    """A certificate, alone; and one that is made anew."""
    desk, first, second = day.desk(), day.issued(), day.issued()
    _revoke(desk, first)
    _revoke(desk, second, vervangen="ja")
    day.counter.drain()
    assert "Dit document is vervangen" in fine(desk.get(_path(second))).body.decode()


def registrars_revoke(day: Day) -> None:
    """An act, with four eyes: one stands after all, the other doesn't."""
    first, second = day.desk(REGISTRAR), day.desk(SECOND)
    for verb in ("behouden", "bevestigen"):
        case = day.issued(document=ACT)
        _revoke(first, case)
        fine(second.get(_path(case)))
        fine(second.send(f"{_path(case)}/{verb}", uitleg=REMARK))


def registrar_lists_copies(day: Day) -> None:
    """Of one person, with a purpose; a clerk may not."""
    desk = day.desk(REGISTRAR)
    fine(desk.get("/loket/kopieen"))
    form = {"nummer": ADULT.printed, "doel": REMARK}
    fine(desk.send("/loket/kopieen", **form))
    assert day.desk(CLERK).send("/loket/kopieen", **form).status_code == 404


def _revoke(desk: Desk, case: CertificateCase, **more: str) -> None:
    form = {"reden": "mistake", "uitleg": REMARK} | more
    fine(desk.send(f"{_path(case)}/intrekken", **form))


def _path(case: CertificateCase) -> str:
    return f"/loket/documenten/{result_number(case)}"
