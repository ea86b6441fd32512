"""Somebody's data for programs (AVG art. 20): plain JSON, in the words of the JSON API."""

import json
from typing import Any

from chalicelib.domain.cases.entry import Entry
from chalicelib.domain.cases.forms.draft import Draft
from chalicelib.domain.issued.listed import Listed
from chalicelib.domain.mail.wishes import MailWishes
from chalicelib.domain.registers.access import Consultation
from chalicelib.usecases.cases.reading.view import HappenedLine
from chalicelib.usecases.privacy.hand_over import Handed, HandedCase

type Data = dict[str, Any]


def as_json(handed: Handed, names: dict[str, str]) -> str:
    """Everything as JSON; `names` are the names in the archive of the files, by key."""
    holdings = handed.holdings
    data = {
        "national_number": holdings.number.digits,
        "municipality": holdings.tenant,
        "at": holdings.at.isoformat(),
        "cases": [_case(one, names) for one in handed.cases],
        "cases_not_readable": list(holdings.unreadable),
        "documents_about_you": [_listed(listed) for listed in holdings.documents],
        "consultations": [_consultation(one) for one in holdings.consultations],
        "not_sent": [_draft(draft) for draft in holdings.drafts],
        "asked_to_be_forgotten_at": holdings.asked.at.isoformat() if holdings.asked else None,
        "mail_wishes": _wishes(holdings.wishes),
        "signed_in_until": [until.isoformat() for until in holdings.sessions],
        "addresses_not_written_to": list(holdings.blocked),
        "cases_of_others_about_you": holdings.others,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _case(one: HandedCase, names: dict[str, str]) -> Data:
    view, party = one.view, one.party
    return {
        "id": view.case_id,
        "reference": view.reference,
        "process": view.process,
        "state": view.state,
        "received_at": view.received_at.isoformat(),
        "channel": one.held.case.intake.channel.value,
        "role": party.role,
        "email": party.email,
        "assurance": party.assurance.value if party.assurance else None,
        "filled_in": [{"label": label, "text": text} for label, text in one.filled_in],
        "findings": [
            {"code": f.code, "result": f.result.value, "basis": f.basis, "sentence": f.citizen}
            for f in view.findings
        ],
        "events": [_event(event) for event in view.history],
        "entries": [_entry(entry, names) for entry in view.entries],
        "entries_not_included": one.withheld,
        "documents": [document.number for document in view.documents],
        "files": [names[key] for key in one.files if key in names],
    }


def _draft(draft: Draft) -> Data:
    """Without our own fields, which say nothing of the person."""
    return {
        "page": draft.path,
        "at": draft.at.isoformat(),
        "until": draft.until.isoformat(),
        "filled_in": [{"field": n, "text": v} for n, v in draft.fields if not n.startswith("_")],
    }


def _wishes(wishes: MailWishes | None) -> Data | None:
    if wishes is None:
        return None
    return {
        "email": wishes.email,
        "is_confirmed": wishes.is_confirmed,
        "language": wishes.language,
        "unwanted": sorted(wishes.unwanted),
    }


def _event(event: HappenedLine) -> Data:
    """Who it was is their role only: colleagues are people too."""
    return {
        "name": event.event,
        "state": event.target,
        "by": event.role,
        "at": event.at.isoformat(),
    }


def _entry(entry: Entry, names: dict[str, str]) -> Data:
    return {
        "kind": entry.kind.value,
        "name": entry.name,
        "by": entry.author.partition(":")[0],
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
