"""Checks the seals of documents that others made: that nothing was changed since they sealed."""

from chalicelib.documents.cms import CmsError, UnsupportedError, verify_message
from chalicelib.documents.seal import holder_of
from chalicelib.documents.seal_reading import Range, message_in, ranges
from chalicelib.domain.source_seal import SourceSeal, SourceState


class SourceSeals:
    """SourceInspector: every seal must verify, and the last one cover the whole file."""

    def inspect(self, pdf: bytes) -> SourceSeal:
        """As the port says."""
        found = sorted(ranges(pdf), key=lambda place: place.total)
        if not found:
            return SourceSeal(SourceState.NONE)
        if found[-1].total != len(pdf):
            return SourceSeal(SourceState.BROKEN)
        try:
            holders = [_verified(pdf, place) for place in found]
        except UnsupportedError:
            return SourceSeal(SourceState.UNREADABLE)
        except CmsError:
            return SourceSeal(SourceState.BROKEN)
        return SourceSeal(SourceState.INTACT, holders[-1])


def _verified(pdf: bytes, place: Range) -> str:
    """Who sealed a part of the file. Raises CmsError."""
    message = message_in(pdf, place)
    verify_message(message, pdf[: place.start] + pdf[place.end : place.total])
    return holder_of(message.signer)
