"""Approve with a document made elsewhere: it is looked at, kept, and delivered byte for byte."""

from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256

from chalicelib.domain.cases.audience import HANDLERS
from chalicelib.domain.cases.entry import Attachment, Entry, EntryKind
from chalicelib.domain.cases.forms.raw import Raw
from chalicelib.domain.cases.forms.uploads import File, check_document
from chalicelib.domain.cases.moving.frame import Frame
from chalicelib.domain.certificates.ground import check_ground
from chalicelib.domain.certificates.order import Approval, CertificateCase, Upload
from chalicelib.domain.certificates.process import REGISTRAR
from chalicelib.domain.issued.source_seal import SourceSeal, SourceState
from chalicelib.domain.shared.errors import InvalidInputError
from chalicelib.domain.shared.wording import Wording
from chalicelib.ports.documents import Archive, Rendered
from chalicelib.ports.errors import PermanentError
from chalicelib.ports.ledger import SourceInspector
from chalicelib.usecases.cases.acting.own import Brought, Given

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class TakeUpload:
    """When it is sealed, nothing may have changed since; what the seal says is noted.

    What was added behind the seal we can't judge: somebody has to have vouched for it.
    """

    archive: Archive
    sources: SourceInspector
    words: Wording

    def __call__(self, case: CertificateCase, brought: Brought, frame: Frame) -> Given:
        """The order with the upload in it; nothing is kept for who may not approve it.

        Raises InvalidInputError (`upload_missing`, `upload_not_pdf`, `upload_too_big`,
        `upload_seal_broken`, `upload_seal_followed`), what `check_ground` raises, RetryableError.
        """
        if frame.type.is_act(case, "") and brought.who.role != REGISTRAR:
            return Given()
        check_ground(case, str(brought.values.get("ground", "")))
        pdf = _pdf_of(brought.raw)
        pages = check_document(pdf)
        seal = self._checked(pdf, vouched=brought.raw.get("vouched") == "ja")
        upload = self._kept(case, pdf, pages)
        approval = Approval(brought.who.author, frame.at, upload)
        entry = _entry(case, brought, upload, seal, frame, self.words)
        return Given(payload=replace(case.payload, approval=approval), entries=(entry,))

    def _kept(self, case: CertificateCase, pdf: bytes, pages: int) -> Upload:
        digest = sha256(pdf).hexdigest()
        key = f"{case.uploads}/{digest[:32]}"
        stored = self.archive.put_once(key, Rendered(pdf, pages))
        if stored.sha256 != digest:
            raise PermanentError(f"what lies in the archive isn't what was uploaded: {key}")
        return Upload(key, stored.sha256, stored.size, stored.pages)

    def _checked(self, pdf: bytes, *, vouched: bool) -> SourceSeal:
        seal = self.sources.inspect(pdf)
        if seal.state is SourceState.BROKEN:
            raise InvalidInputError(
                "upload_seal_broken",
                "Het zegel van dit document klopt niet: het bestand is gewijzigd nadat het"
                " verzegeld werd. Vraag het opnieuw op.",
                "pdf",
            )
        if seal.state is SourceState.FOLLOWED and not vouched:
            raise InvalidInputError(
                "upload_seal_followed",
                "Aan dit document is iets toegevoegd nadat het verzegeld werd. Meestal is dat een"
                " bewijs van de overheid die het maakte, maar het kan ook een bladzijde zijn. Open"
                " het in een programma dat zegels nakijkt. Klopt het zegel daar? Kies het bestand"
                " dan opnieuw, en vink hieronder aan dat u het nakeek.",
                "vouched",
            )
        return seal


def _pdf_of(raw: Raw) -> bytes:
    for file in raw.get("pdf", ()):
        if isinstance(file, File) and file.content:
            return file.content
    raise InvalidInputError("upload_missing", "Kies het pdf-bestand.", "pdf")


def _entry(
    case: CertificateCase,
    brought: Brought,
    upload: Upload,
    seal: SourceSeal,
    frame: Frame,
    words: Wording,
) -> Entry:
    """What the seal says; whom it names may be a person, so it stands in no event."""
    last = frame.day + timedelta(days=frame.municipality.limits.attachment_days)
    version = case.instance.version + 1
    return Entry(
        id=f"{version:06d}-seal",
        version=version,
        kind=EntryKind.FIELD,
        name="seal",
        author=brought.who.author,
        at=frame.at,
        audience=(HANDLERS,),
        text=_said(seal, words),
        attachments=(Attachment(upload.key, upload.sha256, upload.size, PDF, last),),
    )


def _said(seal: SourceSeal, words: Wording) -> str:
    state = words("seals")[seal.state.value]
    if not seal.holder:
        return words.say("issue.seal", state=state)
    return words.say("issue.sealed_by", state=state, holder=seal.holder)
