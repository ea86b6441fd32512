"""What can be chosen when a certificate's case is handled, in words for staff."""

from collections.abc import Callable, Mapping

from chalicelib.domain.cases.process_type import Option
from chalicelib.domain.certificates.catalogue import DocumentType
from chalicelib.domain.certificates.ground import is_about_another
from chalicelib.domain.certificates.letters import Refusals
from chalicelib.domain.certificates.order import CertificateCase
from chalicelib.domain.process.actions import Destination, Field, FieldKind
from chalicelib.domain.registers.relations import Relation
from chalicelib.domain.shared.wording import Labels
from chalicelib.domain.tenants.municipality import Municipality

type Options = Callable[[CertificateCase | None, Municipality], tuple[Option, ...]]
type Find = Callable[[str], DocumentType | None]


def besides(brought: Labels) -> Mapping[str, tuple[Field, ...]]:
    """What is sent along with a document made elsewhere; `brought` are the labels."""
    pdf, vouched = brought["pdf"], brought["vouched"]
    to = Destination.PAYLOAD
    return {
        "approve_uploaded": (
            Field("pdf", FieldKind.FILE, pdf, required=True, to=to),
            Field("vouched", FieldKind.DECLARATION, vouched, required=False, to=to),
        )
    }


def options(
    find: Find,
    refusals: Callable[[], Refusals],
    words: Callable[[str], Labels],
) -> Mapping[str, Options]:
    """Every function of options by name; what hangs on the document is that of the case.

    `words` has tables of `purposes`, `languages`, `deliveries` and `authorities`; a code without
    words is its own.
    """

    def of(make: Callable[[DocumentType], tuple[Option, ...]]) -> Options:
        def choose(case: CertificateCase | None, _here: Municipality) -> tuple[Option, ...]:
            document = find(case.payload.document_id) if case else None
            return make(document) if document else ()

        return choose

    return {
        "deliveries": lambda _case, _here: _options(words("deliveries")),
        "relations": lambda _case, _here: _options({r.value: r.value for r in Relation}),
        "authorities": lambda _case, _here: _options(words("authorities")),
        "variants": of(lambda document: _options({v.id: v.names.nl for v in document.variants})),
        "languages": of(lambda document: _chosen(document.languages, words("languages"))),
        "purposes": of(lambda document: _chosen(document.uses, words("purposes"))),
        "refusal_reasons": lambda case, _here: _reasons(case, find, refusals()),
        "appeals": lambda _case, _here: refusals().appeals,
    }


def _options(words: Labels) -> tuple[Option, ...]:
    return tuple(Option(str(code), text) for code, text in words.items())


def _chosen(codes: tuple[str, ...], words: Labels) -> tuple[Option, ...]:
    return tuple(Option(code, words.get(code, code)) for code in codes)


def _reasons(case: CertificateCase | None, find: Find, refusals: Refusals) -> tuple[Option, ...]:
    document = find(case.payload.document_id) if case else None
    if case is None or document is None:
        return ()
    other = is_about_another(case)
    fitting = (r for r in refusals.reasons if r.fits(document, about_another=other))
    return tuple(reason.option for reason in fitting if not reason.is_refuted(case.verdict))
