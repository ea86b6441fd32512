"""What a generated form brings, as the readers of fields want it."""

from chalicelib.domain.cases.forms.raw import Raw, RawValue
from chalicelib.domain.cases.forms.uploads import File
from chalicelib.web.http.payloads.multipart import Filled
from chalicelib.web.http.sessions import CSRF_FIELD

OWN = "_"
"""What our own hidden fields begin with; no field of a process does."""


def raw_of(form: Filled) -> Raw:
    """Texts and files by field, of a name that comes several times all of them."""
    raw: dict[str, RawValue] = {
        name: texts[0] if len(texts) == 1 else texts
        for name, texts in form.all.items()
        if name != CSRF_FIELD and not name.startswith(OWN)
    }
    for field in dict.fromkeys(file.field for file in form.files):
        raw[field] = tuple(File(file.content) for file in form.files if file.field == field)
    return raw
