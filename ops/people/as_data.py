"""Somebody's data for programs (AVG art. 20): plain JSON, in the words of the JSON API."""

import json
from typing import Any

from chalicelib.domain.former_cases.mails_asked import mails_asked
from chalicelib.domain.former_process import Definition

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.certificates.order import CertificateCase, applicant_of, result_of
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.privacy.holdings import HeldRequest, Holdings
from chalicelib.domain.process.instance import Event
from chalicelib.domain.registers.access import Consultation

type Data = dict[str, Any]


def as_json(holdings: Holdings, definition: Definition, names: dict[str, str]) -> str:
    """Everything as JSON; `names` are the names in the archive of the files, by key."""
    data = {
        "national_number": holdings.number.digits,
        "municipality": holdings.tenant,
        "at": holdings.at.isoformat(),
        "requests": [_held(held, definition, names) for held in holdings.requests],
        "documents_about_you": [_listed(listed) for listed in holdings.documents],
        "consultations": [_consultation(one) for one in holdings.consultations],
        "signed_in_until": [until.isoformat() for until in holdings.sessions],
        "addresses_not_written_to": list(holdings.blocked),
        "requests_of_others_about_you": holdings.others,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _held(held: HeldRequest, definition: Definition, names: dict[str, str]) -> Data:
    return _request(held.request) | {
        "events": [_event(event) for event in held.events],
        "entries": [_entry(entry, names) for entry in held.entries],
        "entries_not_included": held.withheld,
        "mails": [
            {"at": at.isoformat(), "template": template}
            for at, template in mails_asked(held.events, definition)
        ],
        "files": [names[key] for key in held.files],
    }


def _request(request: CertificateCase) -> Data:
    wish, applicant, intake = request.payload, applicant_of(request), request.intake
    return {
        "id": request.id,
        "reference": request.reference,
        "state": request.instance.state,
        "received_at": intake.received_at.isoformat(),
        "channel": intake.channel.value,
        "delivery": intake.delivery.value,
        "document": wish.document_id,
        "variant": wish.variant,
        "language": wish.language,
        "subject": wish.subject.digits,
        "relation": wish.claimed.value,
        "purpose": wish.purpose,
        "activity": wish.activity,
        "abroad": wish.abroad,
        "remark": wish.remark,
        "email": applicant.email,
        "assurance": applicant.assurance.value if applicant.assurance else None,
        "document_number": result_of(request).number if result_of(request) else None,
        "findings": [
            {"code": f.code, "result": f.result.value, "basis": f.basis, "sentence": f.citizen}
            for f in (request.verdict.findings if request.verdict else ())
        ],
    }


def _event(event: Event) -> Data:
    """Who it was is their role only: colleagues are people too."""
    return {
        "version": event.version,
        "name": event.name,
        "state": event.target,
        "by": event.actor.partition(":")[0],
        "at": event.at.isoformat(),
        "data": dict(event.data),
    }


def _entry(entry: Entry, names: dict[str, str]) -> Data:
    return {
        "kind": entry.kind.value,
        "by": entry.actor.partition(":")[0],
        "at": entry.at.isoformat(),
        "text": entry.text,
        "data": dict(entry.data),
        "attachments": [names.get(file.key, "") for file in entry.attachments],
    }


def _listed(listed: Listed) -> Data:
    entry = listed.entry
    return {
        "number": entry.number,
        "document": entry.document_id,
        "variant": entry.variant,
        "issued_on": entry.issued_on.isoformat(),
        "valid_until": entry.valid_until.isoformat() if entry.valid_until else None,
        "sha256": entry.sha256,
        "revoked_at": entry.revoked_at.isoformat() if entry.revoked_at else None,
        "replaced_by": entry.replaced_by or None,
        "file_erased_at": listed.erased_at.isoformat() if listed.erased_at else None,
    }


def _consultation(one: Consultation) -> Data:
    return {
        "at": one.at.isoformat(),
        "by": one.actor_kind.value,
        "services": sorted(service.value for service in one.services),
        "purpose": one.purpose,
        "legal_ground": one.legal_ground,
        "request": one.request_id,
    }
