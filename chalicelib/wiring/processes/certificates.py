"""The certificate as a process: what decides, and its works, each made when first asked for."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.working.works import Work

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import ProcessType
    from chalicelib.domain.certificates.letters import Refusals
    from chalicelib.domain.certificates.order import CertificateOrder
    from chalicelib.usecases.cases.acting.own import Prepare
    from chalicelib.usecases.cases.opening.open_case import OpenCase
    from chalicelib.usecases.certificates.facts.ask_facts import AskFacts
    from chalicelib.usecases.certificates.reissue import Reissue
    from chalicelib.wiring.processes.actions import ActionParts
    from chalicelib.wiring.processes.works import Parts

WORDS = TEMPLATES / "processes" / "certificate_request" / "words.toml"
_PAGES = TEMPLATES / "pages"
_FILES = {
    "languages": _PAGES / "words.toml",
    "deliveries": _PAGES / "desk" / "words.toml",
    "authorities": _PAGES / "desk" / "words.toml",
}
"""Where words stand that pages say too."""


def load() -> "ProcessType[CertificateOrder]":
    """What decides, over the catalogue and the letters in the templates."""
    from chalicelib.adapters.files.certificates.documents import FileCatalogue  # noqa: PLC0415
    from chalicelib.domain.certificates.process import certificate_type  # noqa: PLC0415
    from chalicelib.domain.certificates.rules import REGISTRY  # noqa: PLC0415

    find = FileCatalogue(TEMPLATES / "documents", REGISTRY).get
    return certificate_type(find, _refusals, _words)


@cache
def _words(table: str) -> Mapping[str, str]:
    """What purposes are called, and languages, deliveries and authorities as pages call them."""
    from chalicelib.adapters.files.words import FileWords  # noqa: PLC0415

    if table == "purposes":
        text = (TEMPLATES / "labels" / "purposes.toml").read_text(encoding="utf-8")
        return {code: names["nl"] for code, names in tomllib.loads(text).items()}
    return FileWords(_FILES.get(table, WORDS))(table)


@cache
def _refusals() -> "Refusals":
    """What a refusal can be made of, from its letter."""
    from chalicelib.adapters.files.case_words.letters import read_letter  # noqa: PLC0415
    from chalicelib.domain.cases.process_type import Option  # noqa: PLC0415
    from chalicelib.domain.certificates.letters import Reason, Refusals  # noqa: PLC0415
    from chalicelib.domain.certificates.order import PROCESS  # noqa: PLC0415

    text = read_letter(TEMPLATES / "processes" / PROCESS / "letters" / "cr_refusal.toml")
    reasons = (Reason(Option(r.code, r.words), r.only_for, r.refuted_by) for r in text.reasons)
    return Refusals(tuple(reasons), tuple(Option(a.code, a.words) for a in text.appeals))


def bind(parts: "Parts") -> Mapping[str, Work]:
    """What its automatic states do, and what looks again while it waits."""
    from chalicelib.documents.certificates.printer import LabelledPrinter  # noqa: PLC0415
    from chalicelib.usecases.certificates.deliver_upload import DeliverUpload  # noqa: PLC0415
    from chalicelib.usecases.certificates.issue import IssueCertificate  # noqa: PLC0415
    from chalicelib.usecases.certificates.make import Make  # noqa: PLC0415
    from chalicelib.usecases.certificates.mark import MarkDocument  # noqa: PLC0415
    from chalicelib.usecases.certificates.recheck import RecheckCertificate  # noqa: PLC0415

    templates, printing, ask = parts.templates, parts.printing, _ask(parts)
    make = Make(
        LabelledPrinter(templates.labels, templates.municipalities),
        printing.renderer,
        printing.sealer,
        parts.state.archive,
        MarkDocument(printing.marking),
    )
    return {
        "issue": IssueCertificate(ask, make, DeliverUpload(ask, parts.state.archive)),
        "recheck": RecheckCertificate(ask),
    }


def bind_actions(parts: "ActionParts") -> Mapping[str, "Prepare"]:
    """What is done with what people bring, before it is judged."""
    from chalicelib.adapters.files.words import FileWords  # noqa: PLC0415
    from chalicelib.documents.certificates.printer import LabelledPrinter  # noqa: PLC0415
    from chalicelib.documents.seal.sources import SourceSeals  # noqa: PLC0415
    from chalicelib.usecases.certificates.check_approval import CheckApproval  # noqa: PLC0415
    from chalicelib.usecases.certificates.correct import CorrectOrder  # noqa: PLC0415
    from chalicelib.usecases.certificates.take_upload import TakeUpload  # noqa: PLC0415

    templates, ask = parts.templates, _ask(parts)
    return {
        "approve": CheckApproval(ask, LabelledPrinter(templates.labels, templates.municipalities)),
        "approve_uploaded": TakeUpload(parts.state.archive, SourceSeals(), FileWords(WORDS)),
        "correct": CorrectOrder(ask),
    }


def reissue(open_case: "OpenCase") -> "Reissue":
    """How a corrected certificate is asked for."""
    from chalicelib.usecases.certificates.reissue import Reissue  # noqa: PLC0415

    return Reissue(open_case)


def _ask(parts: "Parts | ActionParts") -> "AskFacts":
    from chalicelib.usecases.certificates.facts.ask_facts import AskFacts  # noqa: PLC0415
    from chalicelib.usecases.certificates.facts.gather import Gather  # noqa: PLC0415

    state, registers = parts.state, parts.state.registers
    gather = Gather(state.access_log, registers, registers, registers, registers)
    return AskFacts(parts.templates.catalogue, parts.templates.municipalities, gather)
