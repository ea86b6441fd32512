"""Checks the seals of documents that others made: that nothing was changed since they sealed."""

from typing import override

from chalicelib.documents.seal.cms import CmsError, UnsupportedError, read_message, verify_message
from chalicelib.documents.seal.naming import holder_of
from chalicelib.documents.seal.reading import Range, contents_in, ranges
from chalicelib.documents.seal.time_stamps import verify_token
from chalicelib.domain.issued.source_seal import SourceSeal, SourceState
from chalicelib.ports.ledger import SourceInspector

_STAMP = "tst_info"


class SourceSeals(SourceInspector):
    """SourceInspector: every seal must verify, and the last one cover the whole file.

    A time stamp on the document is no seal: who covers everything with one vouches for nothing.
    """

    @override
    def inspect(self, pdf: bytes) -> SourceSeal:
        found = sorted(ranges(pdf), key=lambda place: place.total)
        if not found:
            return SourceSeal(SourceState.NONE)
        if found[-1].total > len(pdf):
            return SourceSeal(SourceState.BROKEN)
        try:
            verified = [(place, _verified(pdf, place)) for place in found]
        except UnsupportedError:
            return SourceSeal(SourceState.UNREADABLE)
        except CmsError:
            return SourceSeal(SourceState.BROKEN)
        seals = [(place, holder) for place, holder in verified if holder is not None]
        if not seals:
            return SourceSeal(SourceState.NONE)
        last, holder = seals[-1]
        is_whole = last.total == len(pdf)
        return SourceSeal(SourceState.INTACT if is_whole else SourceState.FOLLOWED, holder)


def _verified(pdf: bytes, place: Range) -> str | None:
    """Who sealed a part of the file; None for a time stamp. Raises CmsError."""
    der = contents_in(pdf, place)
    message = read_message(der)
    covered = pdf[: place.start] + pdf[place.end : place.total]
    if message.data["encap_content_info"]["content_type"].native == _STAMP:
        verify_token(der, covered)
        return None
    verify_message(message, covered)
    return holder_of(message.signer)
