"""The certificate as a process: what decides, and its works, each made when first asked for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chalicelib.settings import TEMPLATES
from chalicelib.usecases.cases.working.works import Work

if TYPE_CHECKING:
    from chalicelib.domain.cases.process_type import ProcessType
    from chalicelib.domain.certificates.order import CertificateOrder
    from chalicelib.usecases.certificates.ask_facts import AskFacts
    from chalicelib.wiring.process_works import Parts


def load() -> "ProcessType[CertificateOrder]":
    """What decides, over the catalogue in the templates."""
    from chalicelib.adapters.files.documents import FileCatalogue  # noqa: PLC0415
    from chalicelib.domain.certificates.process import certificate_type  # noqa: PLC0415
    from chalicelib.domain.certificates.rules import REGISTRY  # noqa: PLC0415

    return certificate_type(FileCatalogue(TEMPLATES / "documents", REGISTRY).get)


def bind(parts: "Parts") -> Mapping[str, Work]:
    """What its automatic states do, and what looks again while it waits."""
    from chalicelib.documents.printer import LabelledPrinter  # noqa: PLC0415
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
        "issue": IssueCertificate(ask, make, DeliverUpload(ask)),
        "recheck": RecheckCertificate(ask),
    }


def _ask(parts: "Parts") -> "AskFacts":
    from chalicelib.usecases.certificates.ask_facts import AskFacts  # noqa: PLC0415
    from chalicelib.usecases.certificates.gather import Gather  # noqa: PLC0415

    state, registers = parts.state, parts.state.registers
    gather = Gather(state.access_log, registers, registers, registers, registers)
    return AskFacts(parts.templates.catalogue, parts.templates.municipalities, gather)
