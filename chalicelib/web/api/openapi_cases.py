"""What the API of cases of any process adds to the description."""

from chalicelib.web.api import case_answers as answers
from chalicelib.web.api.process_answers import ProcessAnswer, ProcessesAnswer
from chalicelib.web.api.uploads import BasketAnswer, UploadAnswer, UploadPlace
from chalicelib.web.http.calls import Call
from chalicelib.web.http.payloads.programs import Empty

CASES = (
    Call("/processes", "processes", "Wat u kunt regelen", ProcessesAnswer, is_public=True),
    Call(
        "/processes/{process}",
        "process",
        "Een proces: zijn formulier, partijen en stappen",
        ProcessAnswer,
        is_public=True,
    ),
    Call("/cases", "cases", "Uw dossiers, het nieuwste eerst", answers.CasesAnswer),
    Call("/cases/{id}", "one_case", "Een dossier", answers.SeenCaseAnswer),
    Call(
        "/cases/{id}",
        "begin_case",
        "Begin een dossier; `id` is dat van het proces",
        answers.OpenedAnswer,
        answers.NewCase,
        status="202",
        may_be_there=True,
        has_key=True,
    ),
    Call(
        "/cases/{id}/actions/{action}",
        "act_in_case",
        "Zet een stap in een dossier",
        answers.DoneAnswer,
        answers.DoInCase,
        has_key=True,
    ),
    Call(
        "/cases/{id}/preview/{action}",
        "preview_letter",
        "De brief van een stap, nog niet gezet",
        answers.LetterAnswer,
        answers.DoInCase,
    ),
    Call("/uploads", "put_file", "Waarheen een bestand gaat", UploadAnswer, UploadPlace),
    Call("/uploads/{basket_id}", "look_at_files", "Welke bestanden er zijn", BasketAnswer, Empty),
)
"""Every operation, in the order of the description."""
