"""What a generated form brings, as the readers of fields want it."""

from collections.abc import Sequence

from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.web.cases.people import unveiled
from chalicelib.web.http.asked import RequestContext
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.sessions import CSRF_FIELD

OWN = "_"
"""What our own hidden fields begin with; no field of a process does."""


def raw_of(asked: RequestContext, form: Filled) -> Raw:
    """Texts and files by field, of a name that comes several times all of them.

    Whoever was chosen in the page stands there by number.
    """
    raw: dict[str, RawValue] = {
        name: _typed(asked, name, texts)
        for name, texts in form.all.items()
        if name != CSRF_FIELD and not name.startswith(OWN)
    }
    for field in dict.fromkeys(file.field for file in form.files):
        raw[field] = tuple(File(file.content) for file in form.files if file.field == field)
    return raw


def _typed(asked: RequestContext, name: str, texts: Sequence[str]) -> RawValue:
    read = [unveiled(asked, name, text) for text in texts]
    return read[0] if len(read) == 1 else read
