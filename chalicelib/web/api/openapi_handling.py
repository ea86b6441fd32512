"""What the API of those who work through the worklists adds to the description."""

from chalicelib.web.api import handling_bodies as bodies
from chalicelib.web.api import together
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads.programs import Empty

_FILTERS = ("process", "role", "team", "urgency", "title", "reason", "page")

HANDLING = (
    Call(
        "/worklists",
        "worklists",
        "Wat wacht voor uw rollen",
        bodies.WorklistsAnswer,
        query=_FILTERS,
    ),
    Call(
        "/worklists/next",
        "next_case",
        "Neem het volgende dossier; 204 als er geen wacht",
        bodies.HandledAnswer,
        bodies.NextCase,
        may_be_nothing=True,
    ),
    Call(
        "/worklists/decide",
        "decide_together",
        "Beslis over gelijke dossiers samen; elk wordt apart nagekeken",
        together.DecidedAnswer,
        together.DecideSeveral,
        has_key=True,
    ),
    Call("/cases/{id}/facts", "case_facts", "Wat de registers zeggen", bodies.FactsAnswer),
    Call("/cases/{id}/claim", "claim_case", "Neem dit dossier", bodies.HandledAnswer, Empty),
    Call("/cases/{id}/release", "release_case", "Geef vrij", bodies.HandledAnswer, Empty),
    Call(
        "/cases/{id}/assign",
        "assign_case",
        "Wijs toe aan een collega",
        bodies.HandledAnswer,
        bodies.AssignCase,
    ),
    Call(
        "/cases/{id}/take-over",
        "take_over_case",
        "Neem over van een collega",
        bodies.HandledAnswer,
        Empty,
    ),
    Call(
        "/cases/{id}/escalate",
        "escalate_case",
        "Geef door aan wie meer mag beslissen",
        bodies.HandledAnswer,
        bodies.EscalateCase,
    ),
    Call(
        "/cases/{id}/note",
        "note_on_case",
        "Schrijf een notitie",
        bodies.NotedAnswer,
        bodies.NoteOnCase,
    ),
    Call(
        "/cases/{id}/heartbeat",
        "keep_case",
        "Houd dit dossier langer",
        bodies.HeldAnswer,
        Empty,
    ),
)
"""Every operation, in the order of the description."""
